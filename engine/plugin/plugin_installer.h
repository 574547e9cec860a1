// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "plugin/plugin_check.h"
#include "plugin/plugin_file.h"
#include "plugin/plugin_history.h"
#include "plugin/plugin_reaper.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gw::plugin {

// From a file that somebody built to code that runs: checked before anything of it runs, copied to
// a place that never changes, probed in a child process, loaded. Thread: control.
class PluginInstaller final {
public:
    struct Settings {
        std::filesystem::path folder; // of private copies, unless another has it
        ProbeCommand probe;           // empty: files are not probed
        std::chrono::milliseconds initPatience = PluginLibrary::kInitPatience;
    };
    PluginInstaller(Settings settings, const PluginServices &services);

    // Copies and probes. `path` is named in errors. The version has no number and no library yet.
    [[nodiscard]] Expected<PluginVersion> install(const PluginFile &file, PluginManifest manifest,
                                                  const std::string &path) const;
    // Loads and initialises the version's copy, and notes it there. Its last user brings it to the
    // thread that loaded it, to be shut down. One copy is one set of static variables: a library of
    // it that is still in use is taken over as it is, and the shutdown of one that is just being
    // left comes before the new initialisation.
    [[nodiscard]] Expected<std::shared_ptr<const PluginLibrary>> load(PluginVersion &version,
                                                                      const std::string &path);

    // A gw_plugin_init has not returned: its code runs for as long as the process.
    [[nodiscard]] bool hasStuckInit() const;

private:
    [[nodiscard]] Expected<void> probeOnce(const std::filesystem::path &copy) const;

    const Settings m_settings;
    const PluginServices m_services;
    const std::shared_ptr<PluginReaper> m_reaper;
    // Of every library ever loaded: a thread of a library that was shut down may come late.
    std::vector<std::shared_ptr<const PluginHost>> m_hosts;
    // Of those, the last one of each copy.
    std::map<std::filesystem::path, std::shared_ptr<const PluginHost>> m_hostOfCopy;
};

} // namespace gw::plugin
