// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/step.h"

#include <memory>
#include <string>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// Notes another method for the request to the upstream. Later steps still see the client's.
class TransformMethod final : public Step {
public:
    // Null when the definition has no such transform.
    [[nodiscard]] static Expected<std::unique_ptr<TransformMethod>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config);

    [[nodiscard]] std::string_view name() const override { return "TransformMethod"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    // Empty: the entry names a method that is not supported, and answers 405.
    PerVersion<EndpointList<std::string>> m_versions;
};

} // namespace gw::chain
