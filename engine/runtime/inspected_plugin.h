// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_inspector.h"

#include <optional>
#include <string>

namespace gw::runtime {

// What lies under a plugin path, as the next load would find it.
struct InspectedPlugin {
    std::string file;                         // where the path leads to
    std::optional<plugin::PluginFacts> facts; // nothing: there is no such file
};

} // namespace gw::runtime
