// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded_engine.h"
#include "look/appearance.h"
#include "plugin_check.h"
#include "session/engine_session.h"
#include "unix_signals.h"
#include "window/action_registry.h"
#include "window/main_window.h"

#include <QApplication>

#include <cstdlib>
#include <string_view>
#include <sys/stat.h>

namespace {

constexpr mode_t kPrivateFiles = 077;

int runConsole(int argc, char **argv, std::atomic<bool> &hasStuckHook)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("gatewright-console"));
    QApplication::setApplicationDisplayName(QStringLiteral("Gatewright"));
    QApplication::setApplicationVersion(QStringLiteral(GATEWRIGHT_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("gatewright-console"));
    gw::app::UnixSignals signals; // before the first thread of the engine
    QObject::connect(&signals, &gw::app::UnixSignals::stopRequested, &application,
                     [](int) { QApplication::quit(); });
    gw::look::Appearance appearance;
    gw::session::EngineSession session(std::make_unique<gw::app::EmbeddedEngine>(hasStuckHook));
    gw::window::ActionRegistry actions;
    gw::window::MainWindow window(session, actions, appearance);
    window.show();
    session.openWorkspace({});
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    // The engine loads each plugin in a child process first: this program, called like this.
    if (argc == 4 && std::string_view(argv[1]) == "plugin" &&
        std::string_view(argv[2]) == "probe") {
        return gw::app::probePlugin(argv[3]);
    }
    umask(kPrivateFiles);
    std::atomic<bool> hasStuckHook = false;
    const int code = runConsole(argc, argv, hasStuckHook);
    if (hasStuckHook) {
        std::_Exit(code);
    }
    return code;
}
