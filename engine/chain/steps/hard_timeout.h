// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/step.h"

#include <chrono>
#include <memory>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// Notes how long the upstream may take: the endpoint's limit, else the version's (reference D7).
class HardTimeout final : public Step {
public:
    // Null when the definition has no limits.
    [[nodiscard]] static Expected<std::unique_ptr<HardTimeout>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config);

    [[nodiscard]] std::string_view name() const override { return "HardTimeout"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    struct Limits {
        std::chrono::milliseconds global{0};
        EndpointList<std::chrono::milliseconds> endpoints;
    };

    PerVersion<Limits> m_versions;
};

} // namespace gw::chain
