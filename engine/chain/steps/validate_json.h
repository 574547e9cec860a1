// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/step.h"
#include "spec/json_schema.h"

#include <memory>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// Refuses request bodies that do not keep to the endpoint's JSON Schema (reference D8).
class ValidateJson final : public Step {
public:
    // Null when the definition validates nothing. Fails on a schema that cannot be compiled: its
    // endpoint must not take everything instead.
    [[nodiscard]] static Expected<std::unique_ptr<ValidateJson>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config);

    [[nodiscard]] std::string_view name() const override { return "ValidateJSON"; }
    [[nodiscard]] BodyNeed bodyNeed() const override { return BodyNeed::WholeRequest; }
    [[nodiscard]] bool isBodyNeeded(const RequestContext &context) const override;
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    struct Rule {
        spec::JsonSchema schema;
        int status = 422;
    };

    [[nodiscard]] const Rule *find(const RequestContext &context) const;

    PerVersion<EndpointList<Rule>> m_versions;
};

} // namespace gw::chain
