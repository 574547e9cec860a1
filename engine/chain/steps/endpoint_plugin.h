// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/hook.h"
#include "chain/steps/plugin_step.h"

#include <memory>
#include <string>
#include <vector>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// Runs the hook of the first go_plugin entry that matches the request (reference A5). An entry
// whose hook cannot be loaded answers 500.
class EndpointPlugin final : public Step {
public:
    // Null when the definition has no such entries. Hooks that are missing are told in `problems`.
    [[nodiscard]] static Expected<std::unique_ptr<EndpointPlugin>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
            HookFactory &hooks, std::vector<std::string> &problems);

    [[nodiscard]] std::string_view name() const override { return "GoPluginMiddleware: :"; }
    [[nodiscard]] std::string_view nameFor(const RequestContext &context) const override;
    [[nodiscard]] BodyNeed bodyNeed() const override { return m_bodyNeed; }
    [[nodiscard]] bool isBodyNeeded(const RequestContext &context) const override;
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    using Steps = EndpointList<std::unique_ptr<const Step>>;

    [[nodiscard]] const Step *find(const RequestContext &context) const;

    PerVersion<Steps> m_versions;
    BodyNeed m_bodyNeed = BodyNeed::None;
};

// The step of a hook: a PluginStep, or a RefusedStep and a line in `problems`.
[[nodiscard]] std::unique_ptr<const Step> hookStep(HookFactory &hooks, PluginStep::Place place,
                                                   std::vector<std::string> &problems);

} // namespace gw::chain
