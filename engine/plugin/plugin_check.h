// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "plugin/plugin_manifest.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace gw::plugin {

// What is known about a plugin file before anybody trusts it.
struct PluginCheck {
    std::string path;
    PluginManifest manifest;
    std::string sha256;
    std::string sdkVersion;
    std::string buildId;

    // For people: hooks with kind and flags, ABI, needed libraries.
    [[nodiscard]] std::string text() const;
};

// A program with arguments that takes a file as its last one and runs probeInThisProcess() on it:
// {"/usr/bin/gatewright", "plugin", "probe"}.
using ProbeCommand = std::vector<std::string>;

// Reads the file, then has a child process load it, which is killed at the deadline: a plugin whose
// constructors crash or hang cannot harm the caller. Errors name every missing library. With an
// empty command the file is only read. Blocks. Thread: control.
[[nodiscard]] Expected<PluginCheck>
checkFile(const std::filesystem::path &path, const ProbeCommand &probe,
          std::chrono::milliseconds deadline = std::chrono::seconds(5));

// The child's side: loads the library without calling it and prints one JSON object on standard
// output. Returns the exit code: 0, or 1 when the library cannot be loaded.
[[nodiscard]] int probeInThisProcess(const std::filesystem::path &path);

} // namespace gw::plugin
