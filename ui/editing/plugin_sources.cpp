// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/plugin_sources.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace gw::editing {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kSuffixes = {".cpp", ".cc", ".c", ".rs"};
constexpr std::array<std::string_view, 2> kBuildFiles = {"CMakeLists.txt", "Cargo.toml"};
constexpr int kDepth = 3; // of a source in its project, at most

bool isFile(const fs::path &path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool isProject(const fs::path &folder)
{
    return std::ranges::any_of(kBuildFiles,
                               [&folder](std::string_view name) { return isFile(folder / name); });
}

// The source that gives a project its name; its build file where there is none.
fs::path mainFileOf(const fs::path &project)
{
    for (const std::string_view suffix : kSuffixes) {
        const fs::path file = project / (project.filename().string() + std::string(suffix));
        if (isFile(file)) {
            return file;
        }
    }
    if (const fs::path file = project / "src" / "lib.rs"; isFile(file)) {
        return file;
    }
    const fs::path cmake = project / kBuildFiles.front();
    return isFile(cmake) ? cmake : project / kBuildFiles.back();
}

std::optional<PluginSource> sourceAt(const fs::path &path)
{
    std::error_code error;
    if (fs::is_directory(path, error)) {
        if (!isProject(path)) {
            return std::nullopt;
        }
        return PluginSource{pluginNameOf(path.string()), mainFileOf(path).string(), path.string()};
    }
    const bool isSource =
        std::ranges::find(kSuffixes, path.extension().string()) != kSuffixes.end();
    if (!isSource || !isFile(path)) {
        return std::nullopt;
    }
    return PluginSource{pluginNameOf(path.string()), path.string(), path.string()};
}

} // namespace

std::string pluginSourcesFolder(const std::string &workspace)
{
    return workspace + "/plugins/src";
}

std::string pluginNameOf(const std::string &root)
{
    const fs::path path(root);
    std::error_code error;
    return fs::is_directory(path, error) ? path.filename().string() : path.stem().string();
}

std::vector<PluginSource> pluginSourcesOf(const std::string &workspace)
{
    std::vector<PluginSource> sources;
    std::error_code error;
    fs::directory_iterator entry(pluginSourcesFolder(workspace), error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (auto source = sourceAt(entry->path())) {
            sources.push_back(std::move(*source));
        }
    }
    std::ranges::sort(sources, {}, &PluginSource::name);
    return sources;
}

bool isOfBundle(std::string_view library)
{
    constexpr std::string_view kHexDigits = "0123456789abcdef";
    constexpr std::size_t kDigestDigits = 64;
    const fs::path folder = fs::path(library).parent_path();
    const std::string name = folder.filename().string();
    return name.size() == kDigestDigits &&
           name.find_first_not_of(kHexDigits) == std::string::npos &&
           folder.parent_path().filename() == "bundles";
}

std::optional<PluginSource> sourceOfPlugin(const std::string &workspace, std::string_view library)
{
    if (isOfBundle(library)) { // that of the same name in the workspace may be another one
        return std::nullopt;
    }
    const std::string name = fs::path(library).stem().string();
    for (PluginSource &source : pluginSourcesOf(workspace)) {
        if (source.name == name) {
            return std::move(source);
        }
    }
    return std::nullopt;
}

std::string buildRootOf(const std::string &file)
{
    fs::path folder = fs::path(file).parent_path();
    for (int depth = 0; depth < kDepth && !folder.empty(); ++depth) {
        if (isProject(folder)) {
            return folder.string();
        }
        folder = folder.parent_path();
    }
    return file;
}

} // namespace gw::editing
