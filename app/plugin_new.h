// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gw::app {

struct PluginNewArguments {
    std::string name;
    std::string language = "c++";   // c++, c, rust
    std::vector<std::string> hooks; // pre, auth_check, post_key_auth, post, response
};

// `gatewright plugin new`: makes a project in the current folder. 0: made; 1: not, and why.
[[nodiscard]] int newPlugin(const PluginNewArguments &arguments);

} // namespace gw::app
