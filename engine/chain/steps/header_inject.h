// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/step.h"
#include "chain/steps/header_edits.h"

#include <memory>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// The version's and the endpoint's edits of header fields.
struct VersionHeaderEdits {
    HeaderEdits global;
    EndpointList<HeaderEdits> endpoints;
};

// Edits the request's header fields: the version's edits, then those of the first endpoint that
// matches.
class HeaderInject final : public Step {
public:
    // Null when the definition has no such edits.
    [[nodiscard]] static Expected<std::unique_ptr<HeaderInject>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
            const Secrets &secrets);

    [[nodiscard]] std::string_view name() const override { return "RequestHeaderInjector"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    PerVersion<VersionHeaderEdits> m_versions;
};

// Edits the answer's header fields: the endpoint's edits, then the version's, then those of the
// response processor "header_injector".
class ResponseHeaderInject final : public Step {
public:
    // Null when the definition has no such edits.
    [[nodiscard]] static Expected<std::unique_ptr<ResponseHeaderInject>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
            const Secrets &secrets);

    [[nodiscard]] std::string_view name() const override { return "ResponseHeaderInjector"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    PerVersion<VersionHeaderEdits> m_versions;
    HeaderEdits m_processor;
};

} // namespace gw::chain
