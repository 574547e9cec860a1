// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/traffic_routes.h"

#include "control/json_input.h"
#include "control/record_json.h"

#include <algorithm>

namespace gw::control {

namespace {

constexpr std::uint64_t kDefaultLimit = 100;

ControlReply traffic(const EnginePort &engine, const ControlRequest &request)
{
    const auto limit = queryNumber(request, "limit", kDefaultLimit);
    const auto after = queryNumber(request, "after", 0);
    if (!limit || *limit == 0 || *limit > runtime::Engine::kRecentRecords) {
        return messageReply(400, "limit must be a number from 1 to 1000");
    }
    if (!after) {
        return messageReply(400, "after must be the sequence number of a record");
    }
    const auto port = queryNumber(request, "client_port", 0);
    if (!port) {
        return messageReply(400, "client_port must be a number");
    }
    runtime::RecordBatch records = engine.recentRecords();
    std::erase_if(records, [&](const auto &record) {
        return record->sequence <= *after || (*port != 0 && record->clientPort != *port);
    });
    const std::size_t count = std::min<std::size_t>(records.size(), *limit);

    JsonWriter json;
    json.beginObject();
    json.key("tracing").boolean(engine.isTracing());
    json.key("records").beginArray();
    std::for_each(records.end() - static_cast<std::ptrdiff_t>(count), records.end(),
                  [&json](const auto &record) { writeRecord(json, *record); });
    json.endArray().endObject();
    return jsonReply(200, json.take());
}

ControlReply traceState(const EnginePort &engine)
{
    JsonWriter json;
    json.beginObject().key("enabled").boolean(engine.isTracing()).endObject();
    return jsonReply(200, json.take());
}

} // namespace

void addTrafficRoutes(ControlRoutes &routes, EnginePort &engine, TraceSwitch &traceSwitch)
{
    routes.add(Method::Get, "/tyk/traffic",
               [&engine](const ControlRequest &request) { return traffic(engine, request); });
    routes.add(Method::Get, "/tyk/trace",
               [&engine](const ControlRequest &) { return traceState(engine); });
    routes.add(Method::Put, "/tyk/trace", [&engine, &traceSwitch](const ControlRequest &request) {
        const auto enabled = booleanMember(request.body, "enabled");
        if (!enabled) {
            return messageReply(400, "Request malformed");
        }
        traceSwitch.setEnabled(*enabled);
        return traceState(engine);
    });
}

} // namespace gw::control
