// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/breakpoint_json.h"

#include "base/ascii.h"
#include "control/json_input.h"
#include "control/member_reader.h"
#include "request/message_edit.h"

#include <algorithm>
#include <limits>

namespace gw::control {

namespace {

using chain::Breakpoint;
using chain::When;
using proxy::MessageEdit;
using proxy::PausedMessage;
using proxy::ReleaseReason;
using spec::JsonValue;

constexpr std::chrono::seconds kLongestPause{600};

std::string_view toString(When when)
{
    return when == When::Before ? "before" : "after";
}

std::string_view toString(PausedMessage::BodyState state)
{
    using State = PausedMessage::BodyState;
    switch (state) {
    case State::None:
        return "none";
    case State::Whole:
        return "whole";
    case State::Binary:
        return "binary";
    case State::Streams:
        break;
    }
    return "streams";
}

std::int64_t milliseconds(std::chrono::system_clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

// Of a body as JSON text within an event: both of a pause leave room for the events beside it.
constexpr std::size_t kMostBodyInEvent = std::size_t{64} * 1024;

// A body that takes more than mostBody as JSON text is left out.
void writeMessage(JsonWriter &json, const PausedMessage &message, std::size_t mostBody)
{
    std::string body;
    appendJsonString(body, message.body.size() > mostBody ? std::string_view() : message.body);
    const bool isLeftOut = std::max(body.size(), message.body.size()) > mostBody;

    json.beginObject();
    if (message.status == 0) {
        json.key("method").text(message.method);
        json.key("target").text(message.target);
    } else {
        json.key("status").number(message.status);
    }
    json.key("headers").beginArray();
    for (const auto &[name, value] : message.fields) {
        json.beginArray().text(name).text(value).endArray();
    }
    json.endArray();
    json.key("body").raw(isLeftOut ? std::string_view(R"("")") : body);
    json.key("body_state").text(isLeftOut ? "left out" : toString(message.bodyState));
    json.endObject();
}

void writePausedWithin(JsonWriter &json, const proxy::PausedRequest &request, std::size_t mostBody)
{
    const bool isRequest = request.phase == proxy::PausedRequest::Phase::Request;
    json.beginObject();
    json.key("id").text(std::to_string(request.id));
    json.key("breakpoint").text(request.breakpoint);
    json.key("request_id").text(request.requestId);
    json.key("api_id").text(request.apiId);
    json.key("api_name").text(request.apiName);
    json.key("phase").text(isRequest ? "request" : "response");
    json.key("step").text(request.step);
    json.key("when").text(toString(request.when));
    json.key("paused_at_ms").number(milliseconds(request.pausedAt));
    json.key("continues_at_ms").number(milliseconds(request.continuesAt));
    json.key("client").text(request.client);
    json.key("request");
    writeMessage(json, request.request, mostBody);
    json.key("response");
    if (request.response) {
        writeMessage(json, *request.response, mostBody);
    } else {
        json.raw("null");
    }
    json.endObject();
}

Expected<Breakpoint> readBreakpoint(const JsonValue &value, const std::string &where)
{
    MemberReader reader(value, where);
    Breakpoint breakpoint;
    breakpoint.id = reader.text("id").value_or("");
    breakpoint.isEnabled = reader.boolean("enabled").value_or(true);
    breakpoint.apiId = reader.text("api_id").value_or("");
    breakpoint.method = upperAscii(reader.text("method").value_or(""));
    breakpoint.path = reader.text("path").value_or("");
    breakpoint.step = reader.text("step").value_or("");
    const std::string when = reader.text("when").value_or("before");
    breakpoint.when = when == "after" ? When::After : When::Before;
    if (breakpoint.id.empty()) {
        reader.fail("id", "A breakpoint has an id", "Give it one that no other has");
    }
    if (!breakpoint.method.empty() && !request::isMethod(breakpoint.method)) {
        reader.fail("method", "\"" + breakpoint.method + "\" is no method",
                    "Leave it empty for any");
    }
    if (breakpoint.step.empty()) {
        reader.fail("step", "A breakpoint is at a step",
                    "Name a step, a hook, a slot, upstream or client");
    }
    if (when != "before" && when != "after") {
        reader.fail("when", "\"" + when + "\" is neither before nor after");
    }
    const bool isPlace =
        breakpoint.step == chain::kUpstreamPlace || breakpoint.step == chain::kClientPlace;
    if (isPlace && breakpoint.when == When::After) {
        reader.fail("when", "Requests stop before " + breakpoint.step + " only", "Use before");
    }
    if (reader.problem()) {
        return tl::unexpected(*reader.problem());
    }
    return breakpoint;
}

Expected<std::vector<Breakpoint>> readList(const JsonValue &list)
{
    constexpr std::size_t kMost = runtime::PauseDesk::kMostBreakpoints;
    if (!list.isArray()) {
        return failure("An array is expected", "breakpoints");
    }
    if (list.size() > kMost) {
        return failure("There may be " + std::to_string(kMost) + " breakpoints", "breakpoints");
    }
    std::vector<Breakpoint> breakpoints;
    for (const JsonValue value : list.children()) {
        const std::string where = "breakpoints[" + std::to_string(breakpoints.size()) + "]";
        auto breakpoint = readBreakpoint(value, where);
        if (!breakpoint) {
            return tl::unexpected(breakpoint.error());
        }
        if (std::ranges::find(breakpoints, breakpoint->id, &Breakpoint::id) != breakpoints.end()) {
            return failure("\"" + breakpoint->id + "\" is the id of another breakpoint",
                           where + ".id");
        }
        breakpoints.push_back(std::move(*breakpoint));
    }
    return breakpoints;
}

// [["Name","value"],...]
Expected<proxy::FieldTexts> readFields(const JsonValue &list, const std::string &where)
{
    proxy::FieldTexts fields;
    bool isRight = list.isArray();
    for (const JsonValue field : list.children()) {
        const auto name = field.isArray() ? field.at(0) : std::nullopt;
        const auto value = field.isArray() ? field.at(1) : std::nullopt;
        isRight = isRight && value && field.size() == 2 && name->isString() && value->isString();
        if (isRight) {
            fields.emplace_back(name->string(), value->string());
        }
    }
    if (!isRight) {
        return failure("Pairs of name and value are expected", where,
                       R"(Write [["Name","value"]])");
    }
    return fields;
}

Expected<MessageEdit> readEdit(const JsonValue &root, std::string_view name)
{
    MessageEdit edit;
    const auto value = root.findIgnoringCase(name);
    if (!value || value->isNull()) {
        return edit;
    }
    MemberReader reader(*value, std::string(name));
    edit.method = reader.text("method");
    edit.target = reader.text("target");
    edit.body = reader.text("body");
    if (const auto status = reader.integer("status")) {
        constexpr std::int64_t kNoStatus = 1000;
        edit.status = static_cast<int>(std::clamp<std::int64_t>(*status, 0, kNoStatus));
    }
    if (reader.problem()) {
        return tl::unexpected(*reader.problem());
    }
    if (const auto headers = reader.member("headers")) {
        auto fields = readFields(*headers, reader.placeOf("headers"));
        if (!fields) {
            return tl::unexpected(fields.error());
        }
        edit.fields = std::move(*fields);
    }
    return edit;
}

} // namespace

void writeBreakpointMembers(JsonWriter &json, const runtime::PauseDesk &desk)
{
    const runtime::PauseDesk::Settings &settings = desk.settings();
    json.key("enabled").boolean(settings.isEnabled);
    json.key("auto_continue_seconds").number(settings.set.autoContinue.count());
    json.key("breakpoints").beginArray();
    for (const Breakpoint &breakpoint : settings.set.breakpoints) {
        json.beginObject();
        json.key("id").text(breakpoint.id);
        json.key("enabled").boolean(breakpoint.isEnabled);
        json.key("api_id").text(breakpoint.apiId);
        json.key("method").text(breakpoint.method);
        json.key("path").text(breakpoint.path);
        json.key("step").text(breakpoint.step);
        json.key("when").text(toString(breakpoint.when));
        json.endObject();
    }
    json.endArray();
    json.key("watched").boolean(desk.isWatched());
    json.key("paused").number(desk.paused().size());
    json.key("passed").number(desk.passed());
}

void writePaused(JsonWriter &json, const proxy::PausedRequest &request)
{
    writePausedWithin(json, request, std::numeric_limits<std::size_t>::max());
}

void writePauseEvent(JsonWriter &json, const runtime::PauseEvent &event)
{
    if (event.request) {
        writePausedWithin(json, *event.request, kMostBodyInEvent);
        return;
    }
    json.beginObject();
    json.key("id").text(std::to_string(event.id));
    json.key("how").text(proxy::toString(event.reason));
    json.endObject();
}

Expected<runtime::PauseDesk::Settings> readBreakpoints(std::string_view body)
{
    const auto document = parseObject(body);
    if (!document) {
        return tl::unexpected(document.error());
    }
    MemberReader reader(document->root(), {});
    const auto enabled = reader.boolean("enabled");
    const auto seconds = reader.integer("auto_continue_seconds");
    const auto list = reader.member("breakpoints");
    if (!enabled) {
        reader.fail("enabled", "true or false is expected");
    }
    if (seconds && (*seconds < 1 || *seconds > kLongestPause.count())) {
        reader.fail("auto_continue_seconds", "1 to 600 seconds are possible");
    }
    if (!list) {
        reader.fail("breakpoints", "An array is expected");
    }
    if (reader.problem()) {
        return tl::unexpected(*reader.problem());
    }
    auto breakpoints = readList(*list);
    if (!breakpoints) {
        return tl::unexpected(breakpoints.error());
    }
    runtime::PauseDesk::Settings settings;
    settings.isEnabled = *enabled;
    settings.set.breakpoints = std::move(*breakpoints);
    if (seconds) {
        settings.set.autoContinue = std::chrono::seconds(*seconds);
    }
    return settings;
}

Expected<proxy::PauseEnd> readPauseEnd(std::string_view body)
{
    const auto document = parseObject(body);
    if (!document) {
        return tl::unexpected(document.error());
    }
    MemberReader reader(document->root(), {});
    const std::string action = reader.text("action").value_or("");
    if (action != "continue" && action != "answer") {
        reader.fail("action", "continue or answer is expected");
    }
    if (reader.problem()) {
        return tl::unexpected(*reader.problem());
    }
    auto request = readEdit(document->root(), "request");
    if (!request) {
        return tl::unexpected(request.error());
    }
    auto response = readEdit(document->root(), "response");
    if (!response) {
        return tl::unexpected(response.error());
    }
    proxy::PauseEnd pauseEnd;
    const bool isEdited = !request->isEmpty() || !response->isEmpty();
    pauseEnd.reason = action == "answer" ? ReleaseReason::Answered
                      : isEdited         ? ReleaseReason::Edited
                                         : ReleaseReason::Continued;
    pauseEnd.request = std::move(*request);
    pauseEnd.response = std::move(*response);
    return pauseEnd;
}

} // namespace gw::control
