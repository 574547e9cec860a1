// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "embedded_engine.h"
#include "pages/plugin_page.h"
#include "pages/request_page_factory.h"
#include "pages/spec_page_factory.h"
#include "panes/build_pane.h"
#include "panes/log_pane.h"
#include "panes/metrics_pane.h"
#include "panes/problems_pane.h"
#include "panes/traffic_pane.h"
#include "window/banner.h"
#include "window/settings_page.h"
#include "window/status_line.h"
#include "window/tab_area.h"
#include "window/window_actions.h"

#include <QDir>
#include <QStandardPaths>

namespace gw::app {

namespace {

QString stateFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericStateLocation) +
           QStringLiteral("/gatewright/console.json");
}

QString historyFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/gatewright/history");
}

} // namespace

Console::Console(const ConsoleOptions &options, std::atomic<bool> &hasStuckHook)
    : m_options(options)
    , m_session(std::make_unique<EmbeddedEngine>(hasStuckHook))
    , m_history(historyFolder())
    , m_window(std::make_unique<window::MainWindow>(m_session, m_actions))
{
    m_workspaces = new window::WorkspaceActions(m_session, m_actions, *m_window);
    addPages();
    addPanes();
    new window::WindowActions({.window = *m_window,
                               .session = m_session,
                               .actions = m_actions,
                               .appearance = m_appearance,
                               .workspaces = *m_workspaces}); // the window's
    m_state =
        std::make_unique<window::WindowSession>(*m_window, *m_workspaces, m_actions, m_appearance);
    m_store =
        std::make_unique<window::SessionStore>(stateFile(), [this] { return m_state->save(); });
    connect(m_store.get(), &window::SessionStore::failed, this, [this](const Error &why) {
        m_window->banner().showProblem(QStringLiteral("session"), why);
    });
}

Console::~Console()
{
    m_store.reset();
    m_state.reset();
    m_window.reset(); // before the session that its parts use
}

void Console::addPages()
{
    m_window->addFactory(std::make_unique<window::SettingsPageFactory>(m_actions, m_appearance));
    m_window->addFactory(std::make_unique<pages::PluginPageFactory>(m_session, *m_window));
    m_window->addFactory(std::make_unique<pages::RequestPageFactory>(m_session));
    m_window->addFactory(std::make_unique<pages::SpecPageFactory>(
        pages::SpecServices{m_session, m_history, spec::DefinitionSchema::ofApiDefinitions(),
                            [this](const std::string &file) {
                                return m_plugins.read(file);
                            }}));
}

void Console::addPanes()
{
    const auto say = [this](const QString &text) {
        m_window->status().say(text);
    };
    m_traffic = new panes::TrafficPane(m_session, m_window.get());
    connect(m_traffic, &panes::TrafficPane::messageRaised, this, say);
    m_window->addPane(m_traffic);
    auto *logs = new panes::LogPane(m_session, m_window.get());
    connect(logs, &panes::LogPane::messageRaised, this, say);
    m_window->addPane(logs);
    auto *problems = new panes::ProblemsPane(m_session, m_problems, m_window.get());
    connect(problems, &panes::ProblemsPane::openWanted, this,
            [this](const window::PageAddress &address) { m_window->open(address); });
    m_window->addPane(problems);
    auto *metrics = new panes::MetricsPane(m_session, m_window.get());
    connect(metrics, &panes::MetricsPane::messageRaised, this, say);
    connect(metrics, &panes::MetricsPane::pluginWanted, this,
            [this](const QString &path) { m_window->open({QStringLiteral("plugin"), path}); });
    m_window->addPane(metrics);
    m_window->addPane(new panes::BuildPane(m_session, m_window.get()));
}

void Console::start()
{
    // Pictures begin with the console as it is at first.
    const bool isRemembering = m_options.screenshots.empty();
    auto state = isRemembering ? m_store->load() : Expected<QJsonObject>(QJsonObject());
    QJsonObject stored = state ? *state : QJsonObject();
    QJsonObject engine = stored.value(QLatin1String("engine")).toObject();
    if (!m_options.workspace.empty()) {
        engine.remove(QStringLiteral("attached"));
        engine.insert(QStringLiteral("workspace"), QString::fromStdString(m_options.workspace));
    } else if (!m_options.attach.empty()) {
        engine.insert(QStringLiteral("attached"), QString::fromStdString(m_options.attach));
    }
    stored.insert(QStringLiteral("engine"), engine);
    m_state->restore(stored);
    if (!state) {
        m_window->banner().showProblem(QStringLiteral("session"), state.error());
    }
    m_window->show();
    if (!isRemembering) {
        return;
    }
    connect(m_window.get(), &window::MainWindow::stateChanged, m_store.get(),
            &window::SessionStore::scheduleWrite);
    connect(m_workspaces, &window::WorkspaceActions::changed, m_store.get(),
            &window::SessionStore::scheduleWrite);
    connect(&m_actions, &window::ActionRegistry::shortcutsChanged, m_store.get(),
            &window::SessionStore::scheduleWrite);
    connect(m_window.get(), &window::MainWindow::closing, m_store.get(),
            &window::SessionStore::writeNow);
    if (!state || state->isEmpty()) {
        openFirstRequest();
    }
}

// The first start: a request of the demo is there to be sent.
void Console::openFirstRequest()
{
    connect(
        &m_session, &session::EngineSession::reportChanged, this,
        [this] {
            const QDir requests(m_session.workspace() + QStringLiteral("/requests"));
            const QStringList files =
                requests.entryList({QStringLiteral("*.hurl")}, QDir::Files, QDir::Name);
            if (!files.isEmpty() && m_window->tabs().pages().isEmpty()) {
                m_window->open({QStringLiteral("request"), requests.filePath(files.first())});
            }
        },
        Qt::SingleShotConnection);
}

} // namespace gw::app
