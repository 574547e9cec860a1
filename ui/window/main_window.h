// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/appearance.h"
#include "session/engine_session.h"
#include "window/action_registry.h"
#include "window/page_opener.h"
#include "window/pane.h"

#include <QMainWindow>

#include <memory>
#include <vector>

namespace gw::models {
class NavigatorModel;
}

namespace gw::window {

class Banner;
class Inspector;
class Navigator;
class PaneDock;
class StatusLine;
class TabArea;

// The console's window: menus, navigator, tabs, inspector, panes, status line. What fills them is
// given by the application. Thread: GUI.
class MainWindow final : public QMainWindow, public PageOpener {
    Q_OBJECT

public:
    MainWindow(session::EngineSession &session, ActionRegistry &actions,
               look::Appearance &appearance);
    ~MainWindow() override;

    // Before the first page is opened.
    void addFactory(std::unique_ptr<PageFactory> factory);
    // The window takes the pane.
    void addPane(Pane *pane);

    Page *open(const PageAddress &address) override;

    [[nodiscard]] TabArea &tabs() { return *m_tabs; }
    [[nodiscard]] Banner &banner() { return *m_banner; }
    [[nodiscard]] Navigator &navigator() { return *m_navigator; }
    [[nodiscard]] PaneDock &panes() { return *m_panes; }

private:
    void buildDocks();
    void buildActions();
    void buildMenus();
    void buildToolBar();
    void connectSession();
    void refreshState();
    void refreshCollections();
    void pageChanged(Page *page);
    void fillPageMenu();
    QAction *addAction(const ActionSpec &spec, const std::function<void(bool)> &run);

    session::EngineSession &m_session;
    ActionRegistry &m_actions;
    look::Appearance &m_appearance;
    std::unique_ptr<models::NavigatorModel> m_model;
    std::vector<std::unique_ptr<PageFactory>> m_factories;
    TabArea *m_tabs = nullptr;
    Banner *m_banner = nullptr;
    Navigator *m_navigator = nullptr;
    Inspector *m_inspector = nullptr;
    PaneDock *m_panes = nullptr;
    StatusLine *m_status = nullptr;
    QMenu *m_pageMenu = nullptr;
};

} // namespace gw::window
