// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve_settings.h"

#include "base/rotating_file.h"
#include "spec/workspace.h"

#include <QCoreApplication>

#include <cstdlib>
#include <filesystem>

namespace gw::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kKeptLogLines = 1000; // for consoles that come later

// $XDG_STATE_HOME/gatewright, or ~/.local/state/gatewright (XDG Base Directory Specification).
// Empty without a home: a folder that others can write in must hold neither the secret nor plugin
// code.
std::string defaultStateFolder()
{
    const char *state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && *state == '/') {
        return std::string(state) + "/gatewright";
    }
    const char *home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? std::string(home) + "/.local/state/gatewright"
                                           : std::string();
}

std::string bracketed(const std::string &host)
{
    return host.find(':') != std::string::npos && !host.starts_with('[') ? "[" + host + "]" : host;
}

std::string addressText(const std::string &host, int port)
{
    return bracketed(host) + ":" + std::to_string(port);
}

Expected<spec::LoadedConfig> readSettings(const ServeArguments &arguments,
                                          const std::string &workspace)
{
    std::string file = arguments.configFile;
    if (file.empty()) {
        const std::string own = spec::Workspace(workspace).configPath();
        file = fs::exists(own) ? own : std::string();
    }
    return spec::loadConfig(file, spec::processEnvironment());
}

// The upper-case variable wins, as in Go.
upstream::ProxyRules::Environment proxyEnvironment()
{
    const spec::Environment environment = spec::processEnvironment();
    const auto value = [&environment](const char *upper, const char *lower) {
        for (const char *name : {upper, lower}) {
            const auto found = environment.find(name);
            if (found != environment.end() && !found->second.empty()) {
                return found->second;
            }
        }
        return std::string();
    };
    return {value("HTTP_PROXY", "http_proxy"), value("HTTPS_PROXY", "https_proxy"),
            value("NO_PROXY", "no_proxy")};
}

// Null: the log goes to standard error. A name in the settings starts in the workspace.
Expected<std::shared_ptr<RotatingFile>> openLogFile(const ServeArguments &arguments,
                                                    const spec::EngineOptions &own,
                                                    const std::string &workspace)
{
    if (arguments.logFile.empty() && own.logFile.empty()) {
        return std::shared_ptr<RotatingFile>();
    }
    const fs::path path = arguments.logFile.empty() ? fs::absolute(workspace) / own.logFile
                                                    : fs::absolute(arguments.logFile);
    auto file = RotatingFile::open(
        {path.string(), static_cast<std::uint64_t>(own.logFileBytes), own.logFiles});
    if (!file) {
        return tl::unexpected(file.error());
    }
    return std::shared_ptr<RotatingFile>(std::move(*file));
}

Expected<Log::Options> logOptions(const ServeArguments &arguments,
                                  const spec::GatewayConfig &config, const std::string &workspace)
{
    const auto level =
        parseLogLevel(arguments.logLevel.empty() ? config.logLevel : arguments.logLevel);
    if (!level) {
        return tl::unexpected(level.error());
    }
    const std::string format = arguments.logFormat.empty() ? config.logFormat : arguments.logFormat;
    auto file = openLogFile(arguments, config.gatewright, workspace);
    if (!file) {
        return tl::unexpected(file.error());
    }
    Log::Options options;
    options.level = *level;
    options.format = format == "json" ? LogFormat::Json : LogFormat::Text;
    options.file = std::move(*file);
    options.keptLines = kKeptLogLines;
    return options;
}

// Relative names of the settings start in the workspace, those of the command line here.
void resolvePaths(spec::GatewayConfig &config, const ServeArguments &arguments,
                  const std::string &workspace)
{
    if (!arguments.appPath.empty()) {
        config.appPath = fs::absolute(arguments.appPath).string();
    }
    std::string &analytics = config.gatewright.analyticsFolder;
    if (!analytics.empty()) {
        analytics = (fs::absolute(workspace) / analytics).string();
    }
    if (!config.templatePath.empty()) {
        config.templatePath = (fs::path(workspace) / config.templatePath).string();
    }
}

bool wantsInstrumentation(const ServeArguments &arguments)
{
    const char *variable = std::getenv("TYK_INSTRUMENTATION");
    return arguments.isInstrumented || (variable != nullptr && std::string_view(variable) == "1");
}

Expected<void> makeStateFolder(const std::string &folder)
{
    if (folder.empty()) {
        return failure("There is no home folder to keep the engine's state in", {},
                       "Give a folder with --state-dir");
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) {
        fs::permissions(folder, fs::perms::owner_all, error);
    }
    if (error) {
        return failure(error.message(), folder, "Give another folder with --state-dir");
    }
    return {};
}

} // namespace

Expected<ServeSettings> serveSettings(const ServeArguments &arguments, const std::string &workspace)
{
    if (!fs::is_directory(workspace)) {
        return failure("There is no such workspace folder", workspace,
                       "Make it, or try: gatewright serve --demo");
    }
    auto loaded = readSettings(arguments, workspace);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    spec::GatewayConfig config = std::move(loaded->config);
    resolvePaths(config, arguments, workspace);
    ServeSettings settings;
    for (const spec::Finding &finding : loaded->findings) {
        settings.warnings.push_back(loaded->path + ": " + finding.pointer + ": " + finding.message +
                                    (finding.remedy.empty() ? "" : " (" + finding.remedy + ")"));
    }
    auto log = logOptions(arguments, config, workspace);
    if (!log) {
        return tl::unexpected(log.error());
    }
    settings.log = std::move(*log);

    runtime::EngineOptions &engine = settings.engine;
    engine.workspaceFolder = fs::absolute(workspace).lexically_normal().string();
    engine.stateFolder = arguments.stateFolder.empty()
                             ? defaultStateFolder()
                             : fs::absolute(arguments.stateFolder).string();
    if (auto made = makeStateFolder(engine.stateFolder); !made) {
        return tl::unexpected(made.error());
    }
    engine.listen = arguments.listen;
    if (engine.listen.empty()) {
        engine.listen.push_back(addressText(config.listenAddress, config.listenPort));
    }
    engine.control = arguments.control;
    if (engine.control.empty() && config.controlApiPort != 0) {
        const std::string host =
            config.controlApiHostname.empty() ? "127.0.0.1" : config.controlApiHostname;
        engine.control = addressText(host, config.controlApiPort);
    }
    engine.workers = arguments.workers != 0 ? arguments.workers : config.gatewright.workers;
    auto proxies = upstream::ProxyRules::fromEnvironment(proxyEnvironment());
    if (!proxies) {
        return tl::unexpected(proxies.error());
    }
    engine.proxies = std::move(*proxies);
    engine.isInstrumented = wantsInstrumentation(arguments);
    engine.environmentSecrets = loaded->environmentSecrets;
    engine.probeCommand = {QCoreApplication::applicationFilePath().toStdString(), "plugin",
                           "probe"};
    settings.config = std::make_shared<const spec::GatewayConfig>(std::move(config));
    return settings;
}

} // namespace gw::app
