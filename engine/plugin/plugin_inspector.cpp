// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_inspector.h"

#include "plugin/plugin_check.h"

namespace gw::plugin {

std::optional<PluginFacts> PluginInspector::inspect(const std::filesystem::path &file)
{
    const auto stamp = stampOf(file);
    if (!stamp) {
        return std::nullopt;
    }
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_known.find(file);
        known != m_known.end() && known->second.stamp == *stamp) {
        return known->second.facts;
    }
    PluginFacts facts;
    if (auto check = checkFile(file, {})) {
        facts.abi = check->manifest.abi();
        facts.hooks = std::move(check->manifest.hooks);
    } else {
        facts.problem = check.error().text();
    }
    if (m_known.size() >= kMostKnown) {
        m_known.clear();
    }
    m_known[file] = {*stamp, facts};
    return facts;
}

} // namespace gw::plugin
