// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace gw::app {

// What `gatewright plugin VERB` is going to do; returns the exit code of the program.
using Action = std::function<int()>;

// Adds the verbs to the command `plugin`. Parsing one sets the action, which must outlive `plugin`.
void addPluginVerbs(CLI::App &plugin, Action &action);

} // namespace gw::app
