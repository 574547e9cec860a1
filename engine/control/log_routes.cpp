// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/log_routes.h"

#include "base/json_writer.h"
#include "base/log.h"
#include "control/json_input.h"
#include "control/record_json.h"

#include <algorithm>

namespace gw::control {

namespace {

constexpr std::uint64_t kUsualLines = 100;
constexpr std::uint64_t kMostLines = 1000;

ControlReply newestLines(const Log &log, const ControlRequest &request)
{
    const auto limit = queryNumber(request, "limit", kUsualLines);
    const auto after = queryNumber(request, "after", 0);
    if (!limit || *limit == 0 || *limit > kMostLines) {
        return messageReply(400, "limit must be a number from 1 to 1000");
    }
    if (!after) {
        return messageReply(400, "after must be the sequence number of a line");
    }
    auto lines = log.newest();
    std::erase_if(lines, [&after](const auto &line) { return line->sequence <= *after; });
    const std::size_t count = std::min<std::size_t>(lines.size(), *limit);
    JsonWriter json;
    json.beginObject().key("lines").beginArray();
    std::for_each(lines.end() - static_cast<std::ptrdiff_t>(count), lines.end(),
                  [&json](const auto &line) { writeLogRecord(json, *line); });
    json.endArray().endObject();
    return jsonReply(200, json.take());
}

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
    routes.add(Method::Get, "/tyk/log",
               [&log](const ControlRequest &request) { return newestLines(log, request); });
    routes.add(Method::Get, "/tyk/log-level",
               [&log](const ControlRequest &) { return levelReply(log); });
    routes.add(Method::Put, "/tyk/log-level",
               [&log](const ControlRequest &request) { return changeLevel(log, request); });
}

} // namespace gw::control
