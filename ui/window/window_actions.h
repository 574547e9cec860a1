// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/appearance.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "window/action_registry.h"
#include "window/page_address.h"
#include "window/quick_entry.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

class QMenu;
class QToolButton;

namespace gw::window {

class MainWindow;
class QuickOpen;
class WorkspaceActions;

// The window's commands, its menus and its tool bar. Thread: GUI.
class WindowActions final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        MainWindow &window;
        session::EngineSession &session;
        session::Environments &environments;
        ActionRegistry &actions;
        look::Appearance &appearance;
        WorkspaceActions &workspaces;
    };

    // After the last factory and pane were added.
    explicit WindowActions(const Parts &parts);

private:
    QAction *add(const ActionSpec &spec, const std::function<void(bool)> &run);
    void addFileActions();
    void addViewActions();
    void addSchemeActions();
    void addGoActions();
    void addGatewayActions();
    void buildMenus();
    void buildToolBar();
    void fill(QMenu &menu, std::initializer_list<const char *> ids);
    void fillEditMenu(QMenu &menu);
    [[nodiscard]] bool canFocused(const char *slot) const;
    [[nodiscard]] QAction *pageAction(const char *name) const;
    void fillHelpMenu(QMenu &help);
    void fillEmptyPage();
    void fillPaneMenu(QMenu &above, QMenu &menu);
    void followPage(QMenu &menu, const QStringList &kinds);
    void fillNavigatorMenu();
    void fillNavigatorMenu(QMenu &menu, const PageAddress &address);
    void refreshEnabled();
    void showCommands();
    [[nodiscard]] QList<QuickEntry> impossibleCommands() const;
    void openUntitledRequest();

    Parts m_parts;
    QuickOpen *m_quickOpen;
    QToolButton *m_engineButton = nullptr;
    QPointer<QWidget> m_focused; // has the keyboard, or had it before the menu bar
};

} // namespace gw::window
