// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "console_options.h"
#include "console_pictures.h"
#include "plugin_check.h"
#include "unix_signals.h"

#include <QApplication>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <sys/stat.h>

namespace {

constexpr mode_t kPrivateFiles = 077;

bool asksForHelp(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version";
    });
}

int runConsole(QApplication &application, const gw::app::ConsoleOptions &options,
               std::atomic<bool> &hasStuckHook)
{
    gw::app::UnixSignals signals; // before the first thread of the engine
    gw::app::Console console(options, hasStuckHook);
    QObject::connect(&signals, &gw::app::UnixSignals::stopRequested, &application,
                     [&console](int) { console.window().close(); });
    console.start();
    if (!options.screenshots.empty()) {
        return gw::app::ConsolePictures(console, QString::fromStdString(options.screenshots))
            .take();
    }
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
    QApplication::setApplicationName(QStringLiteral("gatewright-console"));
    QApplication::setApplicationDisplayName(QStringLiteral("Gatewright"));
    QApplication::setApplicationVersion(QStringLiteral(GATEWRIGHT_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("gatewright-console"));
    int code = 0;
    if (asksForHelp(argc, argv)) { // without a display too
        (void)gw::app::parseConsoleOptions(argc, argv, code);
        return code;
    }
    std::atomic<bool> hasStuckHook = false;
    QApplication application(argc, argv); // takes Qt's own options away
    const auto options = gw::app::parseConsoleOptions(argc, argv, code);
    if (!options) {
        return code;
    }
    code = runConsole(application, *options, hasStuckHook);
    if (hasStuckHook) {
        std::_Exit(code);
    }
    return code;
}
