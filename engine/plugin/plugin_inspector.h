// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_file.h"
#include "plugin/plugin_manifest.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace gw::plugin {

// What a plugin file says about itself.
struct PluginFacts {
    std::string abi;              // "1.0"; empty where there is a problem
    std::vector<HookEntry> hooks; // sorted by name
    std::string problem;          // why no gateway of this version can use it; empty when one can
};

// Reads plugin files without running any of their code. A file that has not changed is read once.
// Blocks on the disk. Thread: any.
class PluginInspector final {
public:
    // Nothing when there is no such file.
    [[nodiscard]] std::optional<PluginFacts> inspect(const std::filesystem::path &file);

private:
    static constexpr std::size_t kMostKnown = 1000; // then it forgets them all

    struct Known {
        FileStamp stamp;
        PluginFacts facts;
    };

    std::mutex m_mutex;
    std::map<std::filesystem::path, Known> m_known;
};

} // namespace gw::plugin
