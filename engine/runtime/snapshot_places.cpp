// SPDX-License-Identifier: GPL-3.0-or-later
// Where the APIs of a snapshot are served: each has a port and a path of its own.
#include "base/log.h"
#include "runtime/snapshot_draft.h"
#include "spec/api_definition.h"
#include "spec/gateway_config.h"

#include <algorithm>
#include <set>

namespace gw::runtime {

// One port, one protocol, and of raw bytes one API: who was there before, then the first file by
// name.
void SnapshotBuilder::resolvePorts(Draft &draft) const
{
    std::map<std::uint16_t, const LoadedApi *> taken;
    const auto wasThere = [&](const LoadedApi &api) {
        const auto old = draft.previousByFile.find(api.file);
        return old != draft.previousByFile.end() && !old->second->isShutOut &&
               old->second->servicePort == api.servicePort;
    };
    for (const bool isFirstTurn : {true, false}) { // of those that were there before
        for (std::size_t i = 0; i < draft.snapshot->apis.size(); ++i) {
            LoadedApi &api = draft.snapshot->apis[i];
            const ServicePort port = api.servicePort;
            if (port.port == 0 || wasThere(api) != isFirstTurn ||
                api.api->facts.definition->internal) {
                continue;
            }
            const LoadedApi &first = *taken.emplace(port.port, &api).first->second;
            api.isShutOut = &first != &api && (first.servicePort != port || isRaw(port.protocol));
            if (api.isShutOut) {
                ApiReport &row = draft.report.apis[draft.reportOf[i]];
                row.state = ApiState::Failed;
                row.problems.push_back("listen_port " + std::to_string(port.port) +
                                       " is taken by API " + first.api->facts.id + " (" +
                                       std::string(toString(first.servicePort.protocol)) + ")");
            }
        }
    }
}

// Same domain and listen path twice: one that was serving keeps the path, others get "<path>-<id>"
// (reference D1). On a cold start Tyk renames all of them; here the first file by name keeps it.
void SnapshotBuilder::resolveCollisions(Draft &draft)
{
    // Domains that are not in force do not keep routes apart: one of two would never be served.
    const auto keyOf = [usesDomains = m_inputs.config->enableCustomDomains](
                           const LoadedApi &api, const std::string &path) {
        const spec::ApiDefinition &definition = *api.api->facts.definition;
        return std::to_string(api.servicePort.port) + " " +
               (usesDomains && !definition.domainDisabled ? definition.domain : std::string()) +
               " " + path;
    };
    std::set<std::string> taken;
    std::vector<std::size_t> later;
    for (std::size_t i = 0; i < draft.snapshot->apis.size(); ++i) {
        LoadedApi &api = draft.snapshot->apis[i];
        if (isRaw(api.servicePort.protocol) || api.isShutOut) {
            continue; // it has no paths, or nobody comes to them
        }
        const auto old = draft.previousByFile.find(api.file);
        const bool wasServing = old != draft.previousByFile.end() && !old->second->isShutOut &&
                                old->second->servicePort == api.servicePort &&
                                old->second->routePath == api.api->facts.listenPath;
        if (!wasServing || !taken.insert(keyOf(api, api.api->facts.listenPath)).second) {
            later.push_back(i);
        } else {
            api.routePath = api.api->facts.listenPath;
        }
    }
    for (const std::size_t i : later) {
        LoadedApi &api = draft.snapshot->apis[i];
        std::string path = api.api->facts.listenPath;
        if (!taken.insert(keyOf(api, path)).second) {
            path += "-" + api.api->facts.id;
            while (!taken.insert(keyOf(api, path)).second) {
                path += "_";
            }
            const std::string problem = "Listen path collision, changed to " + path;
            ApiReport &row = draft.report.apis[draft.reportOf[i]];
            row.isMoved = true;
            std::vector<std::string> &told = row.problems;
            if (std::find(told.begin(), told.end(), problem) == told.end()) {
                m_inputs.log.error(problem, {{"api_id", api.api->facts.id}, {"prefix", "main"}});
                told.push_back(problem);
            }
        }
        api.routePath = path;
    }
}

} // namespace gw::runtime
