// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions: failing, suspending, calls to other services.
#include "http/field_list.h"
#include "plugin/abi_sizes.h"
#include "plugin/hook_call.h"
#include "plugin/plugin_hook.h"
#include "plugin/plugin_host.h"
#include "plugin/suspended_calls.h"

#include <algorithm>
#include <atomic>
#include <future>

namespace gw::plugin {

namespace {

constexpr std::chrono::milliseconds kDefaultTimeout{10'000};
constexpr std::chrono::milliseconds kLongestTimeout = std::chrono::minutes(5);

const PluginServices &servicesOf(gw_call *call)
{
    return call->hook->library().host().services;
}

void fail(const gw_host *host, gw_call *call, gw_string reason) noexcept
{
    if (call == nullptr) {
        PluginHost::of(host).initFailure = view(reason);
    } else {
        call->failure = view(reason);
    }
}

gw_ticket suspend(gw_call *call) noexcept
{
    if (call->context == nullptr || call->hook->isBlocking()) {
        return 0;
    }
    if (call->ticket != 0) {
        servicesOf(call).suspended.revoke(*call->context, call->ticket);
    }
    call->ticket = servicesOf(call).suspended.issue(*call->context);
    return call->ticket;
}

void resume(const gw_host *host, gw_ticket ticket) noexcept
{
    PluginHost::of(host).services.suspended.resume(ticket);
}

void resumeAfter(const gw_host *host, gw_ticket ticket, int64_t milliseconds) noexcept
{
    constexpr std::int64_t kLongest = 24LL * 3600 * 1000;
    const std::chrono::milliseconds delay(std::clamp<std::int64_t>(milliseconds, 0, kLongest));
    PluginHost::of(host).services.suspended.resumeAfter(ticket, delay);
}

void *userWord(gw_call *call) noexcept
{
    return call->word;
}

void setUserWord(gw_call *call, void *word, gw_release release) noexcept
{
    call->dropWord();
    call->word = word;
    call->release = release;
}

int32_t isCancelled(gw_call *call) noexcept
{
    // The worker sets it while a blocking hook runs on another thread.
    return call->context != nullptr &&
                   std::atomic_ref<bool>(call->context->isAbandoned).load(std::memory_order_relaxed)
               ? 1
               : 0;
}

bool isWebAddress(std::string_view url)
{
    return url.starts_with("http://") || url.starts_with("https://");
}

std::optional<ServiceRequest> requestOf(const gw_http_request &raw)
{
    if (raw.struct_size < kLeastRequestSize) {
        return std::nullopt;
    }
    ServiceRequest request;
    request.method = raw.method.size == 0 ? "GET" : std::string(view(raw.method));
    request.url = view(raw.url);
    request.body = view(raw.body);
    request.timeout = raw.timeout_ms > 0
                          ? std::min(std::chrono::milliseconds(raw.timeout_ms), kLongestTimeout)
                          : kDefaultTimeout;
    if (!http::isFieldName(request.method) || !isWebAddress(request.url)) {
        return std::nullopt;
    }
    for (std::uint64_t i = 0; i < raw.header_count; ++i) {
        const gw_field &field = raw.headers[i];
        if (!http::isFieldName(view(field.key)) || !http::isFieldValue(view(field.value))) {
            return std::nullopt;
        }
        request.headers.emplace_back(view(field.key), view(field.value));
    }
    return request;
}

gw_status outcomeOf(const ServiceReply &reply)
{
    switch (reply.outcome) {
    case ServiceReply::Outcome::Arrived:
        return GW_OK;
    case ServiceReply::Outcome::TimedOut:
        return GW_TIMEOUT;
    case ServiceReply::Outcome::Failed:
        return GW_ERROR;
    }
    return GW_ERROR;
}

gw_status httpFetch(gw_call *call, const gw_http_request *raw) noexcept
{
    ServiceCaller *caller = servicesOf(call).caller;
    if (call->context == nullptr || !call->hook->isBlocking()) {
        return GW_WRONG_THREAD;
    }
    if (caller == nullptr) {
        return GW_UNSUPPORTED;
    }
    auto request = requestOf(*raw);
    if (!request) {
        return GW_INVALID;
    }
    // The worker's connections carry the call; this thread of the pool waits for it. A worker that
    // ends meanwhile does not answer: hence the limit.
    constexpr std::chrono::seconds kMargin{2};
    const std::chrono::milliseconds limit = request->timeout + kMargin;
    const auto promise = std::make_shared<std::promise<ServiceReply>>();
    std::future<ServiceReply> future = promise->get_future();
    const request::WorkerServices &worker = call->context->services;
    worker.worker.post([caller, &worker, promise, request = std::move(*request)]() mutable {
        caller->start(worker, std::move(request),
                      [promise](ServiceReply reply) { promise->set_value(std::move(reply)); });
    });
    if (call->reply != nullptr) {
        call->earlierReplies.push_back(std::move(call->reply)); // the hook may hold its texts
    }
    call->reply = std::make_unique<ServiceReply>();
    call->reply->error = "the gateway is stopping";
    if (future.wait_for(limit) == std::future_status::ready) {
        try {
            *call->reply = future.get();
        } catch (const std::future_error &) { // given up without an answer
        }
    }
    return outcomeOf(*call->reply);
}

gw_status httpStart(gw_call *call, const gw_http_request *raw) noexcept
{
    const PluginServices &services = servicesOf(call);
    if (services.caller == nullptr) {
        return GW_UNSUPPORTED;
    }
    auto request = requestOf(*raw);
    if (!request) {
        return GW_INVALID;
    }
    const gw_ticket ticket = suspend(call);
    if (ticket == 0) {
        return GW_UNSUPPORTED;
    }
    services.caller->start(call->context->services, std::move(*request),
                           [&suspended = services.suspended, ticket](ServiceReply reply) {
                               suspended.deliver(ticket, std::move(reply));
                           });
    return GW_OK;
}

gw_status httpReply(gw_call *call, gw_http_reply *reply) noexcept
{
    if (call->reply == nullptr) {
        return GW_NOT_FOUND;
    }
    if (reply->struct_size < kLeastReplySize) {
        return GW_INVALID;
    }
    reply->status = call->reply->status;
    reply->header_count = static_cast<std::uint32_t>(call->reply->headers.size());
    reply->body = pass(call->reply->body);
    return outcomeOf(*call->reply);
}

gw_status httpReplyHeader(gw_call *call, gw_string name, gw_string *value) noexcept
{
    if (call->reply == nullptr) {
        return GW_NOT_FOUND;
    }
    for (const auto &[ownName, ownValue] : call->reply->headers) {
        if (http::equalsIgnoreCase(ownName, view(name))) {
            *value = pass(ownValue);
            return GW_OK;
        }
    }
    return GW_NOT_FOUND;
}

gw_string httpError(gw_call *call) noexcept
{
    return call->reply == nullptr ? gw_string{} : pass(call->reply->error);
}

} // namespace

void addWaitingFunctions(gw_host &host)
{
    host.fail = fail;
    host.suspend = suspend;
    host.resume = resume;
    host.resume_after = resumeAfter;
    host.user_word = userWord;
    host.set_user_word = setUserWord;
    host.is_cancelled = isCancelled;
    host.http_fetch = httpFetch;
    host.http_start = httpStart;
    host.http_reply = httpReply;
    host.http_reply_header = httpReplyHeader;
    host.http_error = httpError;
}

} // namespace gw::plugin
