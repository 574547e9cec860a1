// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace gw::window {

// How an action is declared.
struct ActionSpec {
    QString id;       // "file.save"; never changes: shortcuts are stored by it
    QString text;     // "&Save"
    QString category; // menu that it belongs to, shown in the palette: "File"
    QKeySequence shortcut = {};
    QString icon = {}; // Breeze's name
    bool isCheckable = false;
    // Where its keys work: those of two scopes never meet, but for one within the other ("api" and
    // "api.pipeline"). Empty: in the whole window. Of a command of pages: within the page.
    QString scope = {};
};

// Every command of the console by its id: menus, palette and shortcut settings take them from here.
// Thread: GUI.
class ActionRegistry final : public QObject {
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    // The action is the registry's; `run` is called when it is triggered.
    QAction *add(const ActionSpec &spec, const std::function<void(bool isChecked)> &run);
    // A command of pages that may not be there: its keys are kept here, each page has its own
    // action. The registry's action is never enabled, so that nothing offers or runs it.
    QAction *declare(const ActionSpec &spec);
    // What the spec says, but for its category and scope; nothing runs yet.
    [[nodiscard]] static QAction *make(const ActionSpec &spec, QObject &owner);
    // Null when nothing has this id.
    [[nodiscard]] QAction *action(const QString &id) const;
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; } // as added
    [[nodiscard]] static QString idOf(const QAction &action);
    [[nodiscard]] static QString categoryOf(const QAction &action);
    [[nodiscard]] static QString scopeOf(const QAction &action);
    // "Save", without the mark of the mnemonic and the dots of a dialog.
    [[nodiscard]] static QString nameOf(const QAction &action);

    // As people read them; empty for none, and for an unknown id.
    [[nodiscard]] QString keysOf(const QString &id) const;
    [[nodiscard]] QKeySequence defaultShortcut(const QString &id) const;
    void setShortcut(const QString &id, const QKeySequence &shortcut);
    // Other actions with the same shortcut that works where that of this one does.
    [[nodiscard]] QList<QAction *> conflictsOf(const QString &id) const;

    // Only what differs from the defaults: id to portable text.
    [[nodiscard]] QHash<QString, QString> changedShortcuts() const;
    void applyShortcuts(const QHash<QString, QString> &changed);

Q_SIGNALS:
    void shortcutsChanged();

private:
    QAction *insert(const ActionSpec &spec);

    QList<QAction *> m_actions;
    QHash<QString, QAction *> m_byId;
    QHash<QString, QKeySequence> m_defaults;
};

} // namespace gw::window
