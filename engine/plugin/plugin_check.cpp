// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_check.h"

#include "plugin/abi_sizes.h"
#include "plugin/json_field.h"
#include "plugin/plugin_file.h"
#include "plugin/plugin_library.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

#include <cstdio>
#include <dlfcn.h>
#include <sys/resource.h>

namespace gw::plugin {

namespace {

std::string joined(const std::vector<std::string> &texts, std::string_view separator)
{
    std::string line;
    for (const std::string &text : texts) {
        line += (line.empty() ? "" : std::string(separator)) + text;
    }
    return line;
}

// A child that goes astray harms nobody.
void limitThisProcess()
{
    const auto limit = [](auto resource, rlim_t value) {
        const rlimit both{value, value};
        setrlimit(resource, &both);
    };
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, 5);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they reserve more than that
    limit(RLIMIT_AS, rlim_t(8) << 30);
#endif
}

void printFailure(const Error &error)
{
    std::printf(R"({"ok":"no","what":%s,"remedy":%s})"
                "\n",
                jsonString(error.what).c_str(), jsonString(error.remedy).c_str());
}

// The child runs code that nobody vouches for yet: it gets what loading needs, and none of the
// secrets that the engine's environment may hold.
QProcessEnvironment environmentForProbes()
{
    constexpr const char *kNeeded[] = {"PATH",         "LD_LIBRARY_PATH", "LANG",
                                       "ASAN_OPTIONS", "LSAN_OPTIONS",    "TSAN_OPTIONS",
                                       "UBSAN_OPTIONS"};
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const char *name : kNeeded) {
        const QString key = QString::fromLatin1(name);
        if (own.contains(key)) {
            environment.insert(key, own.value(key));
        }
    }
    return environment;
}

// The dynamic linker stops at the first missing library; authors want to know all.
std::vector<std::string> missingLibraries(const std::filesystem::path &path)
{
    std::vector<std::string> missing;
    const auto file = readPluginFile(path);
    const auto manifest =
        file ? readManifest(file->bytes, path.string()) : Expected<PluginManifest>();
    if (!file || !manifest) {
        return missing;
    }
    for (const std::string &name : manifest->needed) {
        if (dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL) == nullptr) {
            missing.push_back(name);
        }
    }
    return missing;
}

Expected<void> interpret(const QProcess &child, const std::string &answer, const std::string &path)
{
    if (child.exitStatus() == QProcess::CrashExit) {
        return failure(
            "Loading it crashed the process that tried", path,
            "Something in its constructors fails; run `gatewright plugin probe` under a debugger");
    }
    if (readJsonField(answer, "ok") == "yes") {
        return {};
    }
    const auto what = readJsonField(answer, "what");
    if (!what) {
        return failure("The probing process ended with code " + std::to_string(child.exitCode()) +
                           " and without a result",
                       path);
    }
    return failure(*what, path, readJsonField(answer, "remedy").value_or(""));
}

Expected<PluginCheck> runProbe(PluginCheck check, const ProbeCommand &probe,
                               std::chrono::milliseconds deadline)
{
    QStringList arguments;
    for (std::size_t i = 1; i < probe.size(); ++i) {
        arguments << QString::fromStdString(probe[i]);
    }
    arguments << QString::fromStdString(check.path);
    QProcess child;
    child.setProcessEnvironment(environmentForProbes());
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QString::fromStdString(probe.front()), arguments, QIODevice::ReadOnly);
    if (!child.waitForFinished(static_cast<int>(deadline.count()))) {
        if (child.error() == QProcess::FailedToStart) {
            return failure("Cannot start the probing process " + probe.front(), check.path);
        }
        child.kill();
        child.waitForFinished(1000);
        return failure(
            "Loading it took longer than " + std::to_string(deadline.count()) + " ms", check.path,
            "Its constructors wait for something; set state up in gw_plugin_init instead");
    }
    // Constructors may print too; the result is the last line.
    const QList<QByteArray> lines = child.readAllStandardOutput().trimmed().split('\n');
    const std::string answer = lines.last().toStdString();
    if (const auto passed = interpret(child, answer, check.path); !passed) {
        return tl::unexpected(passed.error());
    }
    check.sdkVersion = readJsonField(answer, "sdk_version").value_or("");
    check.buildId = readJsonField(answer, "build_id").value_or("");
    return check;
}

} // namespace

std::string PluginCheck::text() const
{
    std::string text = path + "\n  plugin ABI " + manifest.abi();
    text += sdkVersion.empty() ? "\n" : ", SDK " + sdkVersion + "\n";
    text += "  sha256 " + sha256 + "\n";
    if (!buildId.empty()) {
        text += "  build " + buildId + "\n";
    }
    if (!manifest.linkId.empty()) {
        text += "  link id " + manifest.linkId + "\n";
    }
    text += "  needs " + (manifest.needed.empty() ? "nothing" : joined(manifest.needed, ", ")) +
            "\n  hooks:\n";
    if (!manifest.processWideVariables.empty()) {
        text.insert(text.rfind("  hooks:"),
                    "  warning: shares variables with every other build of it (" +
                        joined(manifest.processWideVariables, ", ") +
                        "); compile it with -fvisibility=hidden\n");
    }
    for (const HookEntry &hook : manifest.hooks) {
        text += "    " + hook.name + "  " + kindNames(hook.kinds);
        text += (hook.flags & GW_BLOCKING) != 0 ? ", blocking" : "";
        text += (hook.flags & GW_READS_REQUEST_BODY) != 0 ? ", reads the request body" : "";
        text += (hook.flags & GW_READS_RESPONSE_BODY) != 0 ? ", reads the response body" : "";
        text += "\n";
    }
    return text;
}

Expected<PluginCheck> checkFile(const std::filesystem::path &path, const ProbeCommand &probe,
                                std::chrono::milliseconds deadline)
{
    const auto file = readPluginFile(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto manifest = readManifest(file->bytes, path.string());
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    PluginCheck check{path.string(), std::move(*manifest), file->sha256, {}, {}};
    return probe.empty() ? Expected<PluginCheck>(std::move(check))
                         : runProbe(std::move(check), probe, deadline);
}

int probeInThisProcess(const std::filesystem::path &path)
{
    limitThisProcess();
    const std::string name = std::filesystem::absolute(path).string();
    void *library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        Error error = explainLinkerError(dlerror(), path.string());
        if (const auto missing = missingLibraries(name); !missing.empty()) {
            error = {
                std::string(missing.size() == 1 ? "Needs the library " : "Needs the libraries ") +
                    joined(missing, ", ") + ", not found",
                path.string(), "Install what is missing, or link it into the plugin statically"};
        }
        printFailure(error);
        return 1;
    }
    const auto *info = static_cast<const gw_plugin_info *>(dlsym(library, "gw_plugin_abi"));
    if (info == nullptr || info->struct_size < kLeastInfoSize) {
        printFailure(
            {"Does not export gw_plugin_abi", path.string(),
             "Include <gatewright/plugin.h>, and do not hide its symbols with a linker script"});
        return 1;
    }
    std::printf(R"({"ok":"yes","sdk_version":%s,"build_id":%s})"
                "\n",
                jsonString(info->sdk_version).c_str(), jsonString(info->build_id).c_str());
    return 0;
}

} // namespace gw::plugin
