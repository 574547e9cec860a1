// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "breakpoints/breakpoints_page.h"
#include "compare/compare_page.h"
#include "compare/record_compare_page.h"
#include "definition/api_actions.h"
#include "definition/new_api_page.h"
#include "definition/reload_page.h"
#include "definition/settings_file_page.h"
#include "definition/spec_page_factory.h"
#include "definition/spec_problems.h"
#include "definition/workspace_problems.h"
#include "editing/translated_schema.h"
#include "embedded_engine.h"
#include "environments/environments_page.h"
#include "libraries/plugin_commands.h"
#include "libraries/selection_summary.h"
#include "libraries/source_page.h"
#include "panes/build_pane.h"
#include "panes/history_pane.h"
#include "panes/log_pane.h"
#include "panes/metrics_pane.h"
#include "panes/older_log_page.h"
#include "panes/problems_pane.h"
#include "panes/test_pane.h"
#include "panes/traffic_pane.h"
#include "tester/outside_changes.h"
#include "tester/request_actions.h"
#include "tester/request_moves.h"
#include "tester/request_page.h"
#include "tester/request_page_factory.h"
#include "tester/traffic_request.h"
#include "tour_steps.h"
#include "window/banner.h"
#include "window/breakpoint_actions.h"
#include "window/inspector.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/settings_page.h"
#include "window/status_line.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"
#include "window/window_actions.h"

#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

namespace gw::app {

namespace {

QString historyFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/gatewright/history");
}

} // namespace

Console::Console(const ConsoleOptions &options, std::atomic<bool> &hasStuckHook)
    : m_options(options)
    , m_session(std::make_unique<EmbeddedEngine>(hasStuckHook))
    , m_environments(m_session)
    , m_breakpoints(m_session)
    , m_plugins(std::make_shared<PluginReader>())
    , m_history(historyFolder())
    , m_requestHistory(stateFolder() + QStringLiteral("/history"))
    , m_window(std::make_unique<window::MainWindow>(m_session, m_actions))
{
    m_workspaces = new window::WorkspaceActions(m_session, m_actions, *m_window);
    connect(m_workspaces, &window::WorkspaceActions::problemRaised, this, [this](const Error &why) {
        m_window->banner().showProblem(QStringLiteral("workspaces"), why);
    });
    connect(m_workspaces, &window::WorkspaceActions::problemSettled, this,
            [this] { m_window->banner().hide(QStringLiteral("workspaces")); });
    connect(m_workspaces, &window::WorkspaceActions::workspaceMade, this, [this] {
        m_window->banner().hide(QStringLiteral("workspaces"));
        m_window->open({QStringLiteral("new-api"), {}});
    });
    addPages();
    addPanes();
    auto *apis = new definition::ApiActions(m_session, *m_window, m_actions); // the window's
    connect(apis, &definition::ApiActions::requestWanted, this,
            [this](const client::ApiReport &api) {
                newRequest()->setRequest(
                    tester::requestTo(api, tester::placeOf(m_session, api.apiId)), {});
            });
    auto *outside = new tester::OutsideChanges(m_session, *m_window); // likewise
    judgeWorkspace(*outside);
    auto *moves = new tester::RequestMoves(*m_window); // likewise
    auto *requests = new tester::RequestActions(m_session, *m_window, m_actions, *moves);
    connect(requests, &tester::RequestActions::runWanted, m_tests,
            [this](const QString &path) { m_tests->run({path}); });
    new window::BreakpointActions(*m_window, m_session, m_breakpoints, m_actions); // likewise
    new window::WindowActions({.window = *m_window,
                               .session = m_session,
                               .environments = m_environments,
                               .actions = m_actions,
                               .appearance = m_appearance,
                               .workspaces = *m_workspaces}); // the window's
    followSelection();
    const auto setSteps = [this] {
        m_window->tour().setSteps(tourSteps(*m_window, m_session, m_actions));
    };
    setSteps();
    connect(&m_actions, &window::ActionRegistry::shortcutsChanged, this,
            setSteps); // they name keys
    m_tabSets = std::make_unique<window::TabSets>(*m_window, m_session);
    m_state = std::make_unique<window::WindowSession>(*m_window, *m_tabSets, *m_workspaces,
                                                      m_actions, m_appearance);
    m_store = std::make_unique<window::SessionStore>(
        stateFolder() + QStringLiteral("/console.json"), [this] { return this->state(); });
    connect(m_store.get(), &window::SessionStore::failed, this, [this](const Error &why) {
        m_window->banner().showProblem(QStringLiteral("session"), why);
    });
}

Console::~Console()
{
    m_store.reset();
    m_state.reset();
    m_tabSets.reset();
    m_window.reset(); // before the session that its parts use
}

QJsonObject Console::state() const
{
    QJsonObject state = m_state->save();
    state.insert(QStringLiteral("environment"), m_environments.current());
    state.insert(QStringLiteral("breakpoints"), m_breakpoints.saveState());
    return state;
}

void Console::addPages()
{
    m_window->addFactory(std::make_unique<window::SettingsPageFactory>(m_actions, m_appearance));
    m_window->addFactory(std::make_unique<definition::SettingsFilePageFactory>(m_session));
    addPluginPages();
    m_window->addFactory(std::make_unique<definition::ReloadPageFactory>(m_session, *m_window));
    m_window->addFactory(
        std::make_unique<breakpoints::BreakpointsPageFactory>(m_session, m_breakpoints));
    m_window->addFactory(std::make_unique<tester::RequestPageFactory>(
        tester::RequestServices{m_session, m_environments, m_requestHistory, *m_window,
                                std::make_shared<requests::RequestRunner>(), &m_breakpoints}));
    m_window->addFactory(std::make_unique<environments::EnvironmentsPageFactory>(m_environments));
    m_window->addFactory(std::make_unique<compare::ComparePageFactory>(m_requestHistory));
    m_window->addFactory(std::make_unique<definition::NewApiPageFactory>(
        definition::DefinitionDrafts(m_session, *m_window)));
    m_window->addFactory(std::make_unique<definition::SpecPageFactory>(definition::SpecServices{
        m_session, m_history, editing::apiDefinitionSchema(),
        [plugins = m_plugins](const std::string &file) { return plugins->read(file); },
        [this] { m_window->open(definition::ReloadPage::pageAddress()); },
        [this](const QString &apiId, const QString &name, const std::string &text) {
            return definition::DefinitionDrafts(m_session, *m_window).openCopy(apiId, name, text);
        }}));
}

void Console::addPanes()
{
    const auto say = [this](const QString &text) {
        m_window->status().say(text);
    };
    addTrafficPane();
    auto *logs = new panes::LogPane(m_session, m_window.get());
    connect(logs, &panes::LogPane::messageRaised, this, say);
    m_window->addPane(logs);
    m_window->addFactory(std::make_unique<panes::OlderLogPageFactory>(logs->model().older()));
    connect(logs, &panes::LogPane::newRequestWanted, this, &Console::newRequest);
    connect(logs, &panes::LogPane::olderWanted, this,
            [this] { m_window->open(panes::OlderLogPage::newAddress()); });
    auto *problems = new panes::ProblemsPane(m_session, m_problems, m_window.get());
    connect(problems, &panes::ProblemsPane::openWanted, this,
            [this](const window::PageAddress &address, const QString &position) {
                window::Page *page = m_window->open(address);
                if (position.isEmpty()) {
                    return;
                }
                if (auto *spec = qobject_cast<definition::SpecPage *>(page)) {
                    spec->goTo(position);
                } else if (auto *settings = qobject_cast<definition::SettingsFilePage *>(page)) {
                    settings->goTo(position);
                }
            });
    problems->setPluginMender(
        [this](models::Problem &problem) { m_pluginCommands->mend(problem); });
    m_window->addPane(problems);
    new definition::SpecProblems(m_window->tabs(), m_problems, problems);
    auto *metrics = new panes::MetricsPane(m_session, m_window.get());
    m_metrics = metrics;
    connect(metrics, &panes::MetricsPane::messageRaised, this, say);
    connect(metrics, &panes::MetricsPane::pluginWanted, this,
            [this](const QString &path) { m_window->open({QStringLiteral("plugin"), path}); });
    connect(metrics, &panes::MetricsPane::newPluginWanted, this,
            [this] { m_window->open({QStringLiteral("new-plugin"), {}}); });
    connect(metrics, &panes::MetricsPane::requestWanted, this, &Console::sendARequest);
    m_window->addPane(metrics);
    addBuildPane();
    addTestPane();
    addHistoryPane();
}

void Console::judgeWorkspace(const tester::OutsideChanges &outside)
{
    auto *problems =
        new definition::WorkspaceProblems({.session = m_session,
                                           .tabs = m_window->tabs(),
                                           .model = m_problems,
                                           .plugins =
                                               [plugins = m_plugins](const std::string &file) {
                                                   return plugins->read(file);
                                               }},
                                          m_window.get());
    connect(&outside.files(), &session::WorkspaceFiles::definitionsWritten, problems,
            &definition::WorkspaceProblems::judge);
    connect(&outside.files(), &session::WorkspaceFiles::definitionsWritten, &m_session,
            &session::EngineSession::readDisk);
}

void Console::addTrafficPane()
{
    m_traffic = new panes::TrafficPane(m_session, m_window.get(), m_options.traffic);
    connect(m_traffic, &panes::TrafficPane::messageRaised, &m_window->status(),
            &window::StatusLine::say);
    m_window->addPane(m_traffic);
    const auto tellKept = [this] {
        const models::TrafficModel &kept = m_traffic->model();
        m_window->status().showTraffic(
            {.rows = kept.keptCount(), .bytes = kept.keptBytes(), .bound = kept.bound().bytes});
    };
    connect(&m_traffic->model(), &models::BoundedRows::countsChanged, this, tellKept);
    tellKept();
    connect(m_traffic, &panes::TrafficPane::resendWanted, this, &Console::openRecord);
    connect(m_traffic, &panes::TrafficPane::replayWanted, this,
            [this](const client::TrafficRecord &record) { openRecord(record)->send(); });
    connect(m_traffic, &panes::TrafficPane::pluginWanted, this,
            [this](const QString &path) { m_window->open({QStringLiteral("plugin"), path}); });
    connect(m_traffic, &panes::TrafficPane::breakWanted, this,
            [this](const client::TrafficRecord &record, const client::TraceStep &step) {
                m_breakpoints.add(session::breakpointAt(record, step));
            });
    connect(m_traffic, &panes::TrafficPane::breakOnWanted, this,
            [this](const client::TrafficRecord &record) {
                m_breakpoints.add(session::breakpointFor(record));
            });
    connect(m_traffic, &panes::TrafficPane::newRequestWanted, this, &Console::newRequest);
    connect(m_traffic, &panes::TrafficPane::metricsWanted, this,
            [this] { m_window->panes().show(m_metrics); });
    m_window->addFactory(std::make_unique<compare::RecordComparePageFactory>(m_traffic->model()));
    connect(m_traffic, &panes::TrafficPane::compareWanted, this,
            [this](const client::TrafficRecord &older, const client::TrafficRecord &newer) {
                m_window->open(compare::RecordComparePage::addressOf(older, newer));
            });
}

// The inspector shows what is selected in the navigator: the part of its page when that is open.
void Console::followSelection()
{
    auto *summary = new libraries::SelectionSummary(*m_pluginCommands, m_window.get());
    summary->hide(); // until the inspector borrows it
    const auto show = [this, summary](const window::PageAddress &address) {
        window::Page *page = m_window->tabs().find(address);
        QWidget *own = page == nullptr ? nullptr : page->inspectorWidget();
        if (own != nullptr) {
            m_window->inspector().show(own);
        } else if (libraries::SelectionSummary::takes(address)) {
            summary->show(address);
            m_window->inspector().show(summary);
        }
    };
    connect(&m_window->navigator(), &window::Navigator::selected, this, show);
    connect(&m_window->tabs(), &window::TabArea::currentChanged, this,
            [show](const window::Page *page) {
                if (page != nullptr) {
                    show(page->address());
                }
            });
}

void Console::addTestPane()
{
    auto *pane = new panes::TestPane(m_session, m_environments, m_window.get());
    m_tests = pane;
    m_window->addPane(pane);
    connect(pane, &panes::TestPane::messageRaised, &m_window->status(), &window::StatusLine::say);
    connect(pane, &panes::TestPane::openWanted, this,
            [this](const window::PageAddress &address, int line) {
                static_cast<tester::RequestPage *>(m_window->open(address))->showLine(line);
            });
    connect(&m_window->navigator(), &window::Navigator::menuWanted, pane,
            [pane](const window::PageAddress &address, QMenu *menu) {
                const bool isFolder = address.kind.isEmpty() && QFileInfo(address.subject).isDir();
                if (isFolder || address.kind == QLatin1String("request")) {
                    menu->addAction(isFolder ? tr("&Run all requests") : tr("&Run and check"), pane,
                                    [pane, path = address.subject] { pane->run({path}); });
                }
            });
}

void Console::addHistoryPane()
{
    auto *pane = new panes::HistoryPane(m_requestHistory, m_window.get());
    m_window->addPane(pane);
    connect(pane, &panes::HistoryPane::newRequestWanted, this, &Console::newRequest);
    connect(pane, &panes::HistoryPane::openWanted, this, &Console::openFromHistory);
    connect(pane, &panes::HistoryPane::compareWanted, this, [this](qint64 older, qint64 newer) {
        m_window->open(compare::ComparePage::addressOf(m_requestHistory.subject(), older, newer));
    });
    connect(&m_requestHistory, &history::RequestHistory::clearedCountChanged, this,
            [this](qint64 count) { offerHistoryBack(count); });
    connect(&m_requestHistory, &history::RequestHistory::problemRaised, this,
            [this](const Error &why) {
                m_window->banner().showProblem(QStringLiteral("history"), why);
            });
    connect(&m_session, &session::EngineSession::stateChanged, this, [this] {
        m_requestHistory.use(m_session.origin());
        m_history.use(m_session.origin());
    });
}

void Console::offerHistoryBack(qint64 count)
{
    const QString topic = QStringLiteral("cleared history");
    if (count == 0) {
        m_window->banner().hide(topic);
        return;
    }
    m_window->banner().show(
        window::Banner::Tone::Info, topic,
        tr("%n request(s) were taken out of the history.", nullptr, static_cast<int>(count)));
    m_window->banner().offer(tr("Undo"), [this] { m_requestHistory.undoClear(); });
}

tester::RequestPage *Console::newRequest()
{
    return static_cast<tester::RequestPage *>(
        m_window->open(m_window->tabs().untitled(QStringLiteral("request"))));
}

// That which is open, if there is one.
void Console::sendARequest()
{
    if (auto *page = qobject_cast<tester::RequestPage *>(m_window->tabs().current())) {
        page->send();
    } else {
        newRequest()->setFocus();
    }
}

void Console::openFromHistory(qint64 id)
{
    m_requestHistory.read(id, [this](const Expected<history::HistoryEntry> &entry) {
        if (!entry) {
            m_window->banner().showProblem(QStringLiteral("history"), entry.error());
            return;
        }
        tester::RequestPage *page = newRequest();
        page->restoreState({{QStringLiteral("text"), entry->request}});
        page->setAnswer(history::resultOf(*entry), entry->row.id);
    });
}

tester::RequestPage *Console::openRecord(const client::TrafficRecord &record)
{
    tester::RequestPage *page = newRequest();
    const auto [request, notes] =
        tester::requestOf(record, tester::placeOf(m_session, record.apiId));
    page->setRequest(request, notes);
    return page;
}

} // namespace gw::app
