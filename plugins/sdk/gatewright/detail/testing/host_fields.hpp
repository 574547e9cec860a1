// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/call.hpp>

#include <algorithm>

// Host functions: header fields.
namespace gw::testing::detail {

inline Fields *listOf(gw_call *call, gw_headers list)
{
    if (call->request == nullptr) {
        return nullptr;
    }
    switch (list) {
    case GW_REQUEST_HEADERS:
        return &call->request->headers;
    case GW_ANSWER_HEADERS:
        return &call->answerHeaders;
    case GW_RESPONSE_HEADERS:
        return call->response == nullptr ? nullptr : &call->response->headers;
    default:
        return nullptr;
    }
}

// The request has been sent when response hooks run.
inline Fields *listToChange(gw_call *call, gw_headers list)
{
    return call->response != nullptr && list == GW_REQUEST_HEADERS ? nullptr : listOf(call, list);
}

inline uint64_t hostHeaderCount(gw_call *call, gw_headers list)
{
    const Fields *fields = listOf(call, list);
    return fields == nullptr ? 0 : fields->all.size();
}

inline gw_status hostHeaderAt(gw_call *call, gw_headers list, uint64_t index, gw_string *name,
                              gw_string *value)
{
    const Fields *fields = listOf(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    if (index >= fields->all.size()) {
        return GW_NOT_FOUND;
    }
    *name = call->keep(fields->all[index].first);
    *value = call->keep(fields->all[index].second);
    return GW_OK;
}

inline gw_status hostHeaderNext(gw_call *call, gw_headers list, gw_string name, uint64_t *index,
                                gw_string *value)
{
    const Fields *fields = listOf(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    for (uint64_t i = *index; i < fields->all.size(); ++i) {
        if (equalsIgnoreCase(fields->all[i].first, view(name))) {
            *index = i;
            *value = call->keep(fields->all[i].second);
            return GW_OK;
        }
    }
    return GW_NOT_FOUND;
}

inline gw_status hostHeaderFind(gw_call *call, gw_headers list, gw_string name, gw_string *value)
{
    uint64_t first = 0;
    return hostHeaderNext(call, list, name, &first, value);
}

inline gw_status checkField(const Fields *fields, gw_string name, gw_string value)
{
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    const bool isAllowed =
        isFieldName(view(name)) && isFieldValue(view(value)) && !isFraming(view(name));
    return isAllowed ? GW_OK : GW_INVALID;
}

inline gw_status hostHeaderAdd(gw_call *call, gw_headers list, gw_string name, gw_string value)
{
    Fields *fields = listToChange(call, list);
    const gw_status status = checkField(fields, name, value);
    if (status == GW_OK) {
        fields->all.emplace_back(view(name), view(value));
    }
    return status;
}

// Removes all fields of that name behind the first `kept` ones.
inline std::size_t removeFields(Fields &fields, std::string_view name, std::size_t kept)
{
    std::size_t seen = 0;
    const auto isTooMany = [&](const auto &field) {
        return equalsIgnoreCase(field.first, name) && ++seen > kept;
    };
    const auto end = std::remove_if(fields.all.begin(), fields.all.end(), std::ref(isTooMany));
    fields.all.erase(end, fields.all.end());
    return seen;
}

inline gw_status hostHeaderSet(gw_call *call, gw_headers list, gw_string name, gw_string value)
{
    Fields *fields = listToChange(call, list);
    const gw_status status = checkField(fields, name, value);
    if (status != GW_OK) {
        return status;
    }
    if (removeFields(*fields, view(name), 1) == 0) {
        fields->all.emplace_back(view(name), view(value));
        return GW_OK;
    }
    for (auto &[own, old] : fields->all) {
        if (equalsIgnoreCase(own, view(name))) {
            old = view(value);
        }
    }
    return GW_OK;
}

inline gw_status hostHeaderRemove(gw_call *call, gw_headers list, gw_string name)
{
    Fields *fields = listToChange(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    // The gateway mends those by itself.
    if (isFraming(view(name))) {
        return fields->has(view(name)) ? GW_OK : GW_NOT_FOUND;
    }
    return removeFields(*fields, view(name), 0) > 0 ? GW_OK : GW_NOT_FOUND;
}

inline void addFieldFunctions(gw_host &host)
{
    host.header_count = hostHeaderCount;
    host.header_at = hostHeaderAt;
    host.header_find = hostHeaderFind;
    host.header_next = hostHeaderNext;
    host.header_add = hostHeaderAdd;
    host.header_set = hostHeaderSet;
    host.header_remove = hostHeaderRemove;
}

} // namespace gw::testing::detail
