// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"
#include "chain/steps/credential_source.h"

#include <vector>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// Takes the credentials of every enabled auth method off the request, so that the upstream does not
// see them (strip_auth_data).
class StripAuth final : public Step {
public:
    explicit StripAuth(const spec::ApiDefinition &definition);

    [[nodiscard]] std::string_view name() const override { return "StripAuth"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    std::vector<CredentialSource> m_sources;
};

} // namespace gw::chain
