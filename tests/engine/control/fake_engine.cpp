// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/fake_engine.h"

#include "spec/definition_folder.h"

namespace gw::control::testing {

void FakeEngine::store(const std::string &apiId, const std::string &text)
{
    stored[apiId] = {
        .apiId = apiId, .file = apiId + ".json", .text = text, .etag = spec::contentHash(text)};
}

runtime::ReloadReport FakeEngine::reload()
{
    ++reloads;
    return report;
}

std::vector<runtime::StoredDefinition> FakeEngine::definitions() const
{
    std::vector<runtime::StoredDefinition> all;
    for (const auto &[apiId, definition] : stored) {
        all.push_back(definition);
    }
    return all;
}

Expected<runtime::StoredDefinition> FakeEngine::definition(std::string_view apiId) const
{
    const auto found = stored.find(std::string(apiId));
    if (found == stored.end()) {
        return failure("There is no such API");
    }
    return found->second;
}

Expected<void> FakeEngine::checkDefinition(std::string_view, std::string_view) const
{
    if (!refusalText.empty()) {
        return failure(refusalText, "orders.json/allowed_ips/0", "Give an address");
    }
    return {};
}

Expected<runtime::ReloadReport> FakeEngine::writeDefinition(std::string_view apiId,
                                                            std::string_view text)
{
    if (writeFails) {
        return failure("No space left on device", "apps/x.json", "Make room");
    }
    store(std::string(apiId), std::string(text));
    ++report.generation;
    report.apis = {apiReport(std::string(apiId), runtime::ApiState::Loaded)};
    return report;
}

Expected<runtime::ReloadReport> FakeEngine::removeDefinition(std::string_view apiId)
{
    if (removeFails) {
        return failure("Permission denied", "apps/x.json");
    }
    stored.erase(std::string(apiId));
    ++report.generation;
    report.apis = {apiReport(std::string(apiId), runtime::ApiState::Removed)};
    return report;
}

void FakeEngine::debug(runtime::DebugRequest request,
                       std::function<void(Expected<runtime::DebugResult>)> whenDone)
{
    debugged = std::move(request);
    if (debugIsSilent) {
        return;
    }
    if (debugFails) {
        whenDone(failure("Plugin not found", "/p/post.so"));
        return;
    }
    runtime::DebugResult result;
    result.requestDump = "GET /get HTTP/1.1\r\n\r\n";
    result.responseDump = "HTTP/1.1 200 OK\r\n\r\nhi";
    result.logLines = {R"({"level":"debug","msg":"Started"})"};
    result.record = std::make_unique<telemetry::AnalyticsRecord>();
    result.record->trace = std::make_unique<telemetry::Trace>(*tracedRecord(1)->trace);
    whenDone(std::move(result));
}

int FakeEngine::addRecordListener(std::function<void(const runtime::RecordBatch &)> listener)
{
    recordListeners[++m_lastListener] = std::move(listener);
    return m_lastListener;
}

int FakeEngine::addReloadListener(std::function<void(const runtime::ReloadReport &)> listener)
{
    reloadListeners[++m_lastListener] = std::move(listener);
    return m_lastListener;
}

// One path is in use, at generation 2 of 2.
constexpr std::string_view kPlugin = "/p/post.so";

Expected<runtime::PluginSwap> FakeEngine::reloadPlugin(std::string_view path)
{
    if (path != kPlugin) {
        return failure("No API names this plugin path", std::string(path));
    }
    runtime::PluginSwap swap;
    swap.change.path = path;
    swap.change.spelling = path;
    swap.change.previousGeneration = 2;
    if (refusal.empty()) {
        swap.change.outcome = plugin::PluginChange::Outcome::Taken;
        swap.change.generation = 3;
        swap.change.sha256 = "ab";
        swap.change.buildId = "v3";
        swap.change.addedHooks = {"Added"};
    } else {
        swap.change.outcome = plugin::PluginChange::Outcome::Refused;
        swap.change.generation = 2;
        swap.change.reason = refusal;
    }
    swap.apis = {"orders"};
    swap.report.apis = {apiReport("orders", refusal.empty() ? runtime::ApiState::Loaded
                                                            : runtime::ApiState::KeptOld)};
    return swap;
}

Expected<runtime::PluginSwap> FakeEngine::rollBackPlugin(std::string_view path,
                                                         std::uint64_t generation)
{
    if (generation > 2) {
        return failure("There is no generation " + std::to_string(generation), std::string(path));
    }
    runtime::PluginSwap swap;
    swap.change.outcome = plugin::PluginChange::Outcome::RolledBack;
    swap.change.path = path;
    swap.change.spelling = path;
    swap.change.generation = 1;
    swap.change.previousGeneration = 2;
    swap.change.isRolledBack = true;
    swap.change.sha256 = "cd";
    swap.change.buildId = "v1";
    swap.change.removedHooks = {"Added"};
    swap.apis = {"orders"};
    swap.report.apis = {apiReport("orders", runtime::ApiState::Loaded)};
    return swap;
}

std::vector<plugin::PluginGeneration> FakeEngine::pluginGenerations(std::string_view path) const
{
    if (path != kPlugin) {
        return {};
    }
    return {{1, "cd", "v1", "1.0", {}, false, true}, {2, "ab", "v2", "1.0", {}, true, true}};
}

Expected<runtime::InspectedPlugin> FakeEngine::inspectPlugin(std::string_view path)
{
    if (path.starts_with('/')) {
        return failure("The path is outside of the workspace", std::string(path));
    }
    runtime::InspectedPlugin inspected{"/w/" + std::string(path), std::nullopt};
    if (path == "plugins/post.so") {
        inspected.facts = {
            .abi = "1.0", .hooks = {{"AddFooBarHeader", GW_REQUEST_HOOK, 0}}, .problem = {}};
    } else if (path == "plugins/old.so") {
        inspected.facts = {.abi = {}, .hooks = {}, .problem = "plugins/old.so: Too old"};
    }
    return inspected;
}

int FakeEngine::addPluginListener(std::function<void(const runtime::PluginEvent &)> listener)
{
    pluginListeners[++m_lastListener] = std::move(listener);
    return m_lastListener;
}

std::shared_ptr<telemetry::AnalyticsRecord> tracedRecord(std::uint64_t sequence)
{
    auto record = std::make_shared<telemetry::AnalyticsRecord>();
    record->sequence = sequence;
    record->method = "GET";
    record->path = "/get";
    record->responseCode = 200;
    record->apiId = "orders";
    record->trace = std::make_unique<telemetry::Trace>();
    telemetry::TraceStep step;
    step.name = "GoPluginMiddleware:/p/post.so:AddFooBarHeader";
    step.phase = "request";
    step.outcome = "continue";
    step.durationNs = 80'000;
    step.changes.push_back(
        {telemetry::TraceChange::Kind::Added, "request header", "Foo", "", "Bar"});
    record->trace->steps.push_back(std::move(step));
    return record;
}

runtime::ApiReport apiReport(const std::string &apiId, runtime::ApiState state,
                             std::vector<std::string> problems)
{
    return {.apiId = apiId,
            .name = apiId + " API",
            .file = apiId + ".json",
            .listenPath = "/" + apiId + "/",
            .state = state,
            .problems = std::move(problems)};
}

} // namespace gw::control::testing
