// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/project_template.h"

#include "toolchain/project_files.h"
#include "toolchain/replaced.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <unistd.h>

namespace gw::toolchain {

namespace {

namespace fs = std::filesystem;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Names that CMake, Cargo or the layout of the project keep for themselves.
bool isReserved(const std::string &name)
{
    constexpr std::array<std::string_view, 12> kNames = {"all",   "build",   "clean", "core",
                                                         "crate", "help",    "self",  "std",
                                                         "super", "install", "test",  "package"};
    return std::ranges::find(kNames, name) != kNames.end();
}

Expected<void> checkName(const std::string &name)
{
    switch (judgeName(name)) {
    case NameVerdict::NoWord:
        return failure("Not a name for a plugin", name,
                       "Take letters, digits, '-' and '_', a letter first, 64 at most");
    case NameVerdict::Reserved:
        return failure("The name is reserved by build systems", name, "Take another one");
    case NameVerdict::Fine:
        break;
    }
    return {};
}

ProjectRequest completed(ProjectRequest request)
{
    if (request.hooks.empty()) {
        request.hooks = {HookPlace::Post};
    }
    std::ranges::sort(request.hooks);
    const auto twice = std::ranges::unique(request.hooks);
    request.hooks.erase(twice.begin(), twice.end());
    return request;
}

std::vector<ProjectFile> filesOf(const ProjectRequest &request)
{
    std::vector<ProjectFile> files = request.language == Language::C      ? cFiles(request)
                                     : request.language == Language::Rust ? rustFiles(request)
                                                                          : cppFiles(request);
    std::ranges::move(sharedFiles(request), std::back_inserter(files));
    for (ProjectFile &file : files) {
        file.text = replaced(std::move(file.text), "{NAME}", request.name);
    }
    return files;
}

Expected<void> write(const fs::path &folder, const std::vector<ProjectFile> &files)
{
    std::error_code error;
    for (const ProjectFile &file : files) {
        fs::create_directories((folder / file.name).parent_path(), error);
        std::ofstream stream(folder / file.name, std::ios::binary);
        stream << file.text;
        stream.close();
        if (error || !stream) {
            return failure("Cannot be written", (folder / file.name).string());
        }
    }
    return {};
}

} // namespace

NameVerdict judgeName(const std::string &name)
{
    const bool isWord = !name.empty() && name.size() <= kLongestProjectName &&
                        isLetter(name.front()) && std::ranges::all_of(name, [](char c) {
                            return isLetter(c) || isDigit(c) || c == '-' || c == '_';
                        });
    return !isWord            ? NameVerdict::NoWord
           : isReserved(name) ? NameVerdict::Reserved
                              : NameVerdict::Fine;
}

Expected<fs::path> makeProject(const ProjectRequest &raw)
{
    const ProjectRequest request = completed(raw);
    if (auto named = checkName(request.name); !named) {
        return tl::unexpected(named.error());
    }
    const fs::path folder = request.parent / request.name;
    std::error_code error;
    if (fs::exists(fs::symlink_status(folder, error))) {
        return failure("Something of that name is there already", folder.string(),
                       "Take another name, or remove it first");
    }
    // Made aside and renamed: whole, or not there at all.
    const fs::path draft = request.parent / ("." + request.name + "." + std::to_string(::getpid()));
    if (!fs::create_directory(draft, error)) {
        return failure("Cannot make a folder there: " + error.message(), request.parent.string());
    }
    const auto written = write(draft, filesOf(request));
    if (written) {
        fs::rename(draft, folder, error);
    }
    if (!written || error) {
        std::error_code ignored;
        fs::remove_all(draft, ignored);
        return written ? failure("Cannot be made: " + error.message(), folder.string())
                       : tl::unexpected(written.error());
    }
    return folder;
}

std::string hookName(const std::string &project, HookPlace place)
{
    constexpr std::array<std::string_view, 5> kPlaces = {"Pre", "AuthCheck", "PostKeyAuth", "Post",
                                                         "Response"};
    std::string name;
    bool isStart = true;
    for (const char c : project) {
        if (c == '-' || c == '_') {
            isStart = true;
            continue;
        }
        name += isStart && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        isStart = false;
    }
    return name.append(kPlaces[static_cast<std::size_t>(place)]);
}

std::string textOfHooks(const ProjectRequest &request, const HookTexts &texts)
{
    std::string all;
    for (const HookPlace place : request.hooks) {
        const char *text = place == HookPlace::AuthCheck  ? texts.authCheck
                           : place == HookPlace::Response ? texts.response
                                                          : texts.request;
        all += replaced(text, "{HOOK}", hookName(request.name, place));
    }
    return all;
}

} // namespace gw::toolchain
