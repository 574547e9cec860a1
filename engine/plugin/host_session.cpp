// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions: the session.
#include "plugin/hook_call.h"
#include "plugin/json_field.h"
#include "plugin/plugin_host.h"

namespace gw::plugin {

namespace {

using request::Session;

// The members that hooks use most; they need no JSON.
std::string *textMember(Session &session, std::string_view field)
{
    if (field == "alias") {
        return &session.alias;
    }
    if (field == "org_id") {
        return &session.orgId;
    }
    return field == "oauth_client_id" ? &session.oauthClientId : nullptr;
}

Session &sessionOf(request::RequestContext &context)
{
    if (!context.session) {
        context.session.emplace();
        context.session->keyId = context.authToken;
    }
    return *context.session;
}

gw_status replaceSession(request::RequestContext &context, std::string_view json)
{
    auto session = Session::fromJson(json);
    if (!session) {
        return GW_INVALID;
    }
    session->keyId = context.session ? context.session->keyId : context.authToken;
    context.session = std::move(*session);
    return GW_OK;
}

gw_status sessionJson(gw_call *call, gw_string *json) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!call->context->session) {
        return GW_NOT_FOUND;
    }
    *json = call->keep(call->context->session->toJson());
    return GW_OK;
}

gw_status setSessionJson(gw_call *call, gw_string json) noexcept
{
    return call->context == nullptr ? GW_WRONG_KIND : replaceSession(*call->context, view(json));
}

gw_status sessionField(gw_call *call, gw_string field, gw_string *text) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    if (!call->context->session) {
        return GW_NOT_FOUND;
    }
    Session &session = *call->context->session;
    if (const std::string *member = textMember(session, view(field))) {
        *text = call->keep(*member);
        return GW_OK;
    }
    auto value = readJsonField(session.toJson(), view(field));
    if (!value) {
        return GW_NOT_FOUND;
    }
    *text = call->keep(std::move(*value));
    return GW_OK;
}

gw_status setSessionValue(gw_call *call, gw_string field, gw_string json) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    const std::string before = call->context->session ? call->context->session->toJson() : "{}";
    const auto after = withJsonField(before, view(field), view(json));
    return after ? replaceSession(*call->context, *after) : GW_INVALID;
}

gw_status setSessionText(gw_call *call, gw_string field, gw_string text) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    Session unused;
    if (textMember(unused, view(field)) != nullptr) {
        *textMember(sessionOf(*call->context), view(field)) = view(text);
        return GW_OK;
    }
    return setSessionValue(call, field, pass(jsonString(view(text))));
}

gw_string authKey(gw_call *call) noexcept
{
    return call->context == nullptr ? gw_string{} : call->handOut(call->context->authToken);
}

gw_status setAuthKey(gw_call *call, gw_string key) noexcept
{
    if (call->context == nullptr) {
        return GW_WRONG_KIND;
    }
    const std::string fresh(view(key)); // the key may be a view of the old one
    call->retire(call->context->authToken);
    call->context->authToken = fresh;
    if (call->context->session) {
        call->context->session->keyId = fresh;
    }
    return GW_OK;
}

gw_status storeSession(gw_call *call) noexcept
{
    // Behind the upstream nobody would look at it any more.
    if (call->context == nullptr || call->context->upstreamResponse != nullptr) {
        return GW_WRONG_KIND;
    }
    if (!call->context->session || call->context->authToken.empty()) {
        return GW_NOT_FOUND;
    }
    call->context->sessionChanged = true;
    return GW_OK;
}

} // namespace

void addSessionFunctions(gw_host &host)
{
    host.session_json = sessionJson;
    host.set_session_json = setSessionJson;
    host.session_field = sessionField;
    host.set_session_text = setSessionText;
    host.set_session_value = setSessionValue;
    host.auth_key = authKey;
    host.set_auth_key = setAuthKey;
    host.store_session = storeSession;
}

} // namespace gw::plugin
