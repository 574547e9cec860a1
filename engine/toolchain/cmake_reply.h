// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <filesystem>
#include <vector>

namespace gw::toolchain {

// CMake's file API (cmake-file-api(7), codemodel version 2): CMake tells which files it makes.

// Asks; to be called before CMake configures the build folder.
[[nodiscard]] Expected<void> askForCodeModel(const std::filesystem::path &buildFolder);

// The plugin libraries that the last configuration makes, as absolute paths: CMake's MODULE
// libraries, and SHARED ones when there is no module.
[[nodiscard]] Expected<std::vector<std::filesystem::path>>
librariesOf(const std::filesystem::path &buildFolder);

} // namespace gw::toolchain
