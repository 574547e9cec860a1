// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gw::app {

struct PluginBuildArguments {
    std::string source;
    std::string output;
};

// `gatewright plugin build`: the compiler's messages go to standard error as they are, what is in
// the new library to standard output. 0: built; 1: not; 130: interrupted.
[[nodiscard]] int buildPlugin(const PluginBuildArguments &arguments);

} // namespace gw::app
