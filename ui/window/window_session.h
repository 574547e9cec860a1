// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/appearance.h"
#include "window/action_registry.h"

#include <QJsonArray>
#include <QJsonObject>

namespace gw::window {

class MainWindow;
class WorkspaceActions;

// The window's state as a whole: size, docks, tabs with what is in them, panes, colours, shortcuts,
// and which engine. Thread: GUI.
class WindowSession final {
public:
    WindowSession(MainWindow &window, WorkspaceActions &workspaces, ActionRegistry &actions,
                  look::Appearance &appearance);

    [[nodiscard]] QJsonObject save() const;
    // An empty state opens the window as it is at first. Pages of kinds that nothing makes are left
    // out.
    void restore(const QJsonObject &state);

private:
    [[nodiscard]] QJsonArray savePages() const;
    void restorePages(const QJsonArray &pages);

    MainWindow &m_window;
    WorkspaceActions &m_workspaces;
    ActionRegistry &m_actions;
    look::Appearance &m_appearance;
};

} // namespace gw::window
