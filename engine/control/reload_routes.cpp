// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/reload_routes.h"

#include "base/log.h"
#include "control/record_json.h"

namespace gw::control {

namespace {

ControlReply reportReply(const runtime::ReloadReport &report)
{
    JsonWriter json;
    json.beginObject();
    json.key("status").text("ok"); // Tyk's answer; what failed stands beside it
    json.key("message").text("");
    writeReloadMembers(json, report);
    json.endObject();
    return jsonReply(200, json.take());
}

} // namespace

void addReloadRoutes(ControlRoutes &routes, EnginePort &engine, Log &log)
{
    const DirectRoute reload = [&engine, &log](const ControlRequest &request) {
        const runtime::ReloadReport report = engine.reload();
        log.info("API reload requested",
                 {{"prefix", "api"},
                  {"origin", std::string_view(request.peerAddress)},
                  {"failures", static_cast<std::int64_t>(failureCount(report))}});
        return reportReply(report);
    };
    routes.add(Method::Get, "/tyk/reload", reload);
    routes.add(Method::Get, "/tyk/reload/group", reload);
    routes.add(Method::Get, "/tyk/reload/report",
               [&engine](const ControlRequest &) { return reportReply(engine.lastReport()); });
}

} // namespace gw::control
