// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "spec/json_document.h"

#include <string>
#include <vector>

namespace gw::editing {

struct PluginFinding {
    spec::Finding finding;
    std::string suggestion; // a file or symbol that looks like it; may be empty
};

// One hook that a definition names.
struct NamedHook {
    std::string pointer; // of the object
    std::string slot;    // "pre", "auth_check", "go_plugin", "analytics_plugin", ...
    std::string nameKey; // "name" or "func_name"
    std::string pathKey;
    std::string name;
    std::string path;
    bool isDisabled = false;
};

// All hooks in the order of the document.
[[nodiscard]] std::vector<NamedHook> hooksOf(const spec::JsonDocument &document);

// Whether the files are there and export what is asked of them. workspace: empty when files are
// not looked for.
[[nodiscard]] std::vector<PluginFinding> checkPlugins(const spec::JsonDocument &document,
                                                      const std::string &workspace,
                                                      const PluginLookup &plugins);

// "plugins/*.so" of a workspace as definitions name them, sorted.
[[nodiscard]] std::vector<std::string> pluginFilesOf(const std::string &workspace);

} // namespace gw::editing
