// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gw::toolchain {

enum class Language : std::uint8_t { Cpp, C, Rust };

// Where an API definition may name a hook.
enum class HookPlace : std::uint8_t { Pre, AuthCheck, PostKeyAuth, Post, Response };

struct ProjectRequest {
    std::string name; // of the folder, the library and, in PascalCase, the hooks
    Language language = Language::Cpp;
    std::vector<HookPlace> hooks;       // empty: one at Post; each place counts once
    std::filesystem::path parent = "."; // where the folder is made
};

enum class NameVerdict : std::uint8_t { Fine, NoWord, Reserved };

inline constexpr std::size_t kLongestProjectName = 64;

// A name has letters, digits, "-" and "_", a letter first, and is none that build systems keep for
// themselves. Thread: any.
[[nodiscard]] NameVerdict judgeName(const std::string &name);

// Writes a small project that compiles at once: source, build file, a test of each hook with the
// SDK's harness, README. Returns its folder. Fails, and leaves nothing behind, when the name is not
// allowed or something of that name is there already. Thread: any; blocks on the disk.
[[nodiscard]] Expected<std::filesystem::path> makeProject(const ProjectRequest &request);

// "rate-guard", Post: "RateGuardPost".
[[nodiscard]] std::string hookName(const std::string &project, HookPlace place);

} // namespace gw::toolchain
