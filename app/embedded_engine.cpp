// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded_engine.h"

#include "base/epoll_dispatcher.h"
#include "demo_echo.h"
#include "demo_files.h"
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
constexpr std::chrono::milliseconds kUnnoticed{300}; // nobody need be told of such a wait

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
    hosted.control = gateway.config().controlApiPort == 0 ? hosted.traffic : hosted.address.url;
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
    } else { // the console's own way in, which no hook can block; others find it where APIs are
        settings->engine.control = std::string(kLoopback) + ":0";
        settings->engine.keepsControlOnTraffic = true;
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
    m_tellLater.setSingleShot(true);
    m_tellLater.setInterval(kUnnoticed);
    connect(&m_tellLater, &QTimer::timeout, this, [this] {
        Q_EMIT waiting(tr("Waiting for the engine before to end what it has under way ..."));
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &EmbeddedEngine::begin);
}

EmbeddedEngine::~EmbeddedEngine()
{
    stop();
    for (const std::unique_ptr<QThread> &thread : m_ending) {
        thread->wait();
    }
}

Expected<void> EmbeddedEngine::check(const QString &workspaceFolder) const
{
    ServeArguments arguments;
    arguments.workspace = workspaceFolder.toStdString();
    const auto settings = serveSettings(arguments, arguments.workspace);
    return settings ? Expected<void>() : tl::unexpected(settings.error());
}

void EmbeddedEngine::start(const QString &workspaceFolder)
{
    stop();
    m_next = workspaceFolder;
    if (m_ending.empty()) {
        begin();
    } else {
        m_tellLater.start();
        m_patience.start();
    }
}

void EmbeddedEngine::begin()
{
    m_tellLater.stop();
    m_patience.stop();
    const std::string folder = std::exchange(m_next, std::nullopt)->toStdString();
    m_thread.reset(QThread::create([this, folder, number = m_run] { run(folder, number); }));
    m_thread->setObjectName(QStringLiteral("engine"));
    m_thread->setEventDispatcher(new EpollDispatcher);
    connect(m_thread.get(), &QThread::finished, this,
            [this, thread = m_thread.get()] { forget(thread); });
    m_thread->start();
}

void EmbeddedEngine::stop()
{
    ++m_run;
    m_next.reset();
    m_tellLater.stop();
    m_patience.stop();
    if (m_thread != nullptr) {
        m_thread->quit();
        m_ending.push_back(std::move(m_thread));
    }
}

void EmbeddedEngine::forget(const QThread *ended)
{
    if (m_thread.get() == ended) {
        m_thread.reset(); // its engine could not start
    }
    std::erase_if(m_ending, [ended](const auto &thread) { return thread.get() == ended; });
    if (m_ending.empty() && m_next) {
        begin();
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
    EchoThread echo; // for what has no upstream yet
    Demo demo;
    const auto echoAddress = startEcho(echo);
    std::string workspace = workspaceFolder;
    if (workspace.empty() || isDemoWorkspace(workspace)) {
        auto made = echoAddress ? demo.make(*echoAddress) : echoAddress;
        if (!made) {
            fail(made.error());
            return;
        }
        workspace = *made;
    }
    int wantedPort = 0;
    auto gateway = startGateway(workspace, wantedPort);
    if (!gateway) {
        fail(gateway.error());
        return;
    }
    session::HostedEngine hosted = described(**gateway, workspace, wantedPort);
    if (echoAddress) {
        hosted.echo = QUrl(QStringLiteral("http://%1/").arg(QString::fromStdString(*echoAddress)));
    }
    tell(number, [this, hosted] { Q_EMIT started(hosted); });
    demo.takeOver([&gateway] { (*gateway)->engine().reload(); });
    QEventLoop().exec();
    demo.stopLooking();
    if (!(*gateway)->end()) {
        m_hasStuckHook = true;
        (void)gateway->release(); // the hook still uses it; the process's end frees it
    }
}

} // namespace gw::app
