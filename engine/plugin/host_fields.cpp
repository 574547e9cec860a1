// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions: header fields.
#include "plugin/hook_call.h"
#include "plugin/plugin_host.h"
#include "request/message_edit.h"

namespace gw::plugin {

namespace {

http::FieldList *listOf(gw_call *call, gw_headers list)
{
    if (call->context == nullptr) {
        return nullptr;
    }
    request::RequestContext &context = *call->context;
    switch (list) {
    case GW_REQUEST_HEADERS:
        return &context.exchange.request().fields;
    case GW_ANSWER_HEADERS:
        return &context.exchange.response().fields;
    case GW_RESPONSE_HEADERS:
        return context.upstreamResponse == nullptr ? nullptr
                                                   : &context.upstreamResponse->head.fields;
    default:
        return nullptr;
    }
}

bool isAllowed(std::string_view name, std::string_view value)
{
    return http::isFieldName(name) && http::isFieldValue(value) && !request::isFramingField(name);
}

// The request has been sent when response hooks run.
http::FieldList *listToChange(gw_call *call, gw_headers list)
{
    const bool isSent = call->context != nullptr && call->context->upstreamResponse != nullptr;
    return isSent && list == GW_REQUEST_HEADERS ? nullptr : listOf(call, list);
}

uint64_t headerCount(gw_call *call, gw_headers list) noexcept
{
    const http::FieldList *fields = listOf(call, list);
    return fields == nullptr ? 0 : fields->size();
}

gw_status headerAt(gw_call *call, gw_headers list, uint64_t index, gw_string *name,
                   gw_string *value) noexcept
{
    const http::FieldList *fields = listOf(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    if (index >= fields->size()) {
        return GW_NOT_FOUND;
    }
    const http::Field &field = fields->all()[index];
    *name = pass(field.name);
    *value = pass(field.value);
    return GW_OK;
}

gw_status headerNext(gw_call *call, gw_headers list, gw_string name, uint64_t *index,
                     gw_string *value) noexcept
{
    const http::FieldList *fields = listOf(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    const std::span<const http::Field> all = fields->all();
    for (std::uint64_t i = *index; i < all.size(); ++i) {
        if (http::equalsIgnoreCase(all[i].name, view(name))) {
            *index = i;
            *value = pass(all[i].value);
            return GW_OK;
        }
    }
    return GW_NOT_FOUND;
}

gw_status headerFind(gw_call *call, gw_headers list, gw_string name, gw_string *value) noexcept
{
    uint64_t first = 0;
    return headerNext(call, list, name, &first, value);
}

gw_status headerAdd(gw_call *call, gw_headers list, gw_string name, gw_string value) noexcept
{
    http::FieldList *fields = listToChange(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!isAllowed(view(name), view(value))) {
        return GW_INVALID;
    }
    fields->add(view(name), view(value));
    return GW_OK;
}

gw_status headerSet(gw_call *call, gw_headers list, gw_string name, gw_string value) noexcept
{
    http::FieldList *fields = listToChange(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!isAllowed(view(name), view(value))) {
        return GW_INVALID;
    }
    fields->set(view(name), view(value));
    return GW_OK;
}

gw_status headerRemove(gw_call *call, gw_headers list, gw_string name) noexcept
{
    http::FieldList *fields = listToChange(call, list);
    if (fields == nullptr) {
        return GW_WRONG_KIND;
    }
    // Ported hooks drop Content-Length when they change a body; the gateway does that itself.
    if (request::isFramingField(view(name))) {
        return fields->contains(view(name)) ? GW_OK : GW_NOT_FOUND;
    }
    return fields->remove(view(name)) > 0 ? GW_OK : GW_NOT_FOUND;
}

} // namespace

void addFieldFunctions(gw_host &host)
{
    host.header_count = headerCount;
    host.header_at = headerAt;
    host.header_find = headerFind;
    host.header_next = headerNext;
    host.header_add = headerAdd;
    host.header_set = headerSet;
    host.header_remove = headerRemove;
}

} // namespace gw::plugin
