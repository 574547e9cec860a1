// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/auth_token.h"

#include "spec/api_definition.h"
#include "spec/gateway_config.h"

#include <algorithm>

namespace gw::chain {

namespace {

const spec::AuthConfig &tokenConfig(const spec::ApiDefinition &definition)
{
    static const spec::AuthConfig kDefault;
    const auto &configs = definition.authentication.authConfigs;
    const auto place = configs.find("authToken");
    return place == configs.end() ? kDefault : place->second;
}

std::string_view withoutBearer(std::string_view credential)
{
    constexpr std::string_view kPrefix = "Bearer ";
    return http::equalsIgnoreCase(credential.substr(0, kPrefix.size()), kPrefix)
               ? credential.substr(kPrefix.size())
               : credential;
}

} // namespace

Refusal overridden(const spec::GatewayConfig &config, const std::string &id, Refusal refusal)
{
    const auto place = config.overrideMessages.find(id);
    if (place == config.overrideMessages.end()) {
        return refusal;
    }
    if (!place->second.message.empty()) {
        refusal.message = place->second.message;
    }
    // Never a status that looks like success: the request is refused all the same.
    if (place->second.code >= 400 && place->second.code <= 599) {
        refusal.status = place->second.code;
    }
    return refusal;
}

AuthToken::AuthToken(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
                     SessionStore &store, Identity identity)
    : m_source(tokenConfig(definition))
    , m_forms(config, definition.orgId)
    , m_store(store)
    , m_identity(identity)
    , m_minimumLength(static_cast<std::size_t>(std::max(config.minTokenLength, 0)))
    , m_missing(overridden(config, "auth.auth_field_missing", {401, "Authorization field missing"}))
    , m_unknown(
          overridden(config, "auth.key_not_found", {403, "Access to this API has been disallowed"}))
{
}

StepResult AuthToken::refuse(RequestContext &context, const Refusal &refusal, std::string_view note)
{
    context.note = note;
    return StepResult::fail(refusal.status, refusal.message);
}

std::optional<request::Session> AuthToken::find(std::string_view key) const
{
    for (std::string &form : m_forms.candidates(key)) {
        std::optional<request::Session> session = m_store.find(form);
        if (session) {
            session->keyId = std::move(form);
            return session;
        }
    }
    return std::nullopt;
}

StepResult AuthToken::process(RequestContext &context) const
{
    if (context.isIgnored) {
        return StepResult::proceed();
    }
    const std::string_view key = withoutBearer(m_source.find(context));
    if (key.empty()) {
        return refuse(context, m_missing, "no key in the request");
    }
    if (key.size() < m_minimumLength) {
        return refuse(context, m_unknown, "the key is shorter than min_token_length");
    }
    std::optional<request::Session> session = find(key);
    if (!session) {
        return refuse(context, m_unknown, "unknown key");
    }
    if (m_identity == Identity::Provides || !context.session) {
        context.authToken = session->keyId;
        context.session = std::move(session);
    }
    return StepResult::proceed();
}

} // namespace gw::chain
