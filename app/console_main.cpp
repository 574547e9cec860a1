// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "console_bench.h"
#include "console_options.h"
#include "console_pictures.h"
#include "plugin_check.h"
#include "start_up_pages.h"
#include "translations/translations.h"
#include "unix_signals.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <sys/stat.h>

namespace {

constexpr mode_t kPrivateFiles = 077;
constexpr int kLargePoints = 14;
// The window is painted and the engine runs, on slow machines too; later would do as well.
constexpr std::chrono::seconds kUntilSettled(2);

bool asksForHelp(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version";
    });
}

// Folders of its own for all that a console keeps, so that pictures and figures neither show nor
// change what the user has. Holds until the program ends.
class OwnHome final {
public:
    OwnHome()
    {
        for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
            const QString folder = m_folder.filePath(QLatin1String(name));
            QDir().mkpath(folder);
            qputenv(name, folder.toUtf8());
        }
    }

private:
    QTemporaryDir m_folder;
};

// As it is at first, and once more with letters as large as some need them; or the one look that is
// asked for.
int takePictures(const gw::app::ConsoleOptions &options, std::atomic<bool> &hasStuckHook,
                 gw::app::PictureRun &run)
{
    int code = 0;
    const QFont usual = QApplication::font();
    const auto only = gw::app::pictureLookOf(options.only);
    const auto looks = only ? std::vector{*only} : gw::app::allPictureLooks();
    const auto sizes = only ? std::vector{false} : std::vector{false, true};
    run.all = static_cast<int>(sizes.size()) * gw::app::ConsolePictures::countFor(looks);
    for (const bool isLarge : sizes) {
        QFont font = usual;
        font.setPointSize(isLarge ? kLargePoints : usual.pointSize());
        QApplication::setFont(font);
        const OwnHome home;
        gw::app::Console console(options, hasStuckHook);
        console.start();
        gw::app::ConsolePictures pictures(console, QString::fromStdString(options.screenshots),
                                          looks, isLarge ? QStringLiteral("-14pt") : QString(),
                                          run);
        code = std::max(code, pictures.take());
        if (run.stopSignal != 0) {
            break;
        }
    }
    return code;
}

int runConsole(const QElapsedTimer &sinceStart, const gw::app::ConsoleOptions &options,
               std::atomic<bool> &hasStuckHook)
{
    gw::app::UnixSignals signals; // before the first thread of the engine
    if (!options.screenshots.empty()) {
        gw::app::PictureRun run;
        QObject::connect(&signals, &gw::app::UnixSignals::stopRequested, &signals,
                         [&run](int signal) { run.stopSignal = signal; });
        return takePictures(options, hasStuckHook, run);
    }
    std::optional<OwnHome> home;
    if (options.isBench) {
        home.emplace();
    }
    gw::app::Console console(options, hasStuckHook);
    QObject::connect(&signals, &gw::app::UnixSignals::stopRequested, &console,
                     [&console](int) { console.window().close(); });
    if (!options.isBench) {
        console.watchForCrashes();
    }
    console.start();
    QTimer::singleShot(kUntilSettled, &console, [] { gw::app::releaseStartUpPages(); });
    if (options.isBench) {
        return gw::app::ConsoleBench(console, sinceStart).run();
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
    QElapsedTimer sinceStart;
    sinceStart.start();
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
    if (!gw::translations::install(QString::fromStdString(options->language)) &&
        !options->language.empty()) {
        std::fprintf(stderr,
                     "gatewright-console: there is no translation into %s, only en and de\n",
                     options->language.c_str());
        return 2;
    }
    code = runConsole(sinceStart, *options, hasStuckHook);
    if (hasStuckHook) {
        std::_Exit(code);
    }
    return code;
}
