// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/appearance.h"
#include "window/action_registry.h"

#include <QJsonObject>

namespace gw::window {

class MainWindow;
class TabSets;
class WorkspaceActions;

// The window's state as a whole: size, docks, tabs with what is in them, panes, colours, shortcuts,
// and which engine. Thread: GUI.
class WindowSession final {
public:
    WindowSession(MainWindow &window, TabSets &tabs, WorkspaceActions &workspaces,
                  ActionRegistry &actions, look::Appearance &appearance);

    [[nodiscard]] QJsonObject save() const;
    // An empty state opens the window as it is at first.
    void restore(const QJsonObject &state);

private:
    MainWindow &m_window;
    TabSets &m_tabs;
    WorkspaceActions &m_workspaces;
    ActionRegistry &m_actions;
    look::Appearance &m_appearance;
};

} // namespace gw::window
