// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/snapshot_builder.h"

#include <map>
#include <span>

namespace gw::runtime {

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
        reportOf.push_back(report.apis.size());
        snapshot->apis.push_back(std::move(api));
        report.apis.push_back(std::move(row));
    }
};

} // namespace gw::runtime
