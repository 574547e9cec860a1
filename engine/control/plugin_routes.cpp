// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/plugin_routes.h"

#include "base/log.h"
#include "control/json_input.h"
#include "control/record_json.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gw::control {

namespace {

constexpr std::string_view kNoPath = "path is missing: name a plugin file as /tyk/plugins does";

ControlReply swapReply(int status, std::string_view message, const runtime::PluginSwap &swap)
{
    JsonWriter json;
    json.beginObject();
    json.key("status").text(status < 400 ? "ok" : "error");
    json.key("message").text(message);
    if (!swap.change.reason.empty()) {
        json.key("reason").text(swap.change.reason);
    }
    writePluginChange(json, swap.change);
    json.key("apis").beginArray();
    for (const runtime::ApiReport &api : swap.report.apis) {
        if (std::ranges::find(swap.apis, api.apiId) != swap.apis.end()) {
            writeApiReport(json, api);
        }
    }
    json.endArray().endObject();
    return jsonReply(status, json.take());
}

void writeBundle(JsonWriter &json, const BundleRow &row)
{
    const bundle::BundleReport &report = row.report;
    const bool isThere = !report.sha256.empty();
    const auto time = [](std::chrono::system_clock::time_point value) {
        return value == std::chrono::system_clock::time_point() ? std::string() : timeText(value);
    };
    json.beginObject();
    json.key("name").text(report.name);
    json.key("state").text(!report.problem.empty() ? (isThere ? "kept_old" : "missing")
                           : isThere               ? "loaded"
                                                   : "fetching");
    json.key("sha256").text(report.sha256);
    json.key("signed").boolean(report.isSigned);
    json.key("fetched_at").text(time(report.fetchedAt));
    json.key("asked_at").text(time(report.heardAt));
    json.key("asking").boolean(report.isBeingFetched);
    json.key("reason").text(report.problem);
    json.key("apis").beginArray();
    for (const auto &[id, sha256] : row.users) {
        json.beginObject().key("api_id").text(id);
        json.key("sha256").text(sha256).endObject();
    }
    json.endArray().endObject();
}

ControlReply reloadReply(const runtime::PluginSwap &swap)
{
    using Outcome = plugin::PluginChange::Outcome;
    if (swap.change.outcome == Outcome::Refused && swap.change.generation == 0) {
        return swapReply(400, "The file cannot be used, and there is nothing before it", swap);
    }
    if (swap.change.outcome == Outcome::Refused) {
        return swapReply(400,
                         "The file cannot be used: generation " +
                             std::to_string(swap.change.generation) + " goes on serving",
                         swap);
    }
    if (swap.change.isRolledBack) {
        return swapReply(200, "Rolled back, and the file has not changed since", swap);
    }
    return swapReply(200, "", swap);
}

// Zero without a parameter; nothing when it is no number of a generation.
std::optional<std::uint64_t> wantedGeneration(const ControlRequest &request)
{
    const std::string text = queryValue(request, "generation");
    if (text.empty()) {
        return 0;
    }
    std::uint64_t number = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end && number > 0 ? std::optional(number) : std::nullopt;
}

void logRequest(Log &log, std::string_view message, const ControlRequest &request,
                std::string_view path)
{
    log.info(
        message,
        {{"prefix", "api"}, {"origin", std::string_view(request.peerAddress)}, {"mwPath", path}});
}

ControlReply reload(EnginePort &engine, Log &log, const ControlRequest &request)
{
    const std::string path = queryValue(request, "path");
    if (path.empty()) {
        return messageReply(400, kNoPath);
    }
    logRequest(log, "Plugin reload requested", request, path);
    const auto swap = engine.reloadPlugin(path);
    return swap ? reloadReply(*swap) : reasonReply(404, swap.error().what, swap.error().text());
}

ControlReply rollBack(EnginePort &engine, Log &log, const ControlRequest &request)
{
    const std::string path = queryValue(request, "path");
    const auto generation = wantedGeneration(request);
    if (path.empty()) {
        return messageReply(400, kNoPath);
    }
    if (!generation) {
        return messageReply(400, "generation must be a number of /tyk/plugins/generations");
    }
    if (engine.pluginGenerations(path).empty()) {
        return messageReply(404, "No plugin was loaded from this path");
    }
    logRequest(log, "Plugin roll-back requested", request, path);
    const auto swap = engine.rollBackPlugin(path, *generation);
    return swap ? swapReply(200, "", *swap)
                : reasonReply(409, swap.error().what, swap.error().text());
}

ControlReply generations(EnginePort &engine, const ControlRequest &request)
{
    const std::string path = queryValue(request, "path");
    if (path.empty()) {
        return messageReply(400, kNoPath);
    }
    const auto list = engine.pluginGenerations(path);
    if (list.empty()) {
        return messageReply(404, "No plugin was loaded from this path");
    }
    JsonWriter json;
    json.beginObject();
    json.key("path").text(path);
    json.key("generations").beginArray();
    for (const plugin::PluginGeneration &generation : list) {
        writeGeneration(json, generation);
    }
    json.endArray().endObject();
    return jsonReply(200, json.take());
}

ControlReply inspect(EnginePort &engine, const ControlRequest &request)
{
    const std::string path = queryValue(request, "path");
    if (path.empty()) {
        return messageReply(400, kNoPath);
    }
    const auto inspected = engine.inspectPlugin(path);
    if (!inspected) {
        return reasonReply(403, inspected.error().what, inspected.error().text());
    }
    const plugin::PluginFacts facts = inspected->facts.value_or(plugin::PluginFacts());
    JsonWriter json;
    json.beginObject();
    json.key("path").text(path);
    json.key("file").text(inspected->file);
    json.key("found").boolean(inspected->facts.has_value());
    json.key("abi").text(facts.abi);
    json.key("is_abi_supported").boolean(!facts.abi.empty());
    json.key("hooks").beginArray();
    for (const plugin::HookEntry &hook : facts.hooks) {
        json.beginObject();
        json.key("symbol").text(hook.name);
        json.key("kind").text(plugin::kindNames(hook.kinds));
        json.key("blocking").boolean((hook.flags & GW_BLOCKING) != 0);
        json.endObject();
    }
    json.endArray();
    json.key("problem").text(facts.problem);
    json.endObject();
    return jsonReply(200, json.take());
}

ControlReply watchState(const EnginePort &engine)
{
    JsonWriter json;
    json.beginObject().key("enabled").boolean(engine.isWatchingPlugins()).endObject();
    return jsonReply(200, json.take());
}

ControlReply setWatch(EnginePort &engine, const ControlRequest &request)
{
    const auto enabled = booleanMember(request.body, "enabled");
    if (!enabled) {
        return messageReply(400, "Request malformed");
    }
    engine.setPluginWatch(*enabled);
    return watchState(engine);
}

} // namespace

std::string pluginListJson(const EnginePort &engine)
{
    JsonWriter json;
    json.beginObject();
    json.key("plugins").beginArray();
    for (const PluginRow &row : engine.plugins()) {
        writePlugin(json, row);
    }
    json.endArray();
    json.key("bundles").beginArray();
    for (const BundleRow &row : engine.bundles()) {
        writeBundle(json, row);
    }
    json.endArray();
    json.key("stuck").beginArray();
    for (const runtime::StuckHook &hook : engine.stuckHooks()) {
        json.beginObject();
        writeStuckHook(json, hook);
        json.key("taken_over").boolean(hook.isTakenOver);
        json.key("since").text(timeText(hook.at)); // stays as it is, else each second had an event
        json.endObject();
    }
    json.endArray().endObject();
    return json.take();
}

void addPluginRoutes(ControlRoutes &routes, EnginePort &engine, Log &log)
{
    routes.add(Method::Get, "/tyk/plugins", [&engine](const ControlRequest &) {
        return jsonReply(200, pluginListJson(engine));
    });
    routes.add(Method::Post, "/tyk/plugins/reload", [&engine, &log](const ControlRequest &request) {
        return reload(engine, log, request);
    });
    routes.add(
        Method::Post, "/tyk/plugins/rollback",
        [&engine, &log](const ControlRequest &request) { return rollBack(engine, log, request); });
    routes.add(Method::Get, "/tyk/plugins/generations",
               [&engine](const ControlRequest &request) { return generations(engine, request); });
    routes.add(Method::Get, "/tyk/plugins/inspect",
               [&engine](const ControlRequest &request) { return inspect(engine, request); });
    routes.add(Method::Get, "/tyk/plugins/watch",
               [&engine](const ControlRequest &) { return watchState(engine); });
    routes.add(Method::Put, "/tyk/plugins/watch",
               [&engine](const ControlRequest &request) { return setWatch(engine, request); });
}

} // namespace gw::control
