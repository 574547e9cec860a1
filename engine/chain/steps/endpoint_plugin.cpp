// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/endpoint_plugin.h"

#include "chain/steps/refused_step.h"
#include "spec/api_definition.h"

namespace gw::chain {

std::unique_ptr<const Step> hookStep(HookFactory &hooks, PluginStep::Place place,
                                     std::vector<std::string> &problems)
{
    auto hook = hooks.load(place.path, place.symbol, place.kind);
    if (hook) {
        return std::make_unique<const PluginStep>(std::move(place), std::move(*hook));
    }
    const std::string reason = "Could not load plugin " + place.path + ":" + place.symbol +
                               ", requests that pass it get 500: " + hook.error().text();
    problems.push_back(reason);
    return std::make_unique<const RefusedStep>(PluginStep::stepName(place.path, place.symbol),
                                               reason, RefusedStep::Lack::Lasting, place.slot);
}

Expected<std::unique_ptr<EndpointPlugin>>
EndpointPlugin::compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
                        HookFactory &hooks, std::vector<std::string> &problems)
{
    auto result = std::make_unique<EndpointPlugin>();
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        Steps steps;
        for (const spec::EndpointPlugin &entry : version.extendedPaths.goPlugin) {
            if (!version.useExtendedPaths || entry.disabled) {
                continue;
            }
            auto step =
                hookStep(hooks, {entry.pluginPath, entry.funcName, HookKind::Request}, problems);
            if (step->bodyNeed() != BodyNeed::None) {
                result->m_bodyNeed = step->bodyNeed();
            }
            if (auto added = steps.add(entry, pathOptions(version, config), std::move(step));
                !added) {
                return tl::unexpected(std::move(added.error()));
            }
        }
        if (!steps.isEmpty()) {
            result->m_versions.add(version, std::move(steps));
        }
    }
    if (result->m_versions.isEmpty()) {
        return nullptr;
    }
    return result;
}

const Step *EndpointPlugin::find(const RequestContext &context) const
{
    const Steps *steps = m_versions.find(context);
    const std::unique_ptr<const Step> *step = steps ? steps->find(context) : nullptr;
    return step ? step->get() : nullptr;
}

std::string_view EndpointPlugin::nameFor(const RequestContext &context) const
{
    const Step *step = find(context);
    return step ? step->name() : std::string_view();
}

bool EndpointPlugin::isBodyNeeded(const RequestContext &context) const
{
    const Step *step = find(context);
    return step && step->bodyNeed() != BodyNeed::None && step->isBodyNeeded(context);
}

StepResult EndpointPlugin::process(RequestContext &context) const
{
    const Step *step = find(context);
    return step ? step->process(context) : StepResult::proceed();
}

} // namespace gw::chain
