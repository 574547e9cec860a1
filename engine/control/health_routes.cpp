// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/health_routes.h"

#include "base/json_writer.h"
#include "control/record_json.h"

namespace gw::control {

namespace {

void writeCheck(JsonWriter &json, std::string_view type, const std::string &problem)
{
    json.beginObject();
    json.key("status").text(problem.empty() ? "pass" : "fail");
    if (!problem.empty()) {
        json.key("output").text(problem);
    }
    json.key("componentType").text(type);
    json.key("time").text(timeText(std::chrono::system_clock::now()));
    json.endObject();
}

// Why not every definition of the workspace is served as its file says; empty: all are.
std::string apiProblem(const EnginePort &engine)
{
    const runtime::ReloadReport &report = engine.lastReport();
    const std::size_t failures = failureCount(report);
    if (failures == 0) {
        return {};
    }
    return std::to_string(failures) + " of " + std::to_string(report.apis.size()) +
           " API definitions have problems: see /tyk/reload/report";
}

// Why not every plugin runs what its file holds; empty: they do.
std::string pluginProblem(const EnginePort &engine)
{
    if (const std::vector<runtime::StuckHook> stuck = engine.stuckHooks(); !stuck.empty()) {
        // Anybody may ask: no file names here.
        return std::to_string(stuck.size()) + (stuck.size() == 1 ? " hook does" : " hooks do") +
               " not return: see /tyk/plugins";
    }
    std::size_t refused = 0;
    const std::vector<PluginRow> rows = engine.plugins();
    for (const PluginRow &row : rows) {
        refused += row.reason.empty() ? 0 : 1;
    }
    if (refused == 0) {
        return {};
    }
    return std::to_string(refused) + " of " + std::to_string(rows.size()) +
           " plugin hooks are not loaded from what their files hold: see /tyk/plugins";
}

ControlReply health(const EnginePort &engine, const ControlOptions &options,
                    std::string_view description)
{
    const std::string problem = apiProblem(engine);
    const std::string ofPlugins = pluginProblem(engine);
    const std::optional<runtime::RedisCounters> redis = engine.counters().redis;
    const bool isWell = problem.empty() && ofPlugins.empty() && (!redis || redis->problem.empty());
    JsonWriter json;
    json.beginObject();
    json.key("status").text(isWell ? "pass" : "warn");
    json.key("version").text("v" + options.version);
    json.key("description").text(description);
    json.key("details").beginObject();
    json.key("store");
    writeCheck(json, "datastore", {});
    if (redis) {
        json.key("redis");
        writeCheck(json, "datastore", redis->problem);
    }
    json.key("apis");
    writeCheck(json, "component", problem);
    json.key("plugins");
    writeCheck(json, "component", ofPlugins);
    json.endObject().endObject();
    return jsonReply(200, json.take());
}

ControlReply readiness(const EnginePort &engine, const ControlOptions &options)
{
    if (engine.isStopping()) {
        return messageReply(503, "Gateway is shutting down");
    }
    if (!engine.hadSuccessfulLoad()) {
        return messageReply(503, "A successful API reload did not happen");
    }
    return health(engine, options, "Tyk GW Ready");
}

} // namespace

void addHealthRoutes(ControlRoutes &routes, EnginePort &engine, const ControlOptions &options)
{
    const std::string healthPath = "/" + options.healthName;
    const std::string readinessPath = "/" + options.readinessName;
    routes.add(Method::Get, healthPath, [&engine, options](const ControlRequest &) {
        return health(engine, options, "Tyk GW");
    });
    routes.add(Method::Get, readinessPath,
               [&engine, options](const ControlRequest &) { return readiness(engine, options); });
    routes.setWrongMethodText(healthPath, "Method Not Allowed");
    routes.setWrongMethodText(readinessPath, "Method Not Allowed");
}

} // namespace gw::control
