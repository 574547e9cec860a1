// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gw::app {

struct PluginLoadArguments {
    std::string files; // separated by commas, as Tyk takes them
    std::string symbol;
};

// `gatewright plugin load`, spelled as Tyk's: loads each file in this process, with its init, looks
// the hook up and prints Tyk's line. 0 when all are there; 1 at the first that is not.
[[nodiscard]] int loadPlugins(const PluginLoadArguments &arguments);

} // namespace gw::app
