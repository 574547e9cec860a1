// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gw::app {

struct PluginBenchArguments {
    std::string file;
    std::string symbol;
    std::string request; // a file; empty: a small GET
    std::string api;     // file of an API definition; empty: none
    double seconds = 2;
};

// `gatewright plugin bench`: checks the library, then times one of its hooks in a child process, so
// that a hook that crashes is told by its name. 0: timed; 1: not, and why.
[[nodiscard]] int benchPlugin(const PluginBenchArguments &arguments);

// The child's side: prints the report.
[[nodiscard]] int measurePlugin(const PluginBenchArguments &arguments);

} // namespace gw::app
