// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/step.h"

#include <memory>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// Refuses requests whose declared body is too long, or has no declared length (reference D7).
class RequestSizeLimit final : public Step {
public:
    // Null when the definition has no limits.
    [[nodiscard]] static Expected<std::unique_ptr<RequestSizeLimit>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config);

    [[nodiscard]] std::string_view name() const override { return "RequestSizeLimitMiddleware"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    struct Limits {
        std::uint64_t global = 0; // bytes; 0: none
        EndpointList<std::uint64_t> endpoints;
    };

    [[nodiscard]] static StepResult check(RequestContext &context, std::uint64_t limit);

    PerVersion<Limits> m_versions;
};

} // namespace gw::chain
