// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gw::app {

struct BundleServeArguments {
    std::string folder = ".";
    std::string listen = "127.0.0.1:8000";
};

// `gatewright bundle serve`: offers a folder's bundles until SIGTERM or SIGINT. Returns the exit
// code.
[[nodiscard]] int serveBundles(const BundleServeArguments &arguments);

} // namespace gw::app
