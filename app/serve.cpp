// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve.h"

#include "base/epoll_dispatcher.h"
#include "crash_note.h"
#include "demo_echo.h"
#include "demo_workspace.h"
#include "echo_thread.h"
#include "explain.h"
#include "gateway.h"
#include "serve_settings.h"
#include "start_up_pages.h"
#include "systemd_notice.h"
#include "unix_signals.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <sys/stat.h>

namespace gw::app {

namespace {

constexpr mode_t kPrivateFiles = 077;

void printDemoHelp(const std::string &address, const std::string &workspace,
                   const std::string &stateFolder)
{
    std::printf("\nTry:\n"
                "  curl http://%s/my_api_name/get\n"
                "  curl 'http://%s/my_api_name/get?get_time=1'\n"
                "  curl -i -H 'Authorization: xyz' http://%s/protected/get\n"
                "  curl -i -H 'Authorization: abc' http://%s/protected/get\n"
                "  curl http://%s/hits/here\n"
                "\nThe demo's files:     %s\n"
                "Secret for /tyk/...:  %s/secret\n"
                "Ctrl-C ends it.\n",
                address.c_str(), address.c_str(), address.c_str(), address.c_str(), address.c_str(),
                workspace.c_str(), stateFolder.c_str());
}

void tellReady(const SystemdNotice &systemd, const runtime::ReloadReport &report, Log &log)
{
    if (const auto told = systemd.tellReady(report); !told) {
        log.warning(told.error().text(), {{"prefix", "main"}});
    }
}

void connectSignals(const UnixSignals &signals, const SystemdNotice &systemd,
                    runtime::Engine &engine, std::chrono::seconds patience, Log &log)
{
    QObject::connect(&signals, &UnixSignals::reloadRequested, &engine, [&] {
        systemd.tellReloading();
        tellReady(systemd, engine.reload(), log);
    });
    QObject::connect(&signals, &UnixSignals::stopRequested, &engine, [&, patience](int) {
        if (engine.isStopping()) {
            QCoreApplication::exit(1); // asked twice: do not wait for requests
            return;
        }
        log.info("Shutting down", {{"prefix", "main"}});
        systemd.tellStopping();
        engine.stop(patience, [] { QCoreApplication::quit(); });
    });
}

void sayReady(const runtime::Engine &engine, const spec::GatewayConfig &config)
{
    const char *scheme = config.httpServerOptions.useSsl ? "https" : "http";
    std::printf("ready %s://%s\n", scheme, engine.addresses().front().c_str());
    std::fflush(stdout);
}

} // namespace

int serve(int argc, char **argv, const ServeArguments &arguments)
{
    umask(kPrivateFiles);
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    const QCoreApplication application(argc, argv);
    UnixSignals signals; // before the first thread
    const SystemdNotice systemd;

    EchoThread echo;
    Demo demo;
    std::string workspace = arguments.workspace.empty() ? "." : arguments.workspace;
    if (arguments.isDemo) {
        const auto address = startEcho(echo);
        auto made = address ? demo.make(*address) : address;
        if (!made) {
            return explain(made.error());
        }
        workspace = *made;
    }
    auto settings = serveSettings(arguments, workspace);
    if (!settings) {
        return explain(settings.error());
    }
    const std::string stateFolder = settings->engine.stateFolder;
    const std::string crashFile = stateFolder + "/crash";
    const auto crash = takeCrashNote(crashFile);
    noteCrashes(crashFile);
    const auto patience = settings->config->gracefulShutdownTimeoutDuration;
    Gateway gateway(std::move(*settings));
    if (auto started = gateway.start(); !started) {
        return explain(started.error());
    }

    if (crash) {
        gateway.log().warning("The last run crashed",
                              {{"prefix", std::string_view("main")}, {"crash", crash->text()}});
    }
    connectSignals(signals, systemd, gateway.engine(), patience, gateway.log());
    sayReady(gateway.engine(), gateway.config());
    tellReady(systemd, gateway.engine().lastReport(), gateway.log());
    demo.takeOver([&gateway] { gateway.engine().reload(); });
    QObject::connect(&signals, &UnixSignals::stopRequested, &application,
                     [&demo] { demo.stopLooking(); });
    if (arguments.isDemo) {
        printDemoHelp(gateway.engine().addresses().front(), workspace, stateFolder);
        std::fflush(stdout);
    }
    releaseStartUpPages();
    const int code = QCoreApplication::exec();
    if (!gateway.end()) {
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
