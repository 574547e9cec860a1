// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "libraries/plugin_commands.h"

#include <QObject>

namespace gw::window {
class ActionRegistry;
class MainWindow;
struct ActionSpec;
} // namespace gw::window

namespace gw::libraries {

struct DeletedPlugin;

// The commands on plugins that are there without a page: new, add, and those on the library that
// is chosen in the navigator; they stand in its menu, too. Thread: GUI.
class PluginActions final : public QObject {
    Q_OBJECT

public:
    // The window takes it. commands: outlives this.
    PluginActions(PluginCommands &commands, window::MainWindow &window,
                  window::ActionRegistry &actions);

    // Says that a library was built, and leads to its use while no API has it.
    void tellBuilt(const QString &file);

private:
    void takeBuiltBack();
    void addActions();
    QAction *add(window::ActionSpec spec, const std::function<void()> &run);
    QAction *addMenu(const window::ActionSpec &spec, const std::function<void(QMenu &menu)> &fill);
    void refreshEnabled();
    [[nodiscard]] QString library() const; // that is chosen; empty: none
    void fillMenu(const window::PageAddress &address, QMenu &menu);
    void copyPath(const QString &library) const;
    QAction *addDeleteSource(QMenu &menu, const QString &subject);
    void offerUndo(const DeletedPlugin &deleted);
    void undo(const DeletedPlugin &deleted);

    PluginCommands &m_commands;
    window::MainWindow &m_window;
    window::ActionRegistry &m_actions;
    QString m_built; // that is told of
};

} // namespace gw::libraries
