// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/track_endpoints.h"

#include "spec/api_definition.h"

namespace gw::chain {

namespace {

Expected<void> fill(EndpointList<std::string> &list, const std::vector<spec::Endpoint> &entries,
                    spec::PathPattern::Options options)
{
    for (const spec::Endpoint &entry : entries) {
        if (auto added = list.add(entry, options, entry.path); !added) {
            return added;
        }
    }
    return {};
}

} // namespace

Expected<std::unique_ptr<TrackEndpoints>>
TrackEndpoints::compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config)
{
    auto step = std::make_unique<TrackEndpoints>();
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        if (!version.useExtendedPaths) {
            continue;
        }
        Lists lists;
        const auto options = pathOptions(version, config);
        const auto &paths = version.extendedPaths;
        const auto done = fill(lists.tracked, paths.trackEndpoints, options).and_then([&] {
            return fill(lists.untracked, paths.doNotTrackEndpoints, options);
        });
        if (!done) {
            return tl::unexpected(done.error());
        }
        if (!lists.tracked.isEmpty() || !lists.untracked.isEmpty()) {
            step->m_versions.add(version, std::move(lists));
        }
    }
    if (step->m_versions.isEmpty()) {
        return nullptr;
    }
    return step;
}

StepResult TrackEndpoints::process(RequestContext &context) const
{
    const Lists *lists = m_versions.find(context);
    if (!lists) {
        return StepResult::proceed();
    }
    if (const std::string *path = lists->tracked.find(context)) {
        context.trackedPath = *path;
    }
    if (lists->untracked.find(context)) {
        context.doNotTrack = true;
    }
    return StepResult::proceed();
}

} // namespace gw::chain
