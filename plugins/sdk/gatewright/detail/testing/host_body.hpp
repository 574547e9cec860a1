// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/call.hpp>

// What a gw_body_filter writes to.
struct gw_filter {
    std::string *out = nullptr;
};

// Host functions: bodies, the hook's own answer, the upstream's response.
namespace gw::testing::detail {

inline gw_status hostRequestBody(gw_call *call, gw_string *body)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    const bool isEmpty = call->isRequestHook() && call->request->body.empty();
    if (!isEmpty && !call->isRequestBodySet && (call->flags & GW_READS_REQUEST_BODY) == 0) {
        return GW_NOT_READ;
    }
    *body = call->keep(call->request->body);
    return GW_OK;
}

inline gw_status hostSetRequestBody(gw_call *call, gw_string body)
{
    if (!call->isRequestHook()) {
        return GW_WRONG_KIND;
    }
    call->request->body = view(body);
    call->isRequestBodySet = true;
    return GW_OK;
}

inline gw_status hostFilterRequestBody(gw_call *call, gw_body_filter filter, void *user,
                                       gw_release release)
{
    if (!call->isRequestHook()) {
        return GW_WRONG_KIND;
    }
    if (call->isRequestBodySet || (call->flags & GW_READS_REQUEST_BODY) != 0) {
        return GW_UNSUPPORTED;
    }
    call->requestFilters.push_back({filter, user, release});
    return GW_OK;
}

inline gw_status hostFilterResponseBody(gw_call *call, gw_body_filter filter, void *user,
                                        gw_release release)
{
    if (call->response == nullptr) {
        return GW_WRONG_KIND;
    }
    if (call->isResponseBodySet || (call->flags & GW_READS_RESPONSE_BODY) != 0) {
        return GW_UNSUPPORTED;
    }
    call->responseFilters.push_back({filter, user, release});
    return GW_OK;
}

inline gw_status hostFilterWrite(gw_filter *filter, gw_string bytes)
{
    filter->out->append(view(bytes));
    return GW_OK;
}

inline bool isFinalStatus(int32_t status)
{
    return status >= 200 && status <= 599;
}

inline gw_status hostAnswerStatus(gw_call *call, int32_t status)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!isFinalStatus(status)) {
        return GW_INVALID;
    }
    call->answerStatus = status;
    call->hasAnswered = true;
    return GW_OK;
}

inline gw_status hostAnswerWrite(gw_call *call, gw_string bytes)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    call->answerBody.append(view(bytes));
    call->hasAnswered = true;
    return GW_OK;
}

inline int32_t hostHasAnswered(gw_call *call)
{
    return call->hasAnswered ? 1 : 0;
}

inline int32_t hostResponseStatus(gw_call *call)
{
    return call->response == nullptr ? 0 : call->response->status;
}

inline gw_status hostSetResponseStatus(gw_call *call, int32_t status)
{
    if (call->response == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!isFinalStatus(status)) {
        return GW_INVALID;
    }
    call->response->status = status;
    return GW_OK;
}

inline gw_status hostResponseBody(gw_call *call, gw_string *body)
{
    if (call->response == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!call->isResponseBodySet && (call->flags & GW_READS_RESPONSE_BODY) == 0) {
        return GW_NOT_READ;
    }
    *body = call->keep(call->response->body);
    return GW_OK;
}

inline gw_status hostSetResponseBody(gw_call *call, gw_string body)
{
    if (call->response == nullptr) {
        return GW_WRONG_KIND;
    }
    call->response->body = view(body);
    call->isResponseBodySet = true;
    return GW_OK;
}

inline void addBodyFunctions(gw_host &host)
{
    host.request_body = hostRequestBody;
    host.set_request_body = hostSetRequestBody;
    host.filter_request_body = hostFilterRequestBody;
    host.filter_response_body = hostFilterResponseBody;
    host.filter_write = hostFilterWrite;
    host.answer_status = hostAnswerStatus;
    host.answer_write = hostAnswerWrite;
    host.has_answered = hostHasAnswered;
    host.response_status = hostResponseStatus;
    host.set_response_status = hostSetResponseStatus;
    host.response_body = hostResponseBody;
    host.set_response_body = hostSetResponseBody;
}

} // namespace gw::testing::detail
