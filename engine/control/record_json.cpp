// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/record_json.h"

#include "telemetry/record_json.h"

#include <algorithm>
#include <span>

namespace gw::control {

namespace {

using telemetry::TraceChange;

std::string_view nameOf(TraceChange::Kind kind)
{
    switch (kind) {
    case TraceChange::Kind::Added:
        return "added";
    case TraceChange::Kind::Removed:
        return "removed";
    case TraceChange::Kind::Changed:
        break;
    }
    return "changed";
}

std::string_view nameOf(plugin::PluginChange::Outcome outcome)
{
    using Outcome = plugin::PluginChange::Outcome;
    switch (outcome) {
    case Outcome::Taken:
        return "swapped";
    case Outcome::Refused:
        return "refused";
    case Outcome::RolledBack:
        return "rolled_back";
    case Outcome::Unchanged:
        break;
    }
    return "unchanged";
}

void writeTexts(JsonWriter &json, std::span<const std::string> texts)
{
    json.beginArray();
    for (const std::string &text : texts) {
        json.text(text);
    }
    json.endArray();
}

void writeSummary(JsonWriter &json, const telemetry::Histogram::Summary &summary)
{
    json.beginObject();
    json.key("count").number(summary.count);
    json.key("sum_ns").number(summary.sumNs);
    json.key("p50_ns").number(summary.p50Ns);
    json.key("p90_ns").number(summary.p90Ns);
    json.key("p99_ns").number(summary.p99Ns);
    json.key("max_ns").number(summary.maxNs);
    json.endObject();
}

void writeChange(JsonWriter &json, const TraceChange &change)
{
    json.beginObject();
    json.key("kind").text(nameOf(change.kind));
    json.key("subject").text(change.subject);
    if (!change.name.empty()) {
        json.key("name").text(change.name);
    }
    if (change.kind != TraceChange::Kind::Added) {
        json.key("before").text(change.before);
    }
    if (change.kind != TraceChange::Kind::Removed) {
        json.key("after").text(change.after);
    }
    json.endObject();
}

void writeStep(JsonWriter &json, const telemetry::TraceStep &step)
{
    json.beginObject();
    json.key("name").text(step.name);
    json.key("phase").text(step.phase);
    json.key("outcome").text(step.outcome);
    if (!step.note.empty()) {
        json.key("note").text(step.note);
    }
    json.key("start_ns").number(step.startNs);
    json.key("duration_ns").number(step.durationNs);
    json.key("changes").beginArray();
    for (const TraceChange &change : step.changes) {
        writeChange(json, change);
    }
    json.endArray().endObject();
}

} // namespace

void writeRecord(JsonWriter &json, const telemetry::AnalyticsRecord &record)
{
    json.beginObject();
    telemetry::writeRecordMembers(json, record);
    if (record.trace) {
        json.key("trace");
        writeTrace(json, *record.trace);
    }
    json.endObject();
}

void writeTrace(JsonWriter &json, const telemetry::Trace &trace)
{
    json.beginArray();
    for (const telemetry::TraceStep &step : trace.steps) {
        writeStep(json, step);
    }
    json.endArray();
}

void writeApiReport(JsonWriter &json, const runtime::ApiReport &report)
{
    json.beginObject();
    json.key("api_id").text(report.apiId);
    json.key("name").text(report.name);
    json.key("file").text(report.file);
    json.key("listen_path").text(report.listenPath);
    if (report.servicePort.port != 0) {
        json.key("listen_port").number(std::int64_t{report.servicePort.port});
        json.key("protocol").text(toString(report.servicePort.protocol));
    }
    if (!report.textHash.empty()) {
        json.key("sha256").text(report.textHash);
    }
    json.key("state").text(toString(report.state));
    json.key("problems");
    writeTexts(json, report.problems);
    json.key("changes");
    writeTexts(json, report.changes);
    if (!report.steps.empty()) {
        json.key("steps");
        writeTexts(json, report.steps);
    }
    json.endObject();
}

void writeReloadMembers(JsonWriter &json, const runtime::ReloadReport &report)
{
    json.key("generation").number(report.generation);
    json.key("duration_us").number(report.duration.count());
    json.key("failures").number(failureCount(report));
    json.key("apis").beginArray();
    for (const runtime::ApiReport &api : report.apis) {
        writeApiReport(json, api);
    }
    json.endArray();
}

std::string_view stateOf(const PluginRow &row)
{
    if (!row.isLoaded) {
        return "failed";
    }
    return row.reason.empty() ? "loaded" : "kept_old";
}

void writePluginChange(JsonWriter &json, const plugin::PluginChange &change)
{
    json.key("path").text(change.spelling);
    json.key("outcome").text(nameOf(change.outcome));
    json.key("generation").number(change.generation);
    json.key("previous_generation").number(change.previousGeneration);
    json.key("rolled_back").boolean(change.isRolledBack);
    json.key("sha256").text(change.sha256);
    json.key("build_id").text(change.buildId);
    json.key("hooks").beginObject();
    json.key("added");
    writeTexts(json, change.addedHooks);
    json.key("removed");
    writeTexts(json, change.removedHooks);
    json.key("changed");
    writeTexts(json, change.changedHooks);
    json.endObject();
}

void writeGeneration(JsonWriter &json, const plugin::PluginGeneration &generation)
{
    json.beginObject();
    json.key("generation").number(generation.number);
    json.key("current").boolean(generation.isCurrent);
    json.key("kept").boolean(generation.isKept);
    json.key("abi").text(generation.abi);
    json.key("sha256").text(generation.sha256);
    json.key("build_id").text(generation.buildId);
    json.key("loaded_at").text(timeText(generation.loadedAt));
    json.endObject();
}

void writeStuckHook(JsonWriter &json, const runtime::StuckHook &hook)
{
    json.key("path").text(hook.path);
    json.key("symbol").text(hook.symbol);
    json.key("api_id").text(hook.apiId);
    json.key("request_id").text(hook.requestId);
    json.key("worker").number(hook.worker);
}

void writePluginEvent(JsonWriter &json, const runtime::PluginEvent &event)
{
    json.beginObject();
    json.key("event").text(toString(event.kind));
    if (event.hook.symbol.empty()) {
        json.key("path").text(event.path);
        json.key("generation").number(event.generation);
        json.key("previous_generation").number(event.previousGeneration);
        json.key("reason").text(event.reason);
    } else {
        writeStuckHook(json, event.hook);
        json.key("ms").number(event.hook.duration().count());
    }
    json.endObject();
}

void writePlugin(JsonWriter &json, const PluginRow &row)
{
    json.beginObject();
    json.key("path").text(row.path);
    json.key("file").text(row.file);
    json.key("symbol").text(row.symbol);
    json.key("event").text("GoPluginMiddleware:" + row.path + ":" + row.symbol);
    json.key("kind").text(row.kind);
    json.key("abi").text(row.abi);
    json.key("sha256").text(row.sha256);
    json.key("build_id").text(row.buildId);
    json.key("generation").number(row.generation);
    json.key("blocking").boolean(row.isBlocking);
    json.key("rolled_back").boolean(row.isRolledBack);
    json.key("state").text(stateOf(row));
    json.key("reason").text(row.reason);
    json.key("users");
    writeTexts(json, row.users);
    json.key("calls").number(row.calls);
    json.key("failures").number(row.failures);
    json.key("stuck").number(row.stuck);
    json.key("time");
    writeSummary(json, row.time);
    json.endObject();
}

void writeCounters(JsonWriter &json, const runtime::EngineCounters &counters)
{
    json.beginObject();
    json.key("requests").number(counters.requests);
    json.key("responses_2xx").number(counters.responses2xx);
    json.key("responses_3xx").number(counters.responses3xx);
    json.key("responses_4xx").number(counters.responses4xx);
    json.key("responses_5xx").number(counters.responses5xx);
    json.key("upstream_failures").number(counters.upstreamFailures);
    json.key("records_dropped").number(counters.recordsDropped);
    json.key("active_requests").number(counters.activeRequests);
    json.key("open_connections").number(counters.openConnections);
    json.key("idle_upstream_connections").number(counters.idleUpstreamConnections);
    json.key("request_time");
    writeSummary(json, counters.requestTime);
    json.key("upstream_time");
    writeSummary(json, counters.upstreamTime);
    json.key("resident_bytes").number(counters.residentBytes);
    json.key("uptime_seconds").number(counters.uptimeSeconds);
    json.endObject();
}

void writeLogRecord(JsonWriter &json, const LogRecord &record)
{
    json.beginObject();
    json.key("sequence").number(record.sequence);
    json.key("time").text(timeText(record.time));
    json.key("level").text(toString(record.level));
    json.key("message").text(record.message);
    json.key("fields").beginObject();
    for (const auto &[name, value] : record.fields) {
        json.key(name).text(value);
    }
    json.endObject().endObject();
}

std::size_t failureCount(const runtime::ReloadReport &report)
{
    return static_cast<std::size_t>(std::ranges::count_if(report.apis, &runtime::isFailure));
}

} // namespace gw::control
