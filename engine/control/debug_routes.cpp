// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/debug_routes.h"

#include "control/json_input.h"
#include "control/record_json.h"

namespace gw::control {

namespace {

ControlReply failedReply(const Error &error)
{
    JsonWriter line;
    line.beginObject();
    line.key("level").text("error");
    line.key("msg").text(error.text());
    line.key("time").text(timeText(std::chrono::system_clock::now()));
    line.endObject();

    JsonWriter json;
    json.beginObject();
    json.key("message").text("error");
    json.key("response").text("");
    json.key("logs").text(line.take() + "\n");
    json.endObject();
    return jsonReply(400, json.take());
}

// The log lines of the run (reference G10). Where the engine gives none they are made from the
// warnings of the build and the trace: one entry for each step, in Tyk's words.
std::string debugLog(const runtime::DebugResult &result)
{
    const std::string now = timeText(std::chrono::system_clock::now());
    std::string log;
    for (const std::string &line : result.logLines) {
        log += line + "\n";
    }
    if (!log.empty()) {
        return log;
    }
    for (const std::string &problem : result.problems) {
        JsonWriter line;
        line.beginObject();
        line.key("level").text("warning");
        line.key("msg").text(problem);
        line.key("time").text(now);
        line.endObject();
        log += line.take() + "\n";
    }
    if (!result.record || !result.record->trace) {
        return log;
    }
    for (const telemetry::TraceStep &step : result.record->trace->steps) {
        const bool hasFailed = step.outcome == "fail";
        JsonWriter line;
        line.beginObject();
        line.key("api_id").text(result.record->apiId);
        line.key("api_name").text(result.record->apiName);
        line.key("org_id").text(result.record->orgId);
        line.key("level").text(hasFailed ? "error" : "debug");
        line.key("msg").text(step.note.empty() ? "Finished" : step.note);
        line.key("mw").text(step.name);
        line.key("code").number(step.outcome == "continue" ? 200 : result.record->responseCode);
        line.key("ns").number(step.durationNs);
        line.key("time").text(now);
        line.key("type").text(step.phase == "response" ? "response" : "request");
        line.endObject();
        log += line.take() + "\n";
    }
    return log;
}

ControlReply resultReply(const runtime::DebugResult &result)
{
    JsonWriter json;
    json.beginObject();
    json.key("message").text("ok");
    json.key("response")
        .text("====== Request ======\n" + result.requestDump + "\n====== Response ======\n" +
              result.responseDump);
    json.key("logs").text(debugLog(result));
    json.key("trace");
    if (result.record && result.record->trace) {
        writeTrace(json, *result.record->trace);
    } else {
        json.beginArray().endArray();
    }
    json.endObject();
    return jsonReply(200, json.take());
}

} // namespace

void addDebugRoutes(ControlRoutes &routes, EnginePort &engine)
{
    routes.addDeferred(
        Method::Post, "/tyk/debug", [&engine](const ControlRequest &request, const Answer &answer) {
            auto wanted = readDebugRequest(request.body);
            if (!wanted) {
                answer(reasonReply(400, wanted.error().what, wanted.error().where));
                return;
            }
            engine.debug(std::move(*wanted),
                         [answer](const Expected<runtime::DebugResult> &result) {
                             answer(result ? resultReply(*result) : failedReply(result.error()));
                         });
        });
}

} // namespace gw::control
