// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "plugin/plugin_change.h"
#include "plugin/plugin_check.h"
#include "plugin/plugin_file.h"
#include "plugin/plugin_hook.h"
#include "plugin/plugin_installer.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::plugin {

// One line of /tyk/plugins: a hook that an API asked for, whether it could be loaded or not.
struct PluginReport {
    std::string path; // as the API definition spells it
    std::string key;  // the path as the catalog knows it
    std::string file; // the file that the path led to
    std::string symbol;
    HookKind kind = HookKind::Request;
    bool isLoaded = false;
    std::string reason; // why not; of a loaded one: why the file's new content is not in force
    std::string abi;    // "1.0"; empty when the file could not be read that far
    std::string sha256;
    std::string buildId;
    std::uint64_t generation = 0; // of this path, from 1
    bool isRolledBack = false;    // the file holds a later one
    std::size_t users = 0;        // steps of snapshots in use that hold this generation
    std::uint32_t flags = 0;      // GW_BLOCKING | ...
    HookStats::Totals totals;     // over all generations
};

// A version of a plugin file that was loaded once.
struct PluginGeneration {
    std::uint64_t number = 0;
    std::string sha256;
    std::string buildId;
    std::string abi;
    std::chrono::system_clock::time_point loadedAt;
    bool isCurrent = false;
    bool isKept = false; // can be gone back to
};

// Where a path leads, and what was read there last.
struct PluginSource {
    std::filesystem::path file;
    FileStamp stamp; // of the content that was read and could be used; empty: none was
};

// The plugin libraries of an engine, by path and content. hook() hands out what is in force; only
// refresh() takes a file's new content, and only when it is as good as the old: it loads, and has
// every hook that is in use. Snapshots that are still in use keep the code that they began with.
// Thread: control. The hooks that it hands out run on any worker.
class PluginCatalog final {
public:
    struct Settings {
        std::filesystem::path stateFolder; // private copies go to <stateFolder>/plugins
        std::string gatewayVersion;        // for file names (reference A8)
        ProbeCommand probe;                // empty: files are not probed in a child process
        std::chrono::nanoseconds slowThreshold{std::chrono::milliseconds(10)};
        std::size_t generationsKept = 3; // before the current one, for going back
        std::chrono::milliseconds initPatience = PluginLibrary::kInitPatience;
    };
    PluginCatalog(Settings settings, const PluginServices &services);
    ~PluginCatalog();
    PluginCatalog(const PluginCatalog &) = delete;
    PluginCatalog &operator=(const PluginCatalog &) = delete;

    struct Wanted {
        std::string path; // absolute, so that each file has one
        std::string symbol;
        HookKind kind = HookKind::Request;
        FileNames names = FileNames::Versioned;
        std::string spelling = {}; // of the path in the API definition, for people; empty: the same
    };
    // The hook of the generation in force; of a path that nobody uses, what its file holds now. The
    // error is what the API shows until it is mended; it is in list() too.
    [[nodiscard]] Expected<std::shared_ptr<const PluginHook>> hook(const Wanted &wanted);

    // Whether the definitions that are about to be served name a hook.
    using IsNamed = std::function<bool(std::string_view path, std::string_view symbol)>;
    // Looks at the files of all paths in use and takes new content. What was taken is kept loaded
    // until settle(). Paths without a change or an alarm are left out, and so are those that nobody
    // uses: hook() looks at their files.
    [[nodiscard]] std::vector<PluginChange> refresh(const IsNamed &isNamed);
    // The same for one path, reading its file also when it seems untouched. Fails for a path that
    // no API asked for.
    [[nodiscard]] Expected<PluginChange> refreshPath(const std::string &path,
                                                     const IsNamed &isNamed);
    // Brings a change up to what hook() has done since, for a path that nobody used before.
    void complete(PluginChange &change) const;
    // Puts an earlier generation in force, until the file's content changes again. 0: the one that
    // the current took over from. Fails, and changes nothing, when there is none, its copy is gone,
    // or it lacks a hook that is in use.
    [[nodiscard]] Expected<PluginChange> rollBack(const std::string &path, std::uint64_t generation,
                                                  const IsNamed &isNamed);
    using Spellings = std::map<std::string, std::string>; // by path
    // To be called when the snapshot that was built behind refresh() or rollBack() is published.
    // Forgets what no definition names any more; the others are listed as its definitions spell
    // them.
    void settle(const IsNamed &isNamed, const Spellings &spellings);

    // A gw_plugin_init has not returned: its code runs for as long as the process.
    [[nodiscard]] bool hasStuckInit() const { return m_installer.hasStuckInit(); }

    [[nodiscard]] std::vector<PluginReport> list() const;
    [[nodiscard]] std::vector<PluginGeneration> generations(const std::string &path) const;
    // Why a path's new content is not in force; empty: it is.
    [[nodiscard]] std::string refusalOf(const std::string &path) const;
    // The files that the paths lead to now.
    [[nodiscard]] std::map<std::string, PluginSource> files() const;

private:
    struct Entry;
    enum class Look : std::uint8_t { IfTouched, Always };

    [[nodiscard]] Expected<std::shared_ptr<const PluginHook>> makeHook(Entry &entry,
                                                                       const Wanted &wanted);
    [[nodiscard]] Expected<std::shared_ptr<const PluginLibrary>>
    libraryInForce(Entry &entry, const Wanted &wanted);
    [[nodiscard]] Expected<void> takeFirst(Entry &entry);
    [[nodiscard]] PluginChange refreshEntry(Entry &entry, Look look, const IsNamed &isNamed);
    [[nodiscard]] Expected<void> takeNew(Entry &entry, Look look, const IsNamed &isNamed);
    [[nodiscard]] static Expected<void>
    checkHooks(const Entry &entry, const PluginManifest &manifest, const IsNamed &isNamed);
    [[nodiscard]] Expected<void> load(Entry &entry, PluginVersion &version, const IsNamed &isNamed);

    const Settings m_settings;
    Log &m_log;
    PluginInstaller m_installer;
    std::map<std::string, std::unique_ptr<Entry>> m_entries;   // by path
    std::vector<std::shared_ptr<const PluginLibrary>> m_fresh; // until settle()
};

} // namespace gw::plugin
