// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "editing/plugin_checks.h"
#include "look/icons.h"

#include <QByteArray>
#include <QFrame>
#include <QUuid>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QMimeData;

namespace gw::form {

// What a pipeline knows of plugin files.
struct PluginChoices {
    std::function<std::vector<std::string>()> files;
    std::function<std::vector<std::string>(const std::string &path)> symbols;
    // Of the page: cards of another one are not moved here.
    QByteArray origin = QUuid::createUuid().toByteArray();
};

// One hook of the pipeline: switch, file, function, times. Thread: GUI.
class HookCard final : public QFrame {
    Q_OBJECT

public:
    HookCard(const PluginChoices &choices, QWidget *parent);

    void setHook(const editing::NamedHook &hook);
    [[nodiscard]] const editing::NamedHook &hook() const { return m_hook; }
    // The choices are others; what is being typed or chosen stays.
    void refreshChoices();
    // Commands that run by their keys while the card itself has the keyboard; and what it says of
    // moving.
    void setCommands(const QList<QAction *> &commands, const QString &tip);
    // Null: the engine does not know the hook.
    void setTimes(const client::PluginHook *times);
    // How long the hook takes, or why it does not run; known: likewise.
    [[nodiscard]] static std::pair<QString, look::Tint> timesOf(const editing::NamedHook &hook,
                                                                const client::PluginHook *known);

    // The origin of its page, a line end, the pointer of its hook.
    [[nodiscard]] std::unique_ptr<QMimeData> toMime() const;
    static constexpr const char *kMimeType = "application/x-gatewright-hook";

Q_SIGNALS:
    void enabledChanged(bool isOn);
    void fileChosen(const QString &path);
    void symbolChosen(const QString &symbol);
    void moveWanted(int distance);
    void carryWanted(int direction); // into the place before or behind
    void removeWanted();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void colorTimes();
    void fillFiles();
    void fillSymbols();
    void commit(QComboBox *box, const std::string &before,
                void (HookCard::*changed)(const QString &));

    const PluginChoices &m_choices;
    QList<QAction *> m_commands;
    editing::NamedHook m_hook;
    QCheckBox *m_switch;
    QComboBox *m_file;
    QComboBox *m_symbol;
    QLabel *m_times;
    look::Tint m_tint = look::Tint::Secondary; // of m_times
    QPoint m_pressedAt;
};

} // namespace gw::form
