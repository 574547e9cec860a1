// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "form/hook_card.h"
#include "models/dragged_entry.h"

#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace gw::form {

// One place of the pipeline with its cards: "pre", "auth_check", "post", ... Thread: GUI.
class PipelineSlot final : public QWidget {
    Q_OBJECT

public:
    struct Place {
        std::string key;
        QString title;
        QString when; // one line: when its hooks run
        bool isList = true;
    };

    PipelineSlot(Place place, const PluginChoices &choices, QWidget *parent);

    [[nodiscard]] const Place &place() const { return m_place; }
    void setHooks(const std::vector<editing::NamedHook> &hooks);
    [[nodiscard]] const std::vector<HookCard *> &cards() const { return m_cards; }
    // Takes the hook with this pointer over, from wherever it is; `index`: where it goes.
    void moveHook(const std::string &source, std::size_t index);

    // Of the cards: what is done to them by keys, and what they say of it.
    void setCommands(const QList<QAction *> &commands, const QString &tip);

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);
    void carryWanted(const std::string &hook, int direction);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showCaption();
    HookCard *addCard();
    void giveCommands(HookCard &card) const;
    void dropLastCard();
    void connectCard(HookCard *card);
    void set(const std::string &pointer, const std::string &json);
    void add();
    void insert(std::size_t index, const std::string &path, const std::string &symbol);
    void addLibrary(const models::DraggedEntry &library, std::size_t index);
    // The pointer of a dragged card of this page; empty for everything else.
    [[nodiscard]] std::string hookIn(const QMimeData &mime) const;
    [[nodiscard]] bool takes(const QMimeData &mime) const;
    void accept(QDropEvent &event) const;
    void move(std::size_t from, int distance);
    [[nodiscard]] std::string pointer() const;
    [[nodiscard]] std::size_t indexAt(int y) const;
    [[nodiscard]] std::size_t indexOf(const HookCard *card) const;

    Place m_place;
    const PluginChoices &m_choices;
    QLabel *m_caption;
    QVBoxLayout *m_list;
    QToolButton *m_addButton;
    QLabel *m_empty;
    std::vector<HookCard *> m_cards;
    QList<QAction *> m_commands;
    QString m_tip;
    int m_dropLine = -1; // where a dragged card would go
};

} // namespace gw::form
