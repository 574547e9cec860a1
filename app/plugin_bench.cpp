// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_bench.h"

#include "base/epoll_dispatcher.h"
#include "bench/hook_bench.h"
#include "explain.h"
#include "plugin/plugin_check.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <filesystem>

namespace gw::app {

namespace {

namespace fs = std::filesystem;

// "1234567" as "1,234,567".
std::string grouped(std::uint64_t number)
{
    constexpr std::size_t kGroup = 3;
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > kGroup; at -= kGroup) {
        digits.insert(at - kGroup, 1, ',');
    }
    return digits;
}

std::string inWords(const telemetry::TraceChange &change)
{
    using Kind = telemetry::TraceChange::Kind;
    const std::string what = change.subject + (change.name.empty() ? "" : " " + change.name);
    switch (change.kind) {
    case Kind::Added:
        return what + ": " + change.after + " added";
    case Kind::Removed:
        return what + ": " + change.before + " removed";
    case Kind::Changed:
        break;
    }
    return what + ": " + change.before + " became " + change.after;
}

void print(const PluginBenchArguments &arguments, const bench::BenchReport &report)
{
    std::printf("%s:%s  %s%s\n", arguments.file.c_str(), report.hook.name.c_str(),
                plugin::kindNames(report.hook.kinds).c_str(),
                (report.hook.flags & GW_BLOCKING) != 0 ? ", blocking: with the way to a thread of "
                                                         "the pool and back"
                                                       : "");
    std::printf("  calls        %s\n", grouped(report.calls).c_str());
    std::printf("  ns per call  p50 %s  p90 %s  p99 %s  max %s  (less the clock's %lld)\n",
                grouped(static_cast<std::uint64_t>(report.p50Ns)).c_str(),
                grouped(static_cast<std::uint64_t>(report.p90Ns)).c_str(),
                grouped(static_cast<std::uint64_t>(report.p99Ns)).c_str(),
                grouped(static_cast<std::uint64_t>(report.maxNs)).c_str(),
                static_cast<long long>(report.clockNs));
    if (report.suspended > 0) {
        std::printf("  waited in    %s calls, whose times hold the waiting\n",
                    grouped(report.suspended).c_str());
    }
    if (report.allocationsPerCall) {
        std::printf("  allocations  %.2f per call\n", *report.allocationsPerCall);
    } else {
        std::printf("  allocations  not counted: the counter is not installed\n");
    }
    std::printf("  outcome      %s\n",
                report.isRecordDropped ? "drops the record" : report.first.outcome.c_str());
    for (const telemetry::TraceChange &change : report.first.changes) {
        std::printf("  changes      %s\n", inWords(change).c_str());
    }
    if (report.first.changes.empty()) {
        std::printf("  changes      nothing\n");
    }
}

// Beside the program, as it is installed and as it is built. A sanitizer counts by itself and wants
// to be loaded first.
QProcessEnvironment withAllocationCounter(const fs::path &program)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
#ifndef GATEWRIGHT_SANITIZED
    const fs::path counter =
        program.parent_path().parent_path() / "lib/gatewright/gatewright_allocations.so";
    std::error_code error;
    if (fs::exists(counter, error)) {
        environment.insert(QStringLiteral("LD_PRELOAD"), QString::fromStdString(counter.string()));
    }
#else
    (void)program;
#endif
    return environment;
}

} // namespace

int benchPlugin(const PluginBenchArguments &arguments)
{
    const fs::path program = fs::read_symlink("/proc/self/exe");
    const auto check = plugin::checkFile(arguments.file, {program.string(), "plugin", "probe"});
    if (!check) {
        return explain(check.error());
    }
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    child.setProcessEnvironment(withAllocationCounter(program));
    QStringList words = {QStringLiteral("plugin"),
                         QStringLiteral("measure"),
                         QString::fromStdString(arguments.file),
                         QString::fromStdString(arguments.symbol),
                         QStringLiteral("--seconds"),
                         QString::number(arguments.seconds)};
    if (!arguments.request.empty()) {
        words << QStringLiteral("--request") << QString::fromStdString(arguments.request);
    }
    if (!arguments.api.empty()) {
        words << QStringLiteral("--api") << QString::fromStdString(arguments.api);
    }
    child.start(QString::fromStdString(program.string()), words);
    child.waitForFinished(-1);
    if (child.error() == QProcess::FailedToStart) {
        return explain({"Cannot start a child process", program.string(), {}});
    }
    if (child.exitStatus() == QProcess::CrashExit) {
        return explain({"The hook crashed the process that timed it",
                        arguments.file + ":" + arguments.symbol,
                        "Run `gatewright plugin measure` with the same arguments in a debugger"});
    }
    return child.exitCode();
}

int measurePlugin(const PluginBenchArguments &arguments)
{
    bench::BenchOptions options;
    options.file = arguments.file;
    options.symbol = arguments.symbol;
    options.api = arguments.api;
    options.duration =
        std::chrono::milliseconds(static_cast<std::int64_t>(arguments.seconds * 1000));
    if (!arguments.request.empty()) {
        auto request = bench::readRequest(arguments.request);
        if (!request) {
            return explain(request.error());
        }
        options.request = std::move(*request);
    }
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    int argc = 0;
    const QCoreApplication application(argc, nullptr);
    const auto report = bench::benchHook(options);
    if (!report) {
        return explain(report.error());
    }
    print(arguments, *report);
    return 0;
}

} // namespace gw::app
