// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/paused_request.h"

#include "chain/veil.h"
#include "request/message_edit.h"

#include <algorithm>

namespace gw::proxy {

namespace {

// shown: what the message has. A veil text that hides nothing there would go out as it stands.
Expected<void> checkFields(const FieldTexts &fields, FieldTexts shown, const std::string &where)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto &[name, value] = fields[i];
        const std::string place = where + ".headers[" + std::to_string(i) + "]";
        if (!http::isFieldName(name)) {
            return failure("\"" + name + "\" is no name of a header", place);
        }
        if (!http::isFieldValue(value)) {
            return failure("The value of " + name + " has control characters", place,
                           "A header is one line of text");
        }
        if (request::isFramingField(name)) {
            return failure(name + " is the engine's own", place, "Leave it out");
        }
        const auto same = std::ranges::find_if(shown, [&field = fields[i]](const auto &own) {
            return http::equalsIgnoreCase(own.first, field.first) && own.second == field.second;
        });
        if (same != shown.end()) {
            shown.erase(same);
        } else if (chain::Veil::isHidden(value)) {
            return failure(value + " stands for no value of " + name + " here", place,
                           "Give it a value, or leave it out");
        }
    }
    return {};
}

Expected<void> checkBody(const MessageEdit &edit, const PausedMessage &message,
                         const std::string &where)
{
    if (edit.body && message.bodyState == PausedMessage::BodyState::Streams) {
        return failure("The body streams and cannot be edited", where + ".body", "Leave it out");
    }
    return {};
}

Expected<void> checkRequest(const MessageEdit &edit, const PausedMessage &message)
{
    if (edit.method && !request::isMethod(*edit.method)) {
        return failure("\"" + *edit.method + "\" is no method", "request.method");
    }
    const bool isNewTarget = edit.target && *edit.target != message.target;
    if (isNewTarget && message.isTargetFixed) {
        return failure("The URL has been rewritten to another host or API", "request.target",
                       "Edit it at a breakpoint before the rewrite");
    }
    if (isNewTarget && !request::isTarget(*edit.target)) {
        return failure("The target must begin with a slash and have no blanks, no fragment and "
                       "nothing but ASCII",
                       "request.target", "Percent-encode what is not allowed");
    }
    if (edit.fields) {
        if (auto checked = checkFields(*edit.fields, message.fields, "request"); !checked) {
            return checked;
        }
    }
    return checkBody(edit, message, "request");
}

// message: null when there is none yet.
Expected<void> checkResponse(const MessageEdit &edit, const PausedMessage *message)
{
    if (edit.status && !request::isFinalStatus(*edit.status)) {
        return failure(std::to_string(*edit.status) + " is no status of an answer",
                       "response.status", "Use 200 to 599");
    }
    if (!edit.fields) {
        return {};
    }
    return checkFields(*edit.fields, message != nullptr ? message->fields : FieldTexts(),
                       "response");
}

} // namespace

std::string_view toString(ReleaseReason reason)
{
    switch (reason) {
    case ReleaseReason::Continued:
        return "continued";
    case ReleaseReason::Edited:
        return "edited";
    case ReleaseReason::Answered:
        return "answered";
    case ReleaseReason::TimedOut:
        return "timeout";
    case ReleaseReason::ClientGone:
        return "client gone";
    case ReleaseReason::SwitchedOff:
        break;
    }
    return "switched off";
}

Expected<void> checkPauseEnd(const PausedRequest &request, const PauseEnd &end)
{
    const PausedMessage *response = request.response ? &*request.response : nullptr;
    if (end.reason == ReleaseReason::Answered) {
        if (!end.response.status) {
            return failure("An answer has a status", "response.status", "Give one, as 200");
        }
        return checkResponse(end.response, response);
    }
    const bool isInRequest = request.phase == PausedRequest::Phase::Request;
    if (!end.request.isEmpty() && !isInRequest) {
        return failure("The request has been sent", "request", "Edit the response");
    }
    if (!end.response.isEmpty() && isInRequest) {
        return failure("There is no response yet", "response",
                       "Edit the request, or use the action answer");
    }
    if (isInRequest) {
        return checkRequest(end.request, request.request);
    }
    if (auto checked = checkResponse(end.response, response); !checked) {
        return checked;
    }
    return checkBody(end.response, *request.response, "response");
}

} // namespace gw::proxy
