// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/call.hpp>

// Host functions: request line and query.
namespace gw::testing::detail {

inline gw_string hostMethod(gw_call *call)
{
    return call->request == nullptr ? gw_string{} : call->keep(call->request->method);
}

inline gw_status hostSetMethod(gw_call *call, gw_string method)
{
    constexpr std::size_t kLongest = 32;
    if (!call->isRequestHook()) {
        return GW_WRONG_KIND;
    }
    if (method.size > kLongest || !isFieldName(view(method))) {
        return GW_INVALID;
    }
    call->request->method = view(method);
    return GW_OK;
}

inline gw_string hostTarget(gw_call *call)
{
    return call->request == nullptr ? gw_string{} : call->keep(call->request->target);
}

inline gw_status hostSetTarget(gw_call *call, gw_string target)
{
    if (!call->isRequestHook()) {
        return GW_WRONG_KIND;
    }
    if (!isTarget(view(target))) {
        return GW_INVALID;
    }
    call->request->target = view(target);
    return GW_OK;
}

inline gw_string hostPath(gw_call *call)
{
    return call->request == nullptr ? gw_string{} : call->keep(call->request->path());
}

inline gw_status hostSetPath(gw_call *call, gw_string path)
{
    if (!call->isRequestHook()) {
        return GW_WRONG_KIND;
    }
    if (!isTarget(view(path)) || view(path).find('?') != std::string_view::npos) {
        return GW_INVALID;
    }
    const std::string rest = call->request->target.substr(call->request->path().size());
    call->request->target = std::string(view(path)) + rest;
    return GW_OK;
}

inline std::string queryOf(const Request &request)
{
    const std::size_t mark = request.target.find('?');
    return mark == std::string::npos ? std::string() : request.target.substr(mark + 1);
}

inline void replaceQuery(Request &request, const std::string &query)
{
    request.target = request.path() + (query.empty() ? "" : "?" + query);
}

inline gw_string hostQuery(gw_call *call)
{
    return call->request == nullptr ? gw_string{} : call->keep(queryOf(*call->request));
}

inline gw_status hostSetQuery(gw_call *call, gw_string query)
{
    if (!call->isRequestHook()) {
        return GW_WRONG_KIND;
    }
    const std::string text(view(query));
    if (!text.empty() && !isTarget("/" + text)) {
        return GW_INVALID;
    }
    replaceQuery(*call->request, text);
    return GW_OK;
}

inline gw_status hostQueryAt(gw_call *call, uint64_t index, gw_string *name, gw_string *value)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    const std::string query = queryOf(*call->request);
    const std::vector<QueryPart> parts = queryParts(query);
    if (index >= parts.size()) {
        return GW_NOT_FOUND;
    }
    *name = call->keep(decoded(parts[index].name));
    *value = call->keep(decoded(parts[index].value));
    return GW_OK;
}

inline gw_status hostQueryFind(gw_call *call, gw_string name, gw_string *value)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    const std::string query = queryOf(*call->request);
    for (const QueryPart &part : queryParts(query)) {
        if (decoded(part.name) == view(name)) {
            *value = call->keep(decoded(part.value));
            return GW_OK;
        }
    }
    return GW_NOT_FOUND;
}

enum class QueryChange { Add, Set, Remove };

inline gw_status changeQuery(gw_call *call, QueryChange change, gw_string name, gw_string value)
{
    if (!call->isRequestHook()) {
        return GW_WRONG_KIND;
    }
    const std::string query = queryOf(*call->request);
    const std::string fresh = encoded(view(name)) + "=" + encoded(view(value));
    std::string text;
    const auto append = [&text](std::string_view part) {
        text.append(text.empty() ? "" : "&").append(part);
    };
    bool wasThere = false;
    for (const QueryPart &part : queryParts(query)) {
        const bool isNamed = decoded(part.name) == view(name);
        if (change == QueryChange::Add || !isNamed) {
            append(part.whole);
        } else if (change == QueryChange::Set && !wasThere) {
            append(fresh);
        }
        wasThere = wasThere || isNamed;
    }
    if (change == QueryChange::Remove && !wasThere) {
        return GW_NOT_FOUND;
    }
    if (change == QueryChange::Add || (change == QueryChange::Set && !wasThere)) {
        append(fresh);
    }
    replaceQuery(*call->request, text);
    return GW_OK;
}

inline gw_status hostQueryAdd(gw_call *call, gw_string name, gw_string value)
{
    return changeQuery(call, QueryChange::Add, name, value);
}

inline gw_status hostQuerySet(gw_call *call, gw_string name, gw_string value)
{
    return changeQuery(call, QueryChange::Set, name, value);
}

inline gw_status hostQueryRemove(gw_call *call, gw_string name)
{
    return changeQuery(call, QueryChange::Remove, name, gw_string{});
}

inline void addRequestFunctions(gw_host &host)
{
    host.method = hostMethod;
    host.set_method = hostSetMethod;
    host.target = hostTarget;
    host.set_target = hostSetTarget;
    host.path = hostPath;
    host.set_path = hostSetPath;
    host.query = hostQuery;
    host.set_query = hostSetQuery;
    host.query_at = hostQueryAt;
    host.query_find = hostQueryFind;
    host.query_add = hostQueryAdd;
    host.query_set = hostQuerySet;
    host.query_remove = hostQueryRemove;
}

} // namespace gw::testing::detail
