// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve.h"

#include "base/epoll_dispatcher.h"
#include "control/control_service.h"
#include "control/event_hub.h"
#include "control/runtime_engine_port.h"
#include "control/secret_file.h"
#include "control/worker_services.h"
#include "demo_workspace.h"
#include "echo_thread.h"
#include "serve_settings.h"
#include "start_up_pages.h"
#include "unix_signals.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <sys/stat.h>

namespace gw::app {

namespace {

constexpr const char *kDemoEcho = "127.0.0.1:8081";
constexpr const char *kAnyFreeEcho = "127.0.0.1:0";
constexpr mode_t kPrivateFiles = 077;

int explain(const Error &error)
{
    std::fprintf(stderr, "gatewright: %s\n", error.text().c_str());
    return 1;
}

// Starts the echo upstream, on another port when the usual one is taken, and aims the demo at it.
Expected<std::string> startDemo(EchoThread &echo)
{
    auto workspace = prepareDemoWorkspace();
    if (!workspace) {
        return workspace;
    }
    auto address = echo.start(kDemoEcho);
    if (!address) {
        address = echo.start(kAnyFreeEcho);
    }
    if (!address) {
        return address;
    }
    if (auto aimed = aimDemoAt(*workspace, *address); !aimed) {
        return tl::unexpected(aimed.error());
    }
    return workspace;
}

control::ControlOptions controlOptions(const spec::GatewayConfig &config, std::string secret,
                                       const runtime::EngineOptions &engine)
{
    control::ControlOptions options;
    options.version = GATEWRIGHT_VERSION;
    options.healthName = config.healthCheckEndpointName;
    options.readinessName = config.readinessCheckEndpointName;
    options.secrets = {std::move(secret)};
    options.boundAddresses = engine.listen;
    if (!engine.control.empty()) {
        options.boundAddresses.push_back(engine.control);
    }
    options.allowedHosts = config.gatewright.allowedHosts;
    return options;
}

void printDemoHelp(const std::string &address)
{
    std::printf("\nTry:\n"
                "  curl http://%s/my_api_name/get\n"
                "  curl 'http://%s/my_api_name/get?get_time=1'\n"
                "  curl -i -H 'Authorization: xyz' http://%s/protected/get\n"
                "  curl -i -H 'Authorization: abc' http://%s/protected/get\n"
                "  curl http://%s/hits/one\n",
                address.c_str(), address.c_str(), address.c_str(), address.c_str(),
                address.c_str());
}

void connectSignals(const UnixSignals &signals, runtime::Engine &engine,
                    std::chrono::seconds patience, Log &log)
{
    QObject::connect(&signals, &UnixSignals::reloadRequested, &engine, [&] { engine.reload(); });
    QObject::connect(&signals, &UnixSignals::stopRequested, &engine, [&, patience](int) {
        if (engine.isStopping()) {
            QCoreApplication::exit(1); // asked twice: do not wait for requests
            return;
        }
        log.info("Shutting down", {{"prefix", "main"}});
        engine.stop(patience, [] { QCoreApplication::quit(); });
    });
}

void sayReady(const runtime::Engine &engine, const spec::GatewayConfig &config,
              const ServeArguments &arguments)
{
    const char *scheme = config.httpServerOptions.useSsl ? "https" : "http";
    std::printf("ready %s://%s\n", scheme, engine.addresses().front().c_str());
    if (arguments.isDemo) {
        printDemoHelp(engine.addresses().front());
    }
    std::fflush(stdout);
    releaseStartUpPages();
}

} // namespace

int serve(int argc, char **argv, const ServeArguments &arguments)
{
    umask(kPrivateFiles);
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    const QCoreApplication application(argc, argv);
    UnixSignals signals; // before the first thread

    EchoThread echo;
    std::string workspace = arguments.workspace.empty() ? "." : arguments.workspace;
    if (arguments.isDemo) {
        auto demo = startDemo(echo);
        if (!demo) {
            return explain(demo.error());
        }
        workspace = *demo;
    }
    auto settings = serveSettings(arguments, workspace);
    if (!settings) {
        return explain(settings.error());
    }
    Log log(settings->log);
    for (const std::string &warning : settings->warnings) {
        log.warning(warning, {{"prefix", "main"}});
    }
    const auto secret =
        control::controlSecret(settings->config->secret, settings->engine.stateFolder, log);
    if (!secret) {
        return explain(secret.error());
    }

    auto engine = std::make_unique<runtime::Engine>(settings->engine, settings->config, log);
    const std::unique_ptr<control::EnginePort> port = control::makeEnginePort(*engine);
    control::ControlService control(*port, log,
                                    controlOptions(*settings->config, *secret, settings->engine));
    control::EventHub events(control);
    engine->setServices(
        [&](int) { return std::make_unique<control::WorkerServices>(control, events); });
    if (auto started = engine->start(); !started) {
        log.flush();
        return explain(started.error());
    }

    connectSignals(signals, *engine, settings->config->gracefulShutdownTimeoutDuration, log);
    sayReady(*engine, *settings->config, arguments);
    const int code = QCoreApplication::exec();
    const bool hasEnded = engine->endWorkers(); // before the control API, which they use
    log.flush();
    if (!hasEnded) {
        std::_Exit(code); // a plugin's thread will never be done
    }
    return code;
}

int serveEcho(int argc, char **argv, const EchoArguments &arguments)
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    const QCoreApplication application(argc, argv);
    UnixSignals signals;
    EchoThread echo;
    const auto address = echo.start(arguments.listen);
    if (!address) {
        return explain(address.error());
    }
    QObject::connect(&signals, &UnixSignals::stopRequested, &application,
                     [] { QCoreApplication::quit(); });
    std::printf("ready http://%s\n", address->c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace gw::app
