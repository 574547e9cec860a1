// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_reader.h"

namespace gw::app {

std::optional<editing::PluginFacts> PluginReader::read(const std::string &file)
{
    const auto inspected = m_inspector.inspect(file);
    if (!inspected) {
        return std::nullopt;
    }
    editing::PluginFacts facts;
    facts.knowsKinds = true;
    for (const plugin::HookEntry &hook : inspected->hooks) {
        facts.symbols.push_back(hook.name);
        if ((hook.kinds & plugin::kindBit(plugin::HookKind::Response)) != 0) {
            facts.responses.push_back(hook.name);
        }
        if ((hook.kinds & plugin::kindBit(plugin::HookKind::Request)) != 0) {
            facts.requests.push_back(hook.name);
        }
    }
    facts.problem = inspected->problem;
    facts.abi = inspected->abi;
    return facts;
}

} // namespace gw::app
