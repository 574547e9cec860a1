// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_options.h"

#include "client/engine_address.h"
#include "picture_look.h"
#include "usage_error.h"

#include <CLI/CLI.hpp>

#include <filesystem>

namespace gw::app {

namespace {

// CLI11's way to check: what is wrong, or nothing.
std::string isEngineUrl(const std::string &written)
{
    return client::engineUrl(QString::fromStdString(written)).isEmpty()
               ? "'" + written + "' is not an address; write it like http://127.0.0.1:8080"
               : std::string();
}

// Likewise.
std::string isPictureLook(const std::string &written)
{
    return pictureLookOf(written) ? std::string()
                                  : "'" + written + "' is no look; write it like dark,960x600";
}

} // namespace

std::optional<ConsoleOptions> parseConsoleOptions(int argc, char **argv, int &exitCode)
{
    CLI::App app("Gatewright's console: edit APIs, send requests, see what every plugin did",
                 "gatewright-console");
    app.set_version_flag("--version", "gatewright-console " GATEWRIGHT_VERSION);
    app.failure_message(CLI::FailureMessage::simple);
    ConsoleOptions options;
    CLI::Option *workspace =
        app.add_option("WORKSPACE", options.workspace,
                       "Folder to run an engine on (default: the last one, at first the demo)")
            ->check(CLI::ExistingDirectory);
    app.add_option("--attach", options.attach,
                   "URL of an engine that runs already; its secret comes from the keychain or\n"
                   "from the variable GATEWRIGHT_SECRET")
        ->check(isEngineUrl)
        ->excludes(workspace);
    app.add_option("--language", options.language,
                   "Language of the console, such as de or en (default: the system's)");
    app.add_flag("--bench-ui", options.isBench,
                 "Measure how fast the console itself is, print the figures as JSON, end");
    CLI::Option *screenshots = app.add_option(
        "--screenshot", options.screenshots,
        "Take pictures of every page with the demo, write them into this folder, end");
    app.add_option("--only", options.only, "Of them only this look, such as light,1440x900")
        ->check(isPictureLook)
        ->needs(screenshots);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &mistake) {
        exitCode = exitCodeOf(app, mistake, "gatewright-console");
        return std::nullopt;
    }
    if (!options.workspace.empty()) {
        options.workspace =
            std::filesystem::absolute(options.workspace).lexically_normal().string();
    }
    if (options.isBench) {
        options.traffic = {.rows = 1'000'000, .bytes = std::size_t{8} << 30};
    }
    return options;
}

} // namespace gw::app
