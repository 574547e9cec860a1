// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/breakpoints.h"
#include "chain/chain.h"
#include "runtime/snapshot_builder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
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

[[nodiscard]] inline std::string nameOf(const spec::StoredDefinition &file)
{
    return std::filesystem::path(file.path).filename().string();
}

// A snapshot in the making.
struct SnapshotBuilder::Draft {
    std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>();
    ReloadReport report;
    const Snapshot *previous = nullptr;
    std::span<const plugin::PluginChange> swaps; // of plugins, since the previous one
    std::map<std::string, const LoadedApi *> previousByFile;
    std::vector<std::size_t> reportOf;           // by index of an API: its row in the report
    std::map<std::string, std::string> fileOfId; // of the APIs that are in it

    void add(LoadedApi api, ApiReport row)
    {
        row.servicePort = api.servicePort;
        row.steps = stepsOf(api.api->chain);
        fileOfId.emplace(api.api->facts.id, api.file);
        reportOf.push_back(report.apis.size());
        snapshot->apis.push_back(std::move(api));
        report.apis.push_back(std::move(row));
    }

    // Whether the name of the file is its id; of one that cannot be read the id that it had.
    [[nodiscard]] bool bearsItsId(const spec::StoredDefinition &file) const
    {
        const std::string name = nameOf(file);
        if (file.definition) {
            return name == file.definition->apiId + ".json";
        }
        const auto old = previousByFile.find(name);
        return old != previousByFile.end() && name == old->second->api->facts.id + ".json";
    }

    // Why the file is not served, whatever its definition says: it cannot be read, or another one
    // has the id.
    [[nodiscard]] std::optional<Error> refusalOf(const spec::StoredDefinition &file) const
    {
        if (!file.definition) {
            return file.definition.error();
        }
        const std::string &id = file.definition->apiId;
        const auto taken = fileOfId.find(id);
        if (taken == fileOfId.end()) {
            return std::nullopt;
        }
        return Error{"api_id \"" + id + "\" is that of " + taken->second + " too, which is served",
                     nameOf(file) + "/api_id", "Give one of them another api_id, or delete it"};
    }

    // By file, each of which has one row.
    void sort()
    {
        std::ranges::sort(snapshot->apis, {}, &LoadedApi::file);
        std::ranges::sort(report.apis, {}, &ApiReport::file);
        for (std::size_t i = 0; i < snapshot->apis.size(); ++i) {
            const auto row =
                std::ranges::lower_bound(report.apis, snapshot->apis[i].file, {}, &ApiReport::file);
            reportOf[i] = static_cast<std::size_t>(row - report.apis.begin());
        }
    }
};

} // namespace gw::runtime
