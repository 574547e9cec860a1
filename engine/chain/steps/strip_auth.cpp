// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/strip_auth.h"

#include "spec/api_definition.h"

namespace gw::chain {

StripAuth::StripAuth(const spec::ApiDefinition &definition)
{
    for (const auto &[kind, config] : definition.authentication.authConfigs) {
        m_sources.emplace_back(config);
    }
    if (m_sources.empty()) {
        m_sources.emplace_back(spec::AuthConfig());
    }
}

StepResult StripAuth::process(RequestContext &context) const
{
    for (const CredentialSource &source : m_sources) {
        source.strip(context);
    }
    return StepResult::proceed();
}

} // namespace gw::chain
