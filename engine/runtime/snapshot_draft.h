// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/snapshot_builder.h"

#include <filesystem>
#include <map>
#include <optional>
#include <span>

namespace gw::runtime {

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
    std::map<std::string, std::string> idOfFile; // of all that are there: the API each is of
    std::vector<std::size_t> reportOf;           // by index of an API: its row in the report
    std::map<std::string, std::string> fileOfId; // of the APIs that are in it

    std::map<std::string, std::string> brokenFileOfId; // that none of them may have

    // First of all: what files there are.
    void lookOver(std::span<const spec::StoredDefinition> files);

    void add(LoadedApi api, ApiReport row);

    // A file that serves nothing keeps its API's id: what another one with that id says is not
    // known to be meant.
    void addBroken(ApiReport row);

    // Why the file is not served, whatever its definition says: it cannot be read, or another one
    // has the id.
    [[nodiscard]] std::optional<Error> refusalOf(const spec::StoredDefinition &file) const;

    // By file, each of which has one row.
    void sort();

private:
    // The API that the file is of; of one that cannot be read that which it served before, if any.
    [[nodiscard]] std::string apiIdOf(const spec::StoredDefinition &file) const;
    // Whether the API serves already, and from this file, or from one that is not there for it any
    // more: this may be the same one under another name.
    [[nodiscard]] bool goesOnServing(const std::string &id, const std::string &file) const;
};

} // namespace gw::runtime
