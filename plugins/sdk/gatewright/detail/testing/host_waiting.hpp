// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/call.hpp>

#include <algorithm>

// Host functions: failing, suspending, calls to other services.
namespace gw::testing::detail {

inline void hostFail(const gw_host *host, gw_call *call, gw_string reason)
{
    (call == nullptr ? Host::of(host).initFailure : call->failure) = view(reason);
}

inline gw_ticket hostSuspend(gw_call *call)
{
    if (call->request == nullptr || call->isBlocking()) {
        return 0;
    }
    if (call->ticket != 0) {
        call->host.gateway.revokeTicket(call->ticket);
    }
    call->ticket = call->host.gateway.issueTicket();
    return call->ticket;
}

inline void hostResume(const gw_host *host, gw_ticket ticket)
{
    Host::of(host).gateway.resume(ticket);
}

inline void hostResumeAfter(const gw_host *host, gw_ticket ticket, int64_t milliseconds)
{
    constexpr std::int64_t kLongest = 24LL * 3600 * 1000;
    const std::int64_t delay = std::clamp<std::int64_t>(milliseconds, 0, kLongest);
    Host::of(host).gateway.resumeAfter(ticket, Gateway::Milliseconds(delay));
}

inline void *hostUserWord(gw_call *call)
{
    return call->word;
}

inline void hostSetUserWord(gw_call *call, void *word, gw_release release)
{
    call->dropWord();
    call->word = word;
    call->release = release;
}

inline int32_t hostIsCancelled(gw_call *call)
{
    return call->request != nullptr && call->request->isCancelled ? 1 : 0;
}

inline std::optional<ServiceCall> serviceCallOf(const gw_http_request &raw)
{
    constexpr std::int64_t kUsual = 10'000;
    constexpr std::int64_t kLongest = 300'000;
    ServiceCall call;
    call.method = raw.method.size == 0 ? "GET" : std::string(view(raw.method));
    call.url = view(raw.url);
    call.body = view(raw.body);
    call.timeout =
        std::chrono::milliseconds(raw.timeout_ms > 0 ? std::min(raw.timeout_ms, kLongest) : kUsual);
    const bool isWeb = call.url.rfind("http://", 0) == 0 || call.url.rfind("https://", 0) == 0;
    if (!isFieldName(call.method) || !isWeb) {
        return std::nullopt;
    }
    for (std::uint64_t i = 0; i < raw.header_count; ++i) {
        const gw_field &field = raw.headers[i];
        if (!isFieldName(view(field.key)) || !isFieldValue(view(field.value))) {
            return std::nullopt;
        }
        call.headers.all.emplace_back(view(field.key), view(field.value));
    }
    return call;
}

inline ServiceReply ask(const Gateway &gateway, const ServiceCall &call)
{
    if (gateway.service) {
        return gateway.service(call);
    }
    ServiceReply reply;
    reply.outcome = ServiceReply::Outcome::Failed;
    reply.error = "this test has no service that answers " + call.url;
    return reply;
}

inline gw_status outcomeOf(const ServiceReply &reply)
{
    switch (reply.outcome) {
    case ServiceReply::Outcome::Arrived:
        return GW_OK;
    case ServiceReply::Outcome::TimedOut:
        return GW_TIMEOUT;
    case ServiceReply::Outcome::Failed:
        break;
    }
    return GW_ERROR;
}

inline gw_status hostHttpFetch(gw_call *call, const gw_http_request *raw)
{
    if (call->request == nullptr || !call->isBlocking()) {
        return GW_WRONG_THREAD;
    }
    const auto request = serviceCallOf(*raw);
    if (!request) {
        return GW_INVALID;
    }
    call->reply = ask(call->host.gateway, *request);
    return outcomeOf(*call->reply);
}

inline gw_status hostHttpStart(gw_call *call, const gw_http_request *raw)
{
    auto request = serviceCallOf(*raw);
    if (!request) {
        return GW_INVALID;
    }
    if (hostSuspend(call) == 0) {
        return GW_UNSUPPORTED;
    }
    call->started = std::move(*request);
    return GW_OK;
}

inline gw_status hostHttpReply(gw_call *call, gw_http_reply *reply)
{
    if (!call->reply) {
        return GW_NOT_FOUND;
    }
    if (reply->struct_size < sizeof(gw_http_reply)) {
        return GW_INVALID;
    }
    const bool hasArrived = call->reply->outcome == ServiceReply::Outcome::Arrived;
    const Response &response = call->reply->response;
    reply->status = hasArrived ? response.status : 0;
    reply->header_count = static_cast<std::uint32_t>(response.headers.all.size());
    reply->body = call->keep(response.body);
    return outcomeOf(*call->reply);
}

inline gw_status hostHttpReplyHeader(gw_call *call, gw_string name, gw_string *value)
{
    if (!call->reply || !call->reply->response.headers.has(view(name))) {
        return GW_NOT_FOUND;
    }
    *value = call->keep(call->reply->response.headers.get(view(name)));
    return GW_OK;
}

inline gw_string hostHttpError(gw_call *call)
{
    return call->reply ? call->keep(call->reply->error) : gw_string{};
}

inline void addWaitingFunctions(gw_host &host)
{
    host.fail = hostFail;
    host.suspend = hostSuspend;
    host.resume = hostResume;
    host.resume_after = hostResumeAfter;
    host.user_word = hostUserWord;
    host.set_user_word = hostSetUserWord;
    host.is_cancelled = hostIsCancelled;
    host.http_fetch = hostHttpFetch;
    host.http_start = hostHttpStart;
    host.http_reply = hostHttpReply;
    host.http_reply_header = hostHttpReplyHeader;
    host.http_error = hostHttpError;
}

} // namespace gw::testing::detail
