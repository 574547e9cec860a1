// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include "bundle_verbs.h"
#include "console_verb.h"
#include "usage_error.h"

#include <CLI/CLI.hpp>

namespace gw::app {

namespace {

void addServe(CLI::App &app, ServeArguments &serve)
{
    app.add_option("WORKSPACE", serve.workspace,
                   "Folder with gatewright.conf, apps/, plugins/ (default: here)");
    app.add_option("--conf", serve.configFile,
                   "Settings file (default: WORKSPACE/gatewright.conf)");
    app.add_option("--app-path", serve.appPath,
                   "Folder of API definitions (default: app_path of the settings)");
    app.add_option("--listen", serve.listen,
                   "ADDR:PORT for API traffic; may be repeated; port 0 takes a free one\n"
                   "(default: listen_address and listen_port of the settings)")
        ->allow_extra_args(false); // the workspace may follow
    app.add_option("--control", serve.control,
                   "ADDR:PORT of its own for the control API\n"
                   "(default: control_api_port of the settings, else the traffic's)");
    app.add_option("--workers", serve.workers,
                   "Worker threads (default: gatewright.workers, else one for each core)")
        ->check(CLI::Range(0, 256));
    app.add_flag("--demo", serve.isDemo,
                 "Serve a copy of the demo workspace, with the echo upstream");
    app.add_option("--log-level", serve.logLevel, "debug, info, warn or error")
        ->check(CLI::IsMember({"debug", "info", "warn", "error"}));
    app.add_option("--log-format", serve.logFormat, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    app.add_option("--log-file", serve.logFile,
                   "File for the log instead of standard error; rotates");
    app.add_flag("--log-instrumentation", serve.isInstrumented,
                 "Send the times of steps to statsd_connection_string (or TYK_INSTRUMENTATION=1)");
    app.add_option("--state-dir", serve.stateFolder,
                   "Folder for the control API's secret, copies of plugins, bundles and records\n"
                   "(default: $XDG_STATE_HOME/gatewright, or ~/.local/state/gatewright)");
}

void addRun(CLI::App &app, RunArguments &run)
{
    app.add_option("FILE", run.paths, "Hurl files, or folders with .hurl files")->required();
    app.add_option("--env", run.environment,
                   "Variables from environments/NAME.env of the workspace (default: local)");
    app.add_option("--variable", run.variables, "NAME=VALUE; may be repeated");
    app.add_flag("--test", run.isTest, "One line a file; requests only when they fail");
    app.add_option("--junit", run.junitFile, "Write a JUnit report to this file");
    app.add_option("--json", run.jsonFile, "Write a JSON report to this file");
    app.add_option("--file-root", run.fileRoot,
                   "Folder that requests may read files from and write to\n"
                   "(default: that of the Hurl file)");
    app.add_flag("--trace", run.withTrace,
                 "Show what the gateway did with each request, and check facts about it");
    app.add_option("--control", run.controlUrl,
                   "URL of the engine for --trace (default: the variable gateway)");
    app.add_flag("--allow-control", run.allowsControl,
                 "Requests to the engine's control API may use its secret: {{gateway_secret}}");
    app.add_option("--secret-file", run.secretFile,
                   "The engine's secret for --trace and --allow-control\n"
                   "(default: secret in the default of serve --state-dir)");
    app.footer("Exit code: 0 everything passed, 1 something failed, 2 nothing could be run.");
}

} // namespace

CommandLine parseCommandLine(int argc, char **argv)
{
    CLI::App app("Gatewright: an API gateway with native plugins", "gatewright");
    app.set_version_flag("--version", "gatewright " GATEWRIGHT_VERSION);
    app.require_subcommand(0, 1); // none: help; so that a wrong word is told by its name
    app.failure_message(CLI::FailureMessage::simple);

    CommandLine result;
    ServeArguments serve;
    EchoArguments echo;
    RunArguments run;
    CLI::App *serveCommand = app.add_subcommand("serve", "Run the gateway");
    addServe(*serveCommand, serve);
    CLI::App *echoCommand = app.add_subcommand("echo", "Run the echo upstream alone");
    echoCommand->add_option("--listen", echo.listen, "ADDR:PORT (default 127.0.0.1:8081)");
    CLI::App *runCommand =
        app.add_subcommand("run", "Send the requests of Hurl files and check the answers");
    addRun(*runCommand, run);
    CLI::App *plugin = app.add_subcommand("plugin", "Write, build, check and time plugins");
    plugin->require_subcommand(0, 1);
    addPluginVerbs(*plugin, result.action);
    CLI::App *bundle = app.add_subcommand("bundle", "Build, check and serve plugin bundles");
    bundle->require_subcommand(0, 1);
    addBundleVerbs(*bundle, result.action);
    addConsoleVerb(app, result.action);
    CLI::App *version = app.add_subcommand("version", "Print the version");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &mistake) {
        result.exitCode = exitCodeOf(app, mistake, "gatewright");
        result.action = nullptr;
        return result;
    }
    if (serveCommand->parsed()) {
        result.serve = std::move(serve);
    } else if (echoCommand->parsed()) {
        result.echo = std::move(echo);
    } else if (runCommand->parsed()) {
        result.run = std::move(run);
    } else if (version->parsed()) {
        std::puts("gatewright " GATEWRIGHT_VERSION);
    } else if (!result.action) {
        const CLI::App &asked = plugin->parsed() ? *plugin : bundle->parsed() ? *bundle : app;
        std::fprintf(stderr, "A command is missing.\n\n%s", asked.help().c_str());
        result.exitCode = kUsageError;
    }
    return result;
}

} // namespace gw::app
