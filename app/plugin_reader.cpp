// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_reader.h"

#include "plugin/plugin_check.h"
#include "plugin/plugin_file.h"

namespace gw::app {

std::optional<editing::PluginFacts> PluginReader::read(const std::string &file)
{
    const auto stamp = plugin::stampOf(file);
    if (!stamp) {
        return std::nullopt;
    }
    const std::string text = std::to_string(stamp->inode) + ' ' + std::to_string(stamp->size) +
                             ' ' + std::to_string(stamp->changedNs);
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_known.find(file);
        known != m_known.end() && known->second.stamp == text) {
        return known->second.facts;
    }
    editing::PluginFacts facts;
    if (const auto check = plugin::checkFile(file, {})) {
        for (const plugin::HookEntry &hook : check->manifest.hooks) {
            facts.symbols.push_back(hook.name);
        }
    } else {
        facts.problem = check.error().text();
    }
    m_known[file] = {text, facts};
    return facts;
}

} // namespace gw::app
