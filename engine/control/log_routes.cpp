// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/log_routes.h"

#include "base/json_writer.h"
#include "base/log.h"
#include "control/json_input.h"

namespace gw::control {

namespace {

ControlReply levelReply(const Log &log)
{
    JsonWriter json;
    json.beginObject().key("level").text(toString(log.level())).endObject();
    return jsonReply(200, json.take());
}

ControlReply changeLevel(Log &log, const ControlRequest &request)
{
    const auto wanted = textMember(request.body, "level");
    if (!wanted) {
        return messageReply(400, "Request malformed");
    }
    const auto level = parseLogLevel(*wanted);
    if (!level) {
        return messageReply(400, "Unknown log level: use debug, info, warn or error");
    }
    log.setLevel(*level);
    return levelReply(log);
}

} // namespace

void addLogRoutes(ControlRoutes &routes, Log &log)
{
    routes.add(Method::Get, "/tyk/log-level",
               [&log](const ControlRequest &) { return levelReply(log); });
    routes.add(Method::Put, "/tyk/log-level",
               [&log](const ControlRequest &request) { return changeLevel(log, request); });
}

} // namespace gw::control
