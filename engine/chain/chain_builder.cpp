// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/chain_builder.h"

#include "chain/steps/access_rights.h"
#include "chain/steps/auth_token.h"
#include "chain/steps/context_vars.h"
#include "chain/steps/cors.h"
#include "chain/steps/endpoint_plugin.h"
#include "chain/steps/hard_timeout.h"
#include "chain/steps/header_inject.h"
#include "chain/steps/ip_access.h"
#include "chain/steps/key_expired.h"
#include "chain/steps/plugin_step.h"
#include "chain/steps/refused_step.h"
#include "chain/steps/size_limit.h"
#include "chain/steps/strip_auth.h"
#include "chain/steps/track_endpoints.h"
#include "chain/steps/transform_method.h"
#include "chain/steps/url_rewrite.h"
#include "chain/steps/validate_json.h"
#include "chain/steps/version_check.h"
#include "spec/api_definition.h"
#include "spec/gateway_config.h"
#include "spec/unsupported.h"

namespace gw::chain {

namespace {

constexpr std::string_view kResponseSlot = "response";

// Collects the steps of one chain. The first failure stops it: what follows does nothing.
class ChainAssembly {
public:
    explicit ChainAssembly(const ChainInputs &inputs)
        : m_inputs(inputs)
        , m_api(*inputs.facts.definition)
    {
    }

    [[nodiscard]] Expected<BuiltChain> build();

private:
    void addEntrance();
    void addAuthentication();
    void addAuthChecks();
    void addSessionChecks();
    void addTransforms();
    void addResponseSteps();

    void add(std::unique_ptr<const Step> step) { m_built.chain.request.push_back(std::move(step)); }
    // Adds what was compiled; null: the definition has no use for it.
    template <typename StepType>
    void add(Expected<std::unique_ptr<StepType>> compiled)
    {
        if (auto step = take(std::move(compiled))) {
            add(std::unique_ptr<const Step>(std::move(step)));
        }
    }
    // Null: nothing to add, or a failure that is noted.
    template <typename StepType>
    [[nodiscard]] std::unique_ptr<StepType> take(Expected<std::unique_ptr<StepType>> compiled)
    {
        if (!compiled) {
            fail(std::move(compiled.error()));
            return nullptr;
        }
        return std::move(*compiled);
    }

    void fail(Error error);
    // slot: as the definition calls it.
    void addHooks(const std::vector<spec::HookRef> &hooks, std::string_view slot);
    [[nodiscard]] std::unique_ptr<const Step> hook(const spec::HookRef &hook,
                                                   std::string_view slot);
    void addRefused(const spec::UnsupportedFeature &feature);

    const ChainInputs &m_inputs;
    const spec::ApiDefinition &m_api;
    BuiltChain m_built;
    std::optional<Error> m_failure;
};

void ChainAssembly::fail(Error error)
{
    if (!m_failure) {
        m_failure = std::move(error);
    }
}

void ChainAssembly::addRefused(const spec::UnsupportedFeature &feature)
{
    m_built.problems.push_back(feature.reason);
    m_built.isDegraded = true;
    add(std::make_unique<const RefusedStep>(feature.stepName, feature.reason));
}

std::unique_ptr<const Step> ChainAssembly::hook(const spec::HookRef &hook, std::string_view slot)
{
    const HookKind kind = slot == kResponseSlot ? HookKind::Response : HookKind::Request;
    const std::string &driver = m_api.customMiddleware.driver;
    if (driver.empty() || driver == "goplugin" || driver == "native") {
        const std::size_t problems = m_built.problems.size();
        auto step = hookStep(m_inputs.hooks, {hook.path, hook.name, kind, slot}, m_built.problems);
        m_built.isDegraded = m_built.isDegraded || m_built.problems.size() > problems;
        return step;
    }
    const std::string reason = "custom_middleware.driver \"" + driver +
                               "\" is not supported, requests that pass " + hook.name + " get 500";
    m_built.problems.push_back(reason);
    m_built.isDegraded = true;
    return std::make_unique<const RefusedStep>(PluginStep::stepName(hook.path, hook.name), reason,
                                               RefusedStep::Lack::Lasting, slot);
}

void ChainAssembly::addHooks(const std::vector<spec::HookRef> &hooks, std::string_view slot)
{
    for (const spec::HookRef &entry : hooks) {
        if (!entry.disabled) {
            add(hook(entry, slot));
        }
    }
}

void ChainAssembly::addEntrance()
{
    add(VersionCheck::compile(m_api, m_inputs.config));
    if (m_api.cors.enable) {
        add(std::make_unique<const CorsStep>(m_api.cors));
    }
    if (!m_inputs.missingBundle.empty()) {
        m_built.problems.push_back(m_inputs.missingBundle);
        m_built.isDegraded = true;
        add(std::make_unique<const RefusedStep>("custom_middleware_bundle", m_inputs.missingBundle,
                                                RefusedStep::Lack::Passing));
    }
    for (const spec::UnsupportedFeature &feature : spec::unsupportedScope(m_api)) {
        addRefused(feature);
    }
    addHooks(m_api.customMiddleware.pre, "pre");
    if (!m_api.allowedIps.empty() &&
        (!m_api.ipAccessControlDisabled || m_api.enableIpWhitelisting)) {
        add(IpAccess::compile(IpAccess::List::White, m_api.allowedIps));
    }
    if (!m_api.blacklistedIps.empty() &&
        (!m_api.ipAccessControlDisabled || m_api.enableIpBlacklisting)) {
        add(IpAccess::compile(IpAccess::List::Black, m_api.blacklistedIps));
    }
    if (const auto feature = spec::unsupportedTls(m_api)) {
        addRefused(*feature);
    }
    add(RequestSizeLimit::compile(m_api, m_inputs.config));
    if (m_api.enableContextVars) {
        add(std::make_unique<const ContextVars>());
    }
    // Records also go to whoever watches the engine, so this does not depend on enable_analytics.
    if (!m_api.doNotTrack) {
        add(TrackEndpoints::compile(m_api, m_inputs.config));
    }
}

void ChainAssembly::addAuthChecks()
{
    const spec::Authentication &auth = m_api.authentication;
    const spec::HookRef &check = m_api.customMiddleware.authCheck;
    bool hasMethod = false;
    for (const spec::UnsupportedFeature &feature : spec::unsupportedAuth(m_api)) {
        addRefused(feature);
        hasMethod = true;
    }
    if (auth.usesCustomPlugin() && !check.disabled && !check.name.empty() && !check.path.empty()) {
        add(hook(check, "auth_check"));
        hasMethod = true;
    }
    // A protected API without any method is a token API, never an open one (reference A4).
    if (!hasMethod || auth.useStandardAuth) {
        const std::string &provider = auth.baseIdentityProvidedBy;
        const auto identity = provider.empty() || provider == "auth_token"
                                  ? AuthToken::Identity::Provides
                                  : AuthToken::Identity::LeavesToOthers;
        add(std::make_unique<const AuthToken>(m_api, m_inputs.config, m_inputs.sessions, identity));
    }
}

void ChainAssembly::addAuthentication()
{
    if (m_api.authentication.useKeyless) {
        return;
    }
    addAuthChecks();
    addHooks(m_api.customMiddleware.postKeyAuth, "post_key_auth");
    if (m_api.authentication.stripAuthData) {
        add(std::make_unique<const StripAuth>(m_api));
    }
    add(std::make_unique<const KeyExpired>());
    add(std::make_unique<const AccessRightsCheck>(m_api.apiId, !m_api.versionData.notVersioned));
    add(std::make_unique<const GranularAccess>(m_api.apiId));
}

void ChainAssembly::addTransforms()
{
    add(ValidateJson::compile(m_api, m_inputs.config));
    add(HeaderInject::compile(m_api, m_inputs.config, m_inputs.secrets));
    add(UrlRewrite::compile(m_api, m_inputs.config, m_inputs.secrets));
    add(TransformMethod::compile(m_api, m_inputs.config));
    const std::size_t problems = m_built.problems.size();
    add(EndpointPlugin::compile(m_api, m_inputs.config, m_inputs.hooks, m_built.problems));
    m_built.isDegraded = m_built.isDegraded || m_built.problems.size() > problems;
    addHooks(m_api.customMiddleware.post, "post");
    add(HardTimeout::compile(m_api, m_inputs.config));
}

void ChainAssembly::addResponseSteps()
{
    if (auto step = take(ResponseHeaderInject::compile(m_api, m_inputs.config, m_inputs.secrets))) {
        m_built.chain.response.push_back(std::move(step));
    }
    for (const spec::HookRef &entry : m_api.customMiddleware.response) {
        if (!entry.disabled) {
            m_built.chain.response.push_back(hook(entry, kResponseSlot));
        }
    }
}

Expected<BuiltChain> ChainAssembly::build()
{
    addEntrance();
    addAuthentication();
    addTransforms();
    addResponseSteps();
    if (m_failure) {
        return tl::unexpected(std::move(*m_failure));
    }
    m_built.chain.skipsPreflight = m_api.cors.enable && m_api.cors.optionsPassthrough;
    for (spec::Finding &warning : spec::unsupportedWarnings(m_api)) {
        m_built.problems.push_back(std::move(warning.message));
    }
    return std::move(m_built);
}

} // namespace

Expected<BuiltChain> buildChain(const ChainInputs &inputs)
{
    return ChainAssembly(inputs).build();
}

} // namespace gw::chain
