// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions: request line and query.
#include "http/query_text.h"
#include "plugin/hook_call.h"
#include "plugin/plugin_host.h"
#include "request/message_edit.h"

namespace gw::plugin {

namespace {

using request::changePath;
using request::changeTarget;
using request::isTarget;

http::RequestHead *headOf(gw_call *call)
{
    return call->context == nullptr ? nullptr : &call->context->exchange.request();
}

// The head, when this hook may change it: the request has gone out when response hooks run.
http::RequestHead *changeableHeadOf(gw_call *call)
{
    const bool isGone = call->context != nullptr && call->context->upstreamResponse != nullptr;
    return isGone ? nullptr : headOf(call);
}

gw_string method(gw_call *call) noexcept
{
    const http::RequestHead *head = headOf(call);
    return head == nullptr ? gw_string{} : pass(head->method);
}

gw_status setMethod(gw_call *call, gw_string method) noexcept
{
    http::RequestHead *head = changeableHeadOf(call);
    if (head == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!request::isMethod(view(method))) {
        return GW_INVALID;
    }
    head->method = call->context->exchange.arena().copy(view(method));
    call->context->outgoingMethod = {};
    return GW_OK;
}

gw_string target(gw_call *call) noexcept
{
    const http::RequestHead *head = headOf(call);
    return head == nullptr ? gw_string{} : pass(head->target);
}

gw_status setTarget(gw_call *call, gw_string target) noexcept
{
    if (changeableHeadOf(call) == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!isTarget(view(target))) {
        return GW_INVALID;
    }
    changePath(*call->context, call->context->exchange.arena().copy(view(target)));
    return GW_OK;
}

gw_string path(gw_call *call) noexcept
{
    const http::RequestHead *head = headOf(call);
    return head == nullptr ? gw_string{} : pass(head->path());
}

gw_status setPath(gw_call *call, gw_string path) noexcept
{
    const http::RequestHead *head = changeableHeadOf(call);
    if (head == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!isTarget(view(path)) || view(path).find('?') != std::string_view::npos) {
        return GW_INVALID;
    }
    const std::string_view rest = head->target.substr(head->path().size());
    changePath(*call->context, call->context->exchange.arena().concat(view(path), rest));
    return GW_OK;
}

gw_string query(gw_call *call) noexcept
{
    const http::RequestHead *head = headOf(call);
    return head == nullptr ? gw_string{} : pass(head->query());
}

void replaceQuery(request::RequestContext &context, std::string_view query)
{
    http::Arena &arena = context.exchange.arena();
    const std::string_view path = context.exchange.request().path();
    changeTarget(context, query.empty() ? path : arena.concat(arena.concat(path, "?"), query));
}

gw_status setQuery(gw_call *call, gw_string query) noexcept
{
    if (changeableHeadOf(call) == nullptr) {
        return GW_WRONG_KIND;
    }
    if (query.size > 0 && !isTarget("/" + std::string(view(query)))) {
        return GW_INVALID;
    }
    replaceQuery(*call->context, view(query));
    return GW_OK;
}

gw_status queryAt(gw_call *call, uint64_t index, gw_string *name, gw_string *value) noexcept
{
    const http::RequestHead *head = headOf(call);
    if (head == nullptr) {
        return GW_WRONG_KIND;
    }
    std::uint64_t place = 0;
    for (const http::QueryPart &part : http::QueryParts(head->query())) {
        if (place++ == index) {
            http::Arena &arena = call->context->exchange.arena();
            *name = pass(http::decodedInto(arena, part.name));
            *value = pass(http::decodedInto(arena, part.value));
            return GW_OK;
        }
    }
    return GW_NOT_FOUND;
}

gw_status queryFind(gw_call *call, gw_string name, gw_string *value) noexcept
{
    const http::RequestHead *head = headOf(call);
    if (head == nullptr) {
        return GW_WRONG_KIND;
    }
    for (const http::QueryPart &part : http::QueryParts(head->query())) {
        if (http::isNamed(part, view(name))) {
            *value = pass(http::decodedInto(call->context->exchange.arena(), part.value));
            return GW_OK;
        }
    }
    return GW_NOT_FOUND;
}

enum class QueryChange { Add, Set, Remove };

gw_status changeQuery(gw_call *call, QueryChange change, std::string_view name,
                      std::string_view value)
{
    const http::RequestHead *head = changeableHeadOf(call);
    if (head == nullptr) {
        return GW_WRONG_KIND;
    }
    std::string text;
    bool wasThere = false;
    const auto append = [&text](std::string_view left, std::string_view right, bool hasEquals) {
        text.append(text.empty() ? "" : "&").append(left);
        if (hasEquals) {
            text.append("=").append(right);
        }
    };
    const std::string newName = http::percentEncoded(name);
    const std::string newValue = http::percentEncoded(value);
    for (const http::QueryPart &part : http::QueryParts(head->query())) {
        if (change == QueryChange::Add || !http::isNamed(part, name)) {
            append(part.name, part.value, part.hasEquals);
        } else if (change == QueryChange::Set && !wasThere) {
            append(newName, newValue, true);
        }
        wasThere = wasThere || http::isNamed(part, name);
    }
    if (change == QueryChange::Remove && !wasThere) {
        return GW_NOT_FOUND;
    }
    if (change == QueryChange::Add || (change == QueryChange::Set && !wasThere)) {
        append(newName, newValue, true);
    }
    replaceQuery(*call->context, text);
    return GW_OK;
}

gw_status queryAdd(gw_call *call, gw_string name, gw_string value) noexcept
{
    return changeQuery(call, QueryChange::Add, view(name), view(value));
}

gw_status querySet(gw_call *call, gw_string name, gw_string value) noexcept
{
    return changeQuery(call, QueryChange::Set, view(name), view(value));
}

gw_status queryRemove(gw_call *call, gw_string name) noexcept
{
    return changeQuery(call, QueryChange::Remove, view(name), {});
}

} // namespace

void addRequestFunctions(gw_host &host)
{
    host.method = method;
    host.set_method = setMethod;
    host.target = target;
    host.set_target = setTarget;
    host.path = path;
    host.set_path = setPath;
    host.query = query;
    host.set_query = setQuery;
    host.query_at = queryAt;
    host.query_find = queryFind;
    host.query_add = queryAdd;
    host.query_set = querySet;
    host.query_remove = queryRemove;
}

} // namespace gw::plugin
