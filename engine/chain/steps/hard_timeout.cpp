// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/hard_timeout.h"

#include "spec/api_definition.h"

namespace gw::chain {

Expected<std::unique_ptr<HardTimeout>> HardTimeout::compile(const spec::ApiDefinition &definition,
                                                            const spec::GatewayConfig &config)
{
    auto step = std::make_unique<HardTimeout>();
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        Limits limits;
        if (!version.globalEnforceTimeoutDisabled) {
            limits.global = version.globalEnforceTimeout;
        }
        for (const spec::HardTimeout &entry : version.extendedPaths.hardTimeouts) {
            if (!version.useExtendedPaths) {
                break;
            }
            if (auto added = limits.endpoints.add(entry, pathOptions(version, config), entry.limit);
                !added) {
                return tl::unexpected(std::move(added.error()));
            }
        }
        if (limits.global.count() > 0 || !limits.endpoints.isEmpty()) {
            step->m_versions.add(version, std::move(limits));
        }
    }
    if (step->m_versions.isEmpty()) {
        return nullptr;
    }
    return step;
}

StepResult HardTimeout::process(RequestContext &context) const
{
    if (const Limits *limits = m_versions.find(context)) {
        const std::chrono::milliseconds *limit = limits->endpoints.find(context);
        context.enforcedTimeout = limit && limit->count() > 0 ? *limit : limits->global;
    }
    return StepResult::proceed();
}

} // namespace gw::chain
