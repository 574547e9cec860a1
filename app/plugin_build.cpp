// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_build.h"

#include "toolchain/plugin_build.h"
#include "unix_signals.h"

#include <QCoreApplication>

#include <cstdio>
#include <filesystem>

namespace gw::app {

namespace {

constexpr int kInterrupted = 130; // as shells say it

int exitCodeOf(toolchain::BuildOutcome outcome)
{
    switch (outcome) {
    case toolchain::BuildOutcome::Built:
        return 0;
    case toolchain::BuildOutcome::Cancelled:
        return kInterrupted;
    default:
        return 1;
    }
}

class BuildPrinter final : public toolchain::PluginBuild::Observer {
public:
    void onLine(std::string_view line) override
    {
        std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    }
    void onDiagnostic(const toolchain::Diagnostic &) override {} // its line was printed
    void onFinished(const toolchain::BuildResult &result) override
    {
        if (result.outcome == toolchain::BuildOutcome::Built) {
            std::printf("built %s\n", result.library.c_str());
        } else {
            std::fprintf(stderr, "gatewright: %s\n", result.error.text().c_str());
        }
        QCoreApplication::exit(exitCodeOf(result.outcome));
    }
};

} // namespace

int buildPlugin(const PluginBuildArguments &arguments)
{
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe");
    const auto sdk = toolchain::findSdk(program);
    if (!sdk) {
        std::fprintf(stderr, "gatewright: %s\n", sdk.error().text().c_str());
        return 1;
    }
    int argc = 0;
    const QCoreApplication application(argc, nullptr);
    UnixSignals signals;
    BuildPrinter printer;
    toolchain::PluginBuild build(
        {arguments.source, arguments.output, *sdk, {program.string(), "plugin", "check"}}, printer);
    QObject::connect(&signals, &UnixSignals::stopRequested, &application,
                     [&build] { build.cancel(); });
    build.start();
    return QCoreApplication::exec();
}

} // namespace gw::app
