// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <filesystem>

namespace gw::toolchain {

// Where the plugin SDK lies.
struct SdkLocation {
    std::filesystem::path headers;      // holds gatewright/plugin.h
    std::filesystem::path cmakePackage; // holds GatewrightPluginConfig.cmake
};

// Finds the SDK of the installation that a program belongs to: PREFIX/bin/gatewright has it in
// PREFIX/include and PREFIX/share. A build folder is laid out in the same way. Fails when it is not
// installed there.
[[nodiscard]] Expected<SdkLocation> findSdk(const std::filesystem::path &program);

} // namespace gw::toolchain
