// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/run_report.h"

#include <cstdio>

namespace gw::requests {

namespace {

struct Totals {
    int requests = 0;
    int checks = 0;
    int failed = 0;    // requests
    int unchecked = 0; // facts about the gateway
};

Totals totalsOf(const std::vector<FileResult> &files)
{
    Totals totals;
    for (const FileResult &file : files) {
        totals.failed += file.error ? 1 : 0;
        for (const EntryResult &entry : file.entries) {
            ++totals.requests;
            totals.failed += entry.isPassed() ? 0 : 1;
            for (const Check &check : entry.checks) {
                ++totals.checks;
                totals.unchecked += check.state == Check::State::NotChecked ? 1 : 0;
            }
        }
    }
    return totals;
}

std::string changeText(const TraceChange &change)
{
    const std::string what = change.subject + (change.name.empty() ? "" : " " + change.name);
    switch (change.kind) {
    case TraceChange::Kind::Added:
        return "+ " + what + ": " + change.after;
    case TraceChange::Kind::Removed:
        return "- " + what + ": " + change.before;
    case TraceChange::Kind::Changed:
        break;
    }
    return "~ " + what + ": " + change.before + " -> " + change.after;
}

std::string traceText(const TrafficRecord &record)
{
    std::string text;
    for (const TraceStep &step : record.steps) {
        char line[256];
        std::snprintf(line, sizeof line, "      %-9s %10s  %s%s%s\n", step.phase.c_str(),
                      durationText(std::chrono::nanoseconds(step.durationNs)).c_str(),
                      std::string(step.shortName()).c_str(), step.outcome == "continue" ? "" : "  ",
                      step.outcome == "continue" ? "" : step.outcome.c_str());
        text += line;
        for (const TraceChange &change : step.changes) {
            text += "                              " + changeText(change) + "\n";
        }
    }
    return text;
}

} // namespace

std::string durationText(std::chrono::nanoseconds duration)
{
    const auto count = static_cast<double>(duration.count());
    const auto [scale, unit] = count < 999'500.0       ? std::pair(1e3, "us")
                               : count < 999'500'000.0 ? std::pair(1e6, "ms")
                                                       : std::pair(1e9, "s");
    const double number = count / scale;
    char text[32];
    const int decimals = unit[0] == 'u' || number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2;
    std::snprintf(text, sizeof text, "%.*f %s", decimals, number, unit);
    return text;
}

std::string entryText(const EntryResult &entry, bool withTrace)
{
    std::string text = entry.isSkipped ? "  skip  " : entry.isPassed() ? "  ok    " : "  FAIL  ";
    text += entry.method + " " + entry.url;
    if (!entry.error && !entry.isSkipped) {
        text += "  " + std::to_string(entry.transfer.status()) + "  " +
                durationText(entry.transfer.timings.total);
    }
    text += entry.attempts > 1 ? "  (" + std::to_string(entry.attempts) + " times)\n" : "\n";
    if (entry.error) {
        text += "        " + entry.error->text() + "\n";
    }
    for (const Check &check : entry.checks) {
        if (check.state == Check::State::Failed) {
            text += "        line " + std::to_string(check.line) + ": " + check.text +
                    "\n          " + check.reason + "\n";
        }
    }
    if (withTrace && entry.record) {
        text += traceText(*entry.record);
    }
    return text;
}

std::string fileText(const FileResult &file)
{
    return file.error ? file.path + "\n  FAIL  " + file.error->text() + "\n" : file.path + "\n";
}

std::string summaryText(const std::vector<FileResult> &files)
{
    const Totals totals = totalsOf(files);
    const auto count = [](int number, const std::string &noun) {
        return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
    };
    std::string text =
        count(static_cast<int>(files.size()), "file") + ", " + count(totals.requests, "request") +
        ", " + count(totals.checks, "check") + ": " +
        (totals.failed == 0 ? "all passed" : std::to_string(totals.failed) + " failed") + "\n";
    if (totals.unchecked > 0) {
        text += count(totals.unchecked, "fact") + " about the gateway not checked: use --trace\n";
    }
    return text;
}

} // namespace gw::requests
