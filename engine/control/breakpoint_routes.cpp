// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/breakpoint_routes.h"

#include "control/breakpoint_json.h"
#include "control/engine_port.h"

#include <charconv>

namespace gw::control {

namespace {

constexpr std::string_view kGone = "The request is no longer paused";

ControlReply refusal(const Error &error)
{
    return reasonReply(400, error.what, error.text());
}

ControlReply breakpoints(const runtime::PauseDesk &desk)
{
    JsonWriter json;
    json.beginObject();
    writeBreakpointMembers(json, desk);
    json.endObject();
    return jsonReply(200, json.take());
}

ControlReply setBreakpoints(runtime::PauseDesk &desk, const ControlRequest &request)
{
    auto settings = readBreakpoints(request.body);
    if (!settings) {
        return refusal(settings.error());
    }
    desk.configure(std::move(*settings));
    return breakpoints(desk);
}

ControlReply paused(const runtime::PauseDesk &desk)
{
    JsonWriter json;
    json.beginObject().key("paused").beginArray();
    for (const runtime::PauseDesk::Request &request : desk.paused()) {
        writePaused(json, *request);
    }
    json.endArray().endObject();
    return jsonReply(200, json.take());
}

// Nobody has the number 0.
std::uint64_t idIn(const ControlRequest &request)
{
    const std::string &text = request.variables.front();
    std::uint64_t id = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id);
    return problem == std::errc() && end == text.data() + text.size() ? id : 0;
}

ControlReply pausedOne(const runtime::PauseDesk &desk, const ControlRequest &request)
{
    const runtime::PauseDesk::Request waiting = desk.find(idIn(request));
    if (waiting == nullptr) {
        return messageReply(404, kGone);
    }
    JsonWriter json;
    writePaused(json, *waiting);
    return jsonReply(200, json.take());
}

ControlReply release(runtime::PauseDesk &desk, const ControlRequest &request)
{
    const std::uint64_t id = idIn(request);
    const runtime::PauseDesk::Request waiting = desk.find(id);
    if (waiting == nullptr) {
        return messageReply(404, kGone);
    }
    auto pauseEnd = readPauseEnd(request.body);
    if (!pauseEnd) {
        return refusal(pauseEnd.error());
    }
    if (const auto checked = proxy::checkPauseEnd(*waiting, *pauseEnd); !checked) {
        return refusal(checked.error());
    }
    return desk.release(id, std::move(*pauseEnd)) ? messageReply(200, "")
                                                  : messageReply(404, kGone);
}

ControlReply releaseAll(runtime::PauseDesk &desk, const ControlRequest &request)
{
    const auto pauseEnd = readPauseEnd(request.body);
    if (!pauseEnd) {
        return refusal(pauseEnd.error());
    }
    if (pauseEnd->reason != proxy::ReleaseReason::Continued) {
        return reasonReply(400, "All can only continue", "action: All can only continue");
    }
    JsonWriter json;
    json.beginObject();
    json.key("released").number(desk.releaseAll(proxy::ReleaseReason::Continued));
    json.endObject();
    return jsonReply(200, json.take());
}

} // namespace

void addBreakpointRoutes(ControlRoutes &routes, EnginePort &engine)
{
    // Routes are called while the engine lives: its death ends the workers first.
    const auto desk = [&engine]() -> runtime::PauseDesk & {
        return *engine.pauses();
    };
    routes.add(Method::Get, "/tyk/breakpoints",
               [desk](const ControlRequest &) { return breakpoints(desk()); });
    routes.add(Method::Put, "/tyk/breakpoints",
               [desk](const ControlRequest &request) { return setBreakpoints(desk(), request); });
    routes.add(Method::Get, "/tyk/paused",
               [desk](const ControlRequest &) { return paused(desk()); });
    routes.add(Method::Get, "/tyk/paused/{id}",
               [desk](const ControlRequest &request) { return pausedOne(desk(), request); });
    routes.add(Method::Post, "/tyk/paused",
               [desk](const ControlRequest &request) { return releaseAll(desk(), request); });
    routes.add(Method::Post, "/tyk/paused/{id}",
               [desk](const ControlRequest &request) { return release(desk(), request); });
}

} // namespace gw::control
