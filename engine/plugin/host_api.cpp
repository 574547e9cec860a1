// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions: the API, facts of the request, context values.
#include "plugin/hook_call.h"
#include "plugin/json_field.h"
#include "plugin/plugin_hook.h"
#include "plugin/plugin_host.h"

namespace gw::plugin {

namespace {

const request::ApiFacts *apiOf(gw_call *call)
{
    return call->context == nullptr ? nullptr : call->context->api;
}

std::string_view configOf(gw_call *call)
{
    const request::ApiFacts *api = apiOf(call);
    return api == nullptr || api->configDataJson.empty() ? std::string_view("{}")
                                                         : api->configDataJson;
}

gw_string apiDefinition(gw_call *call) noexcept
{
    const request::ApiFacts *api = apiOf(call);
    return api == nullptr || api->definitionJson == nullptr ? pass("{}")
                                                            : pass(*api->definitionJson);
}

gw_string configData(gw_call *call) noexcept
{
    return pass(configOf(call));
}

gw_status configField(gw_call *call, gw_string field, gw_string *text) noexcept
{
    auto value = readJsonField(configOf(call), view(field));
    if (!value) {
        return GW_NOT_FOUND;
    }
    *text = call->keep(std::move(*value));
    return GW_OK;
}

std::string_view requestFact(const request::RequestContext &context, gw_fact which)
{
    switch (which) {
    case GW_FACT_CLIENT_ADDRESS:
        return context.clientAddress;
    case GW_FACT_REQUEST_ID:
        return context.requestId;
    case GW_FACT_SCHEME:
        return context.exchange.peer().isTls ? "https" : "http";
    case GW_FACT_HOST:
        return context.exchange.request().fields.value("Host");
    default:
        return {};
    }
}

std::string_view apiFact(const request::ApiFacts &api, gw_fact which)
{
    switch (which) {
    case GW_FACT_API_ID:
        return api.id;
    case GW_FACT_API_NAME:
        return api.name;
    case GW_FACT_ORG_ID:
        return api.orgId;
    case GW_FACT_LISTEN_PATH:
        return api.listenPath;
    default:
        return {};
    }
}

gw_string fact(gw_call *call, gw_fact which) noexcept
{
    if (which == GW_FACT_HOOK_NAME) {
        return pass(call->hook->symbol());
    }
    if (which == GW_FACT_PLUGIN_PATH) {
        return pass(call->hook->path());
    }
    if (which >= GW_FACT_API_ID && which <= GW_FACT_LISTEN_PATH) {
        return apiOf(call) == nullptr ? gw_string{} : pass(apiFact(*apiOf(call), which));
    }
    return call->context == nullptr ? gw_string{} : pass(requestFact(*call->context, which));
}

gw_status contextGet(gw_call *call, gw_string key, gw_string *value) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    const std::string *there = call->context->contextValue(view(key));
    if (there == nullptr) {
        return GW_NOT_FOUND;
    }
    // The list of values may grow, and move, before the hook returns.
    *value = pass(call->context->exchange.arena().copy(*there));
    return GW_OK;
}

gw_status contextSet(gw_call *call, gw_string key, gw_string value) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    if (key.size == 0) {
        return GW_INVALID;
    }
    call->context->setContextValue(view(key), std::string(view(value)));
    return GW_OK;
}

} // namespace

void addApiFunctions(gw_host &host)
{
    host.api_definition = apiDefinition;
    host.config_data = configData;
    host.config_field = configField;
    host.fact = fact;
    host.context_get = contextGet;
    host.context_set = contextSet;
}

} // namespace gw::plugin
