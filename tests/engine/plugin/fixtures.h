// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_file.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

// Where tests/abi and plugins/examples put their libraries.
inline std::filesystem::path fixture(const std::string &name)
{
    return std::filesystem::path(GW_FIXTURES) / (name + ".so");
}

inline std::filesystem::path example(const std::string &name)
{
    return std::filesystem::path(GW_EXAMPLES) / (name + ".so");
}

inline std::vector<std::byte> bytesOf(const std::filesystem::path &path)
{
    return gw::plugin::readPluginFile(path)->bytes;
}
