// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console_options.h"
#include "editing/definition_history.h"
#include "history/request_history.h"
#include "look/appearance.h"
#include "models/problems_model.h"
#include "plugin_reader.h"
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "window/action_registry.h"
#include "window/main_window.h"
#include "window/session_store.h"
#include "window/tab_sets.h"
#include "window/window_session.h"
#include "window/workspace_actions.h"

#include <atomic>
#include <memory>

namespace gw::libraries {
class PluginActions;
class PluginCommands;
} // namespace gw::libraries

namespace gw::tester {
class OutsideChanges;
class RequestPage;
} // namespace gw::tester

namespace gw::panes {
class BuildPane;
class TestPane;
class TrafficPane;
} // namespace gw::panes

namespace gw::app {

// The console put together: session, window, pages, panes. Thread: GUI.
class Console final : public QObject {
    Q_OBJECT

public:
    // hasStuckHook: see EmbeddedEngine; outlives this.
    Console(const ConsoleOptions &options, std::atomic<bool> &hasStuckHook);
    ~Console() override;

    // Shows the window as it was and starts the engine.
    void start();

    // Says that the last run crashed, if it did, and has a crash of this one noted. Called once.
    void watchForCrashes();

    // What the session store writes.
    [[nodiscard]] QJsonObject state() const;

    [[nodiscard]] window::MainWindow &window() { return *m_window; }
    [[nodiscard]] window::ActionRegistry &actions() { return m_actions; }
    [[nodiscard]] session::EngineSession &session() { return m_session; }
    [[nodiscard]] session::Breakpoints &breakpoints() { return m_breakpoints; }
    [[nodiscard]] look::Appearance &appearance() { return m_appearance; }
    [[nodiscard]] panes::TrafficPane &traffic() { return *m_traffic; }
    [[nodiscard]] panes::BuildPane &builds() { return *m_build; }
    [[nodiscard]] panes::TestPane &tests() { return *m_tests; }

private:
    void addPages();
    void addPanes();
    void judgeWorkspace(const tester::OutsideChanges &outside);
    void addTrafficPane();
    [[nodiscard]] static QString stateFolder();
    void nameEngine(QJsonObject &engine);
    void tellOfTheOther(const window::SessionStore::Other &other, const QJsonObject &engine);
    void openFirstRequest();
    // A request tab with what the record tells of.
    tester::RequestPage *openRecord(const client::TrafficRecord &record);
    tester::RequestPage *newRequest();
    void openFromHistory(qint64 id);
    void sendARequest();
    void addHistoryPane();
    void offerHistoryBack(qint64 count);
    void addTestPane();
    void addBuildPane();
    void addPluginPages();
    void followSelection();

    ConsoleOptions m_options;
    look::Appearance m_appearance;
    session::EngineSession m_session;
    session::Environments m_environments;
    session::Breakpoints m_breakpoints;
    models::ProblemsModel m_problems;
    std::shared_ptr<PluginReader> m_plugins; // shared with looks that are under way
    editing::DefinitionHistory m_history;
    history::RequestHistory m_requestHistory;
    window::ActionRegistry m_actions;
    std::unique_ptr<window::MainWindow> m_window;
    window::WorkspaceActions *m_workspaces = nullptr;
    panes::TrafficPane *m_traffic = nullptr;
    window::Pane *m_metrics = nullptr;
    panes::TestPane *m_tests = nullptr;
    panes::BuildPane *m_build = nullptr;
    libraries::PluginCommands *m_pluginCommands = nullptr;
    std::unique_ptr<window::TabSets> m_tabSets;
    libraries::PluginActions *m_pluginActions = nullptr;
    std::unique_ptr<window::WindowSession> m_state;
    std::unique_ptr<window::SessionStore> m_store;
};

} // namespace gw::app
