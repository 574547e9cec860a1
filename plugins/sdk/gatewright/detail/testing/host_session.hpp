// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/call.hpp>

// Host functions: the session, the API, facts, values of the request.
namespace gw::testing::detail {

inline gw_status replaceSession(gw_call *call, std::string_view json)
{
    auto session = normalSession(json);
    if (!session) {
        return GW_INVALID;
    }
    call->request->session = std::move(*session);
    return GW_OK;
}

inline gw_status hostSessionJson(gw_call *call, gw_string *json)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!call->request->session) {
        return GW_NOT_FOUND;
    }
    *json = call->keep(*call->request->session);
    return GW_OK;
}

inline gw_status hostSetSessionJson(gw_call *call, gw_string json)
{
    return call->request == nullptr ? GW_WRONG_KIND : replaceSession(call, view(json));
}

// These are never missing in a session, only empty.
inline bool isPlainMember(std::string_view field)
{
    return field == "alias" || field == "org_id" || field == "oauth_client_id";
}

inline gw_status hostSessionField(gw_call *call, gw_string field, gw_string *text)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!call->request->session) {
        return GW_NOT_FOUND;
    }
    auto value = readField(*call->request->session, view(field));
    if (!value && isPlainMember(view(field))) {
        value = "";
    }
    if (!value) {
        return GW_NOT_FOUND;
    }
    *text = call->keep(std::move(*value));
    return GW_OK;
}

inline gw_status hostSetSessionValue(gw_call *call, gw_string field, gw_string json)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    const auto after = withField(call->request->session.value_or("{}"), view(field), view(json));
    return after ? replaceSession(call, *after) : GW_INVALID;
}

inline gw_status hostSetSessionText(gw_call *call, gw_string field, gw_string text)
{
    const std::string quoted = json::quoted(view(text));
    return hostSetSessionValue(call, field, pass(quoted));
}

inline gw_string hostAuthKey(gw_call *call)
{
    return call->request == nullptr ? gw_string{} : call->keep(call->request->key);
}

inline gw_status hostSetAuthKey(gw_call *call, gw_string key)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    call->request->key = std::string(view(key));
    return GW_OK;
}

inline gw_status hostStoreSession(gw_call *call)
{
    if (call->request == nullptr || call->response != nullptr) {
        return GW_WRONG_KIND;
    }
    if (!call->request->session || call->request->key.empty()) {
        return GW_NOT_FOUND;
    }
    call->isSessionStored = true;
    return GW_OK;
}

inline gw_string hostApiDefinition(gw_call *call)
{
    return call->keep(call->request == nullptr ? "{}" : call->request->apiDefinition);
}

inline std::string configOf(gw_call *call)
{
    if (call->request == nullptr) {
        return "{}";
    }
    if (call->request->configData) {
        return *call->request->configData;
    }
    return readField(call->request->apiDefinition, "config_data").value_or("{}");
}

inline gw_string hostConfigData(gw_call *call)
{
    return call->keep(configOf(call));
}

inline gw_status hostConfigField(gw_call *call, gw_string field, gw_string *text)
{
    auto value = readField(configOf(call), view(field));
    if (!value) {
        return GW_NOT_FOUND;
    }
    *text = call->keep(std::move(*value));
    return GW_OK;
}

inline std::string usualFact(const gw_call &call, gw_fact which)
{
    const Request &request = *call.request;
    const auto ofApi = [&request](const char *field) {
        return readField(request.apiDefinition, field).value_or("");
    };
    switch (which) {
    case GW_FACT_CLIENT_ADDRESS:
        return "192.0.2.1";
    case GW_FACT_REQUEST_ID:
        return "test-request";
    case GW_FACT_SCHEME:
        return request.isHttps ? "https" : "http";
    case GW_FACT_HOST:
        return request.headers.get("Host");
    case GW_FACT_API_ID:
        return ofApi("api_id");
    case GW_FACT_API_NAME:
        return ofApi("name");
    case GW_FACT_ORG_ID:
        return ofApi("org_id");
    case GW_FACT_LISTEN_PATH:
        return ofApi("/proxy/listen_path");
    default:
        return {};
    }
}

inline gw_string hostFact(gw_call *call, gw_fact which)
{
    if (which == GW_FACT_HOOK_NAME) {
        return call->keep(call->hook);
    }
    if (which == GW_FACT_PLUGIN_PATH) {
        return call->keep(call->host.path);
    }
    if (call->request == nullptr) {
        return gw_string{};
    }
    const auto given = call->request->facts.find(which);
    return call->keep(given == call->request->facts.end() ? usualFact(*call, which)
                                                          : given->second);
}

inline gw_status hostContextGet(gw_call *call, gw_string key, gw_string *value)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    const auto place = call->request->values.find(std::string(view(key)));
    if (place == call->request->values.end()) {
        return GW_NOT_FOUND;
    }
    *value = call->keep(place->second);
    return GW_OK;
}

inline gw_status hostContextSet(gw_call *call, gw_string key, gw_string value)
{
    if (call->request == nullptr) {
        return GW_WRONG_KIND;
    }
    if (key.size == 0) {
        return GW_INVALID;
    }
    call->request->values[std::string(view(key))] = view(value);
    return GW_OK;
}

inline void addSessionFunctions(gw_host &host)
{
    host.session_json = hostSessionJson;
    host.set_session_json = hostSetSessionJson;
    host.session_field = hostSessionField;
    host.set_session_text = hostSetSessionText;
    host.set_session_value = hostSetSessionValue;
    host.auth_key = hostAuthKey;
    host.set_auth_key = hostSetAuthKey;
    host.store_session = hostStoreSession;
    host.api_definition = hostApiDefinition;
    host.config_data = hostConfigData;
    host.config_field = hostConfigField;
    host.fact = hostFact;
    host.context_get = hostContextGet;
    host.context_set = hostContextSet;
}

} // namespace gw::testing::detail
