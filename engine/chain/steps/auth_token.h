// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/session_store.h"
#include "chain/step.h"
#include "chain/steps/credential_source.h"
#include "chain/token_forms.h"

#include <string>

namespace gw::spec {
struct ApiDefinition;
struct GatewayConfig;
} // namespace gw::spec

namespace gw::chain {

// A refusal that override_messages may reword.
struct Refusal {
    int status = 0;
    std::string message;
};

// `id` as in override_messages: "auth.key_not_found".
[[nodiscard]] Refusal overridden(const spec::GatewayConfig &config, const std::string &id,
                                 Refusal refusal);

// Token authentication (reference E1): takes the key from the request and finds its session.
class AuthToken final : public Step {
public:
    // Whether the session that it finds is the request's, or another auth step's stays.
    enum class Identity : std::uint8_t { Provides, LeavesToOthers };

    // The store outlives the step.
    AuthToken(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
              SessionStore &store, Identity identity);

    [[nodiscard]] std::string_view name() const override { return "AuthKey"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    [[nodiscard]] std::optional<request::Session> find(std::string_view key) const;
    [[nodiscard]] static StepResult refuse(RequestContext &context, const Refusal &refusal,
                                           std::string_view note);

    CredentialSource m_source;
    TokenForms m_forms;
    SessionStore &m_store;
    Identity m_identity;
    std::size_t m_minimumLength;
    Refusal m_missing;
    Refusal m_unknown;
};

} // namespace gw::chain
