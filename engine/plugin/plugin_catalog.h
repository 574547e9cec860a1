// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "plugin/plugin_check.h"
#include "plugin/plugin_file.h"
#include "plugin/plugin_hook.h"
#include "plugin/plugin_reaper.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::plugin {

// One line of /tyk/plugins: a hook that an API asked for, whether it could be loaded or not.
struct PluginReport {
    std::string path; // as in the API definition
    std::string file; // the file that the path led to
    std::string symbol;
    HookKind kind = HookKind::Request;
    bool isLoaded = false;
    std::string reason; // why not
    std::string abi;    // "1.0"; empty when the file could not be read that far
    std::string sha256;
    std::string buildId;
    std::uint64_t generation = 0; // of this path, from 1
    std::size_t users = 0;        // steps of snapshots in use that hold this generation
    std::uint32_t flags = 0;      // GW_BLOCKING | ...
    HookStats::Totals totals;     // over all generations
};

// A version of a plugin file that was loaded once and can be gone back to.
struct PluginGeneration {
    std::uint64_t number = 0;
    std::string sha256;
    std::string buildId;
    std::string abi;
    std::chrono::system_clock::time_point loadedAt;
    bool isCurrent = false;
};

// The plugin libraries of an engine, by path and content. A file that was rebuilt under the same
// path becomes a new generation when a snapshot asks for its hook again; snapshots that are still
// in use keep the old one. Thread: control. The hooks that it hands out run on any worker.
class PluginCatalog final {
public:
    struct Settings {
        std::filesystem::path stateFolder; // private copies go to <stateFolder>/plugins
        std::string gatewayVersion;        // for file names (reference A8)
        ProbeCommand probe;                // empty: files are not probed in a child process
        std::chrono::nanoseconds slowThreshold{std::chrono::milliseconds(10)};
        std::size_t generationsKept = 5; // private copies of one path, for going back
    };
    PluginCatalog(Settings settings, const PluginServices &services);
    ~PluginCatalog();
    PluginCatalog(const PluginCatalog &) = delete;
    PluginCatalog &operator=(const PluginCatalog &) = delete;

    struct Wanted {
        std::string path; // as in the API definition, or the file inside a bundle's folder
        std::string symbol;
        HookKind kind = HookKind::Request;
        FileNames names = FileNames::Versioned;
    };
    // Loads what is needed. The error is what the API shows until it is mended; it is in list()
    // too.
    [[nodiscard]] Expected<std::shared_ptr<const PluginHook>> hook(const Wanted &wanted);

    [[nodiscard]] std::vector<PluginReport> list() const;
    [[nodiscard]] std::vector<PluginGeneration> generations(const std::string &path) const;

    // Makes an earlier generation the one that the next snapshot gets, until the file's content
    // changes again. Without a number: the one before the current. Fails when there is none, or its
    // copy is gone.
    Expected<std::uint64_t> rollBack(const std::string &path, std::uint64_t generation = 0);

private:
    struct Generation;
    struct Entry;

    [[nodiscard]] Expected<std::shared_ptr<const PluginLibrary>>
    currentLibrary(Entry &entry, const Wanted &wanted);
    [[nodiscard]] Expected<void> takeNewContent(Entry &entry);
    [[nodiscard]] Expected<void> probeOnce(const std::filesystem::path &copy) const;
    [[nodiscard]] Expected<std::shared_ptr<const PluginLibrary>> libraryOf(Entry &entry,
                                                                           Generation &generation);
    [[nodiscard]] Expected<std::shared_ptr<const PluginHook>> makeHook(Entry &entry,
                                                                       const Wanted &wanted);
    void dropOldCopies(Entry &entry);

    const Settings m_settings;
    const PluginServices m_services;
    const std::shared_ptr<PluginReaper> m_reaper;
    // Of every library ever loaded: a thread of a library that was shut down may come late.
    std::vector<std::shared_ptr<const PluginHost>> m_hosts;
    std::map<std::string, std::unique_ptr<Entry>> m_entries; // by path
};

} // namespace gw::plugin
