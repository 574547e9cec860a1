// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/changes.hpp>
#include <gatewright/detail/testing/host_body.hpp>
#include <gatewright/detail/testing/host_fields.hpp>
#include <gatewright/detail/testing/host_library.hpp>
#include <gatewright/detail/testing/host_record.hpp>
#include <gatewright/detail/testing/host_request.hpp>
#include <gatewright/detail/testing/host_session.hpp>
#include <gatewright/detail/testing/host_waiting.hpp>

namespace gw::testing::detail {

inline void fillTable(Host &host)
{
    host.struct_size = sizeof(gw_host);
    host.abi_major = GW_ABI_MAJOR;
    host.abi_minor = GW_ABI_MINOR;
    addRequestFunctions(host);
    addFieldFunctions(host);
    addBodyFunctions(host);
    addSessionFunctions(host);
    addRecordFunctions(host);
    addWaitingFunctions(host);
    addLibraryFunctions(host);
}

inline void failWith(Result &result, int status, std::string why)
{
    result.hasFailed = true;
    result.status = status;
    result.failure = std::move(why);
}

inline std::string describe(const gw_call &call, gw_status status)
{
    if (!call.failure.empty()) {
        return call.failure;
    }
    if (status == GW_SUSPEND) {
        return "returned GW_SUSPEND without a ticket of this call";
    }
    return "returned status " + std::to_string(status);
}

// Waits for what a suspended hook waits for. False: it never came, or the client has left.
inline bool waitForWake(gw_call &call, Result &result)
{
    const gw_ticket ticket = std::exchange(call.ticket, 0);
    if (call.started) {
        call.reply = ask(call.host.gateway, *std::exchange(call.started, std::nullopt));
        call.host.gateway.revokeTicket(ticket);
    } else if (!call.host.gateway.waitFor(ticket)) {
        failWith(result, 504, "suspended the request and never resumed it");
        return false;
    }
    if (call.request->isCancelled) {
        failWith(result, 499, "the client left while the hook waited");
        return false;
    }
    return true;
}

// Runs the hook to its end, through all suspensions.
inline void runToEnd(gw_hook_function function, gw_call &call, Result &result)
{
    gw_status status = GW_SUSPEND;
    while (status == GW_SUSPEND) {
        ++result.calls;
        status = function(&call.host, &call);
        if (status == GW_SUSPEND && (call.ticket == 0 || !waitForWake(call, result))) {
            break;
        }
    }
    if (call.ticket != 0) {
        call.host.gateway.revokeTicket(call.ticket);
    }
    if (status != GW_OK && !result.hasFailed) {
        failWith(result, 500, describe(call, status));
    }
    call.dropWord();
}

// Sends a body through the filters that the hook has set. False: one of them broke it off.
inline bool filterBody(const gw_call &call, const std::vector<Filter> &filters, std::string &body)
{
    for (const Filter &filter : filters) {
        std::string out;
        gw_filter sink{&out};
        std::size_t place = 0;
        do {
            const std::string piece = body.substr(place, call.host.gateway.pieceSize);
            place += piece.size();
            const int32_t isLast = place == body.size() ? 1 : 0;
            if (filter.function(&call.host, &sink, filter.user, pass(piece), isLast) != GW_OK) {
                return false;
            }
        } while (place < body.size());
        body = std::move(out);
    }
    return true;
}

inline void takeAnswer(gw_call &call, Result &result)
{
    result.isSessionStored = call.isSessionStored;
    result.isRecordDropped = call.isDropped;
    result.headers = call.answerHeaders;
    result.hasAnswered = call.hasAnswered;
    if (call.hasAnswered) {
        result.status = call.answerStatus;
        result.body = call.answerBody;
        return;
    }
    if (!filterBody(call, call.requestFilters, result.request.body) ||
        !filterBody(call, call.responseFilters, result.response.body)) {
        failWith(result, 502, "a body filter broke the transfer off");
    }
}

inline std::string sessionOrThrow(const std::string &json)
{
    auto session = normalSession(json);
    if (!session) {
        throw std::invalid_argument("the session of the test is no session: " + json);
    }
    return *session;
}

} // namespace gw::testing::detail
