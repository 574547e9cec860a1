// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions: bodies, the hook's own answer, the upstream's response.
#include "plugin/hook_call.h"
#include "plugin/plugin_hook.h"
#include "plugin/plugin_host.h"
#include "request/message_edit.h"

// What a gw_body_filter writes to.
struct gw_filter {
    std::string *out = nullptr;
};

namespace gw::plugin {

namespace {

// Carries a plugin's filter for as long as the transfer lasts, and its library with it.
class PluginBodyFilter final : public request::BodyFilter {
public:
    PluginBodyFilter(std::shared_ptr<const PluginLibrary> library, gw_body_filter function,
                     void *user, gw_release release)
        : m_library(std::move(library))
        , m_filter(function)
        , m_user(user)
        , m_release(release)
    {
    }
    ~PluginBodyFilter() override
    {
        if (m_release != nullptr) {
            m_release(m_user);
        }
    }

    bool filter(std::string_view bytes, bool isLast, std::string &out) override
    {
        gw_filter sink{&out};
        return m_filter(&m_library->host(), &sink, m_user, pass(bytes), isLast ? 1 : 0) == GW_OK;
    }

private:
    const std::shared_ptr<const PluginLibrary> m_library;
    const gw_body_filter m_filter;
    void *const m_user;
    const gw_release m_release;
};

request::UpstreamResponse *responseOf(gw_call *call)
{
    return call->context == nullptr ? nullptr : call->context->upstreamResponse;
}

bool isRequestHook(gw_call *call)
{
    return call->context != nullptr && call->context->upstreamResponse == nullptr;
}

gw_status readBody(gw_call *call, const request::BufferedBody &body, gw_string *out)
{
    if (!body.isBuffered && !body.isReplaced) {
        return GW_NOT_READ;
    }
    *out = call->handOut(body.bytes);
    return GW_OK;
}

// Views of the old body stay good until the hook returns.
void replaceBody(gw_call *call, request::BufferedBody &body, std::string_view bytes)
{
    std::string fresh(bytes);
    call->retire(body.bytes);
    body.bytes = std::move(fresh);
    body.isBuffered = true;
    body.isReplaced = true;
}

gw_status requestBody(gw_call *call, gw_string *body) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    const request::BufferedBody &own = call->context->requestBody;
    const bool isEmpty =
        !own.isReplaced && isRequestHook(call) && call->context->exchange.requestBodyLength() == 0;
    if (isEmpty) {
        *body = gw_string{};
        return GW_OK;
    }
    return readBody(call, own, body);
}

gw_status setRequestBody(gw_call *call, gw_string body) noexcept
{
    if (!isRequestHook(call)) {
        return GW_WRONG_KIND;
    }
    replaceBody(call, call->context->requestBody, view(body));
    return GW_OK;
}

std::unique_ptr<PluginBodyFilter> makeFilter(gw_call *call, gw_body_filter filter, void *user,
                                             gw_release release)
{
    return std::make_unique<PluginBodyFilter>(call->hook->sharedLibrary(), filter, user, release);
}

gw_status filterRequestBody(gw_call *call, gw_body_filter filter, void *user,
                            gw_release release) noexcept
{
    if (!isRequestHook(call)) {
        return GW_WRONG_KIND;
    }
    if (call->context->requestBody.isBuffered) {
        return GW_UNSUPPORTED;
    }
    call->context->requestFilters.push_back(makeFilter(call, filter, user, release));
    return GW_OK;
}

gw_status filterResponseBody(gw_call *call, gw_body_filter filter, void *user,
                             gw_release release) noexcept
{
    request::UpstreamResponse *response = responseOf(call);
    if (response == nullptr) {
        return GW_WRONG_KIND;
    }
    if (response->body.isBuffered) {
        return GW_UNSUPPORTED;
    }
    response->filters.push_back(makeFilter(call, filter, user, release));
    return GW_OK;
}

gw_status filterWrite(gw_filter *filter, gw_string bytes) noexcept
{
    filter->out->append(view(bytes));
    return GW_OK;
}

gw_status answerStatus(gw_call *call, int32_t status) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!request::isFinalStatus(status)) {
        return GW_INVALID;
    }
    call->answerStatus = status;
    call->hasAnswered = true;
    return GW_OK;
}

gw_status answerWrite(gw_call *call, gw_string bytes) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    call->answerBody.append(view(bytes));
    call->hasAnswered = true;
    return GW_OK;
}

int32_t hasAnswered(gw_call *call) noexcept
{
    return call->hasAnswered ? 1 : 0;
}

int32_t responseStatus(gw_call *call) noexcept
{
    const request::UpstreamResponse *response = responseOf(call);
    return response == nullptr ? 0 : response->head.status;
}

gw_status setResponseStatus(gw_call *call, int32_t status) noexcept
{
    request::UpstreamResponse *response = responseOf(call);
    if (response == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!request::isFinalStatus(status)) {
        return GW_INVALID;
    }
    response->head.status = status;
    response->head.reason = {};
    return GW_OK;
}

gw_status responseBody(gw_call *call, gw_string *body) noexcept
{
    const request::UpstreamResponse *response = responseOf(call);
    return response == nullptr ? GW_WRONG_KIND : readBody(call, response->body, body);
}

gw_status setResponseBody(gw_call *call, gw_string body) noexcept
{
    request::UpstreamResponse *response = responseOf(call);
    if (response == nullptr) {
        return GW_WRONG_KIND;
    }
    replaceBody(call, response->body, view(body));
    return GW_OK;
}

} // namespace

void addBodyFunctions(gw_host &host)
{
    host.request_body = requestBody;
    host.set_request_body = setRequestBody;
    host.filter_request_body = filterRequestBody;
    host.filter_response_body = filterResponseBody;
    host.filter_write = filterWrite;
    host.answer_status = answerStatus;
    host.answer_write = answerWrite;
    host.has_answered = hasAnswered;
    host.response_status = responseStatus;
    host.set_response_status = setResponseStatus;
    host.response_body = responseBody;
    host.set_response_body = setResponseBody;
}

} // namespace gw::plugin
