// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded_engine.h"

#include "base/epoll_dispatcher.h"
#include "demo_workspace.h"
#include "echo_thread.h"
#include "gateway.h"
#include "serve_settings.h"

#include <QEventLoop>
#include <QTcpServer>

#include <filesystem>

namespace gw::app {

namespace {

constexpr const char *kLoopback = "127.0.0.1";
constexpr int kTriedPorts = 20; // then the kernel chooses
constexpr int kTriedStarts = 5;

// Asked before the engine asks: a port that is taken is no reason not to start.
bool isFree(int port)
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, static_cast<quint16>(port));
}

int firstFreePort(int wanted)
{
    for (int port = wanted; wanted != 0 && port < wanted + kTriedPorts; ++port) {
        if (isFree(port)) {
            return port;
        }
    }
    return 0;
}

QString schemeOf(const spec::GatewayConfig &config)
{
    return config.httpServerOptions.useSsl ? QStringLiteral("https") : QStringLiteral("http");
}

session::HostedEngine described(Gateway &gateway, const std::string &workspace, int wantedPort)
{
    const runtime::Engine &engine = gateway.engine();
    session::HostedEngine hosted;
    const std::string control = engine.controlAddress();
    const std::string address = control.empty() ? engine.addresses().front() : control;
    hosted.address.url =
        QUrl(schemeOf(gateway.config()) + QStringLiteral("://") + QString::fromStdString(address));
    hosted.address.secret = QString::fromStdString(gateway.secret());
    hosted.workspace = QString::fromStdString(workspace);
    hosted.definitions = QString::fromStdString(
        (std::filesystem::path(workspace) / gateway.config().appPath).lexically_normal().string());
    hosted.traffic = QUrl(schemeOf(gateway.config()) + QStringLiteral("://") +
                          QString::fromStdString(engine.addresses().front()));
    if (wantedPort != 0 && hosted.traffic.port() != wantedPort) {
        hosted.notice =
            EmbeddedEngine::tr("Port %1 is taken by another program, so this engine is on port %2.")
                .arg(wantedPort)
                .arg(hosted.traffic.port());
    }
    return hosted;
}

// On the loopback address, whatever the workspace's settings say.
Expected<ServeSettings> localSettings(const std::string &workspace, int &wantedPort)
{
    ServeArguments arguments;
    arguments.workspace = workspace;
    auto settings = serveSettings(arguments, workspace);
    if (!settings) {
        return settings;
    }
    wantedPort = settings->config->listenPort;
    settings->engine.listen = {std::string(kLoopback) + ":" +
                               std::to_string(firstFreePort(wantedPort))};
    if (!settings->engine.control.empty()) {
        const int port = settings->config->controlApiPort;
        settings->engine.control =
            std::string(kLoopback) + ":" + std::to_string(isFree(port) ? port : 0);
    }
    return settings;
}

// Another program may take a free port before the engine does: then once more.
Expected<std::unique_ptr<Gateway>> startGateway(const std::string &workspace, int &wantedPort)
{
    for (int attempt = 1;; ++attempt) {
        auto settings = localSettings(workspace, wantedPort);
        if (!settings) {
            return tl::unexpected(settings.error());
        }
        const std::vector<std::string> wanted = settings->engine.listen;
        auto gateway = std::make_unique<Gateway>(std::move(*settings));
        auto begun = gateway->start();
        if (begun) {
            return gateway;
        }
        const bool isTaken = wanted.front() != std::string(kLoopback) + ":" +
                                                   std::to_string(firstFreePort(wantedPort));
        if (!isTaken || attempt == kTriedStarts) {
            return tl::unexpected(begun.error());
        }
    }
}

} // namespace

EmbeddedEngine::EmbeddedEngine(std::atomic<bool> &hasStuckHook)
    : m_hasStuckHook(hasStuckHook)
{
}

EmbeddedEngine::~EmbeddedEngine()
{
    stop();
}

void EmbeddedEngine::start(const QString &workspaceFolder)
{
    stop();
    m_thread.reset(QThread::create(
        [this, folder = workspaceFolder.toStdString(), number = m_run] { run(folder, number); }));
    m_thread->setObjectName(QStringLiteral("engine"));
    m_thread->setEventDispatcher(new EpollDispatcher);
    m_thread->start();
}

void EmbeddedEngine::stop()
{
    ++m_run;
    if (m_thread != nullptr) {
        m_thread->quit();
        m_thread->wait();
        m_thread.reset();
    }
}

void EmbeddedEngine::tell(int number, std::function<void()> what)
{
    QMetaObject::invokeMethod(this, [this, number, what = std::move(what)] {
        if (number == m_run) {
            what();
        }
    });
}

// Thread: the engine's. Signals reach the session by the GUI thread's event loop.
void EmbeddedEngine::run(const std::string &workspaceFolder, int number)
{
    const auto fail = [this, number](const Error &why) {
        tell(number, [this, why] { Q_EMIT failed(why); });
    };
    EchoThread echo;
    std::string workspace = workspaceFolder;
    if (workspace.empty()) {
        auto demo = startDemo(echo);
        if (!demo) {
            fail(demo.error());
            return;
        }
        workspace = *demo;
    }
    int wantedPort = 0;
    auto gateway = startGateway(workspace, wantedPort);
    if (!gateway) {
        fail(gateway.error());
        return;
    }
    tell(number,
         [this, hosted = described(**gateway, workspace, wantedPort)] { Q_EMIT started(hosted); });
    QEventLoop().exec();
    if (!(*gateway)->end()) {
        m_hasStuckHook = true;
        (void)gateway->release(); // the hook still uses it; the process's end frees it
    }
}

} // namespace gw::app
