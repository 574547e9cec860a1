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

// Marks requests whose records shall carry the endpoint's path, or that shall leave no record.
class TrackEndpoints final : public Step {
public:
    // Null when the definition tracks nothing.
    [[nodiscard]] static Expected<std::unique_ptr<TrackEndpoints>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config);

    [[nodiscard]] std::string_view name() const override { return "TrackEndpointMiddleware"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    struct Lists {
        EndpointList<std::string> tracked; // the path as the definition has it
        EndpointList<std::string> untracked;
    };

    PerVersion<Lists> m_versions;
};

} // namespace gw::chain
