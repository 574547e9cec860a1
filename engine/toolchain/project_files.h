// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "toolchain/project_template.h"

#include <string>
#include <vector>

namespace gw::toolchain {

struct ProjectFile {
    std::filesystem::path name; // relative to the project
    std::string text;
};

// Sources and build files of a project in each language. {NAME} stands for the project, {HOOK} for
// the hook at hand.
[[nodiscard]] std::vector<ProjectFile> cppFiles(const ProjectRequest &request);
[[nodiscard]] std::vector<ProjectFile> cFiles(const ProjectRequest &request);
[[nodiscard]] std::vector<ProjectFile> rustFiles(const ProjectRequest &request);
// The same for all languages: tests, README, .gitignore.
[[nodiscard]] std::vector<ProjectFile> sharedFiles(const ProjectRequest &request);

// What a kind of hook looks like in one language, with {HOOK} for its name.
struct HookTexts {
    const char *request; // pre, post_key_auth, post
    const char *authCheck;
    const char *response;
};

// One text for each hook of the request, in their order, with {HOOK} replaced.
[[nodiscard]] std::string textOfHooks(const ProjectRequest &request, const HookTexts &texts);

} // namespace gw::toolchain
