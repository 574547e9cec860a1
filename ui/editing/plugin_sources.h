// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The sources of a workspace's plugins: "plugins/src" has one file, or a project (a folder with
// CMakeLists.txt or Cargo.toml), for each library of the same name in "plugins".
namespace gw::editing {

struct PluginSource {
    std::string name; // of the library, without ".so"
    std::string file; // to be edited
    std::string root; // to be built: the file, or the project's folder
};

[[nodiscard]] std::string pluginSourcesFolder(const std::string &workspace);
// Name of the library that is built of a source file or of a project's folder, without ".so": both
// may have dots in theirs. Thread: any; looks at the disk.
[[nodiscard]] std::string pluginNameOf(const std::string &root);
// Sorted by name. Thread: any; reads folders.
[[nodiscard]] std::vector<PluginSource> pluginSourcesOf(const std::string &workspace);
// Whether an engine unpacked the library from a bundle: ".../bundles/<sha256 of the zip>/x.so".
[[nodiscard]] bool isOfBundle(std::string_view library);
// Of a library as definitions or the engine name it; none of a bundle's. Thread: any; reads
// folders.
[[nodiscard]] std::optional<PluginSource> sourceOfPlugin(const std::string &workspace,
                                                         std::string_view library);
// What is to be built when this file was changed: the project that it is in, or the file itself.
// Thread: any; reads folders.
[[nodiscard]] std::string buildRootOf(const std::string &file);

} // namespace gw::editing
