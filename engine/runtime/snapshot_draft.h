// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/breakpoints.h"
#include "chain/chain.h"
#include "runtime/snapshot_builder.h"

#include <algorithm>
#include <map>
#include <span>

namespace gw::runtime {

// How the steps are called, each once.
[[nodiscard]] inline std::vector<std::string> stepsOf(const chain::Chain &chain)
{
    std::vector<std::string> names;
    for (const auto *steps : {&chain.request, &chain.response}) {
        for (const std::unique_ptr<const chain::Step> &step : *steps) {
            const std::string name(chain::shortName(*step, {}));
            if (!name.empty() && std::ranges::find(names, name) == names.end()) {
                names.push_back(name);
            }
        }
    }
    return names;
}

// A snapshot in the making.
struct SnapshotBuilder::Draft {
    std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>();
    ReloadReport report;
    const Snapshot *previous = nullptr;
    std::span<const plugin::PluginChange> swaps; // of plugins, since the previous one
    std::map<std::string, const LoadedApi *> previousByFile;
    std::vector<std::size_t> reportOf; // by index of an API: its row in the report

    void add(LoadedApi api, ApiReport row)
    {
        row.servicePort = api.servicePort;
        row.steps = stepsOf(api.api->chain);
        reportOf.push_back(report.apis.size());
        snapshot->apis.push_back(std::move(api));
        report.apis.push_back(std::move(row));
    }
};

} // namespace gw::runtime
