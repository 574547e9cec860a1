// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace gw::definition {

enum class DefinitionOrigin : std::uint8_t { Template, Url, OpenApi, Curl };

// What a new API is made from.
struct NewDefinitionInput {
    DefinitionOrigin origin = DefinitionOrigin::Template;
    std::string templateId = "proxy";
    std::string source; // the target's URL, a file's path, a command
    std::string echo;   // where a template without a target goes; empty: nowhere
    // Empty: made from the source.
    std::string name;
    std::string apiId;
    std::string listenPath;
    std::string unnamed = "New API"; // the name where the source gives none
    std::vector<std::string> takenIds;
};

struct NewDefinition {
    std::string text;
    std::string name;
    std::string apiId;
    std::string listenPath;
    std::vector<std::string> notes; // what of the source was left out, and why
};

// Fails with what to do for a source that cannot be read, an id that is no file name or is taken, a
// listen path without its slash, and when it is stopped. Reads the file of OpenApi, at most
// kMaxOpenApiBytes. Thread: any; blocks on the disk.
[[nodiscard]] Expected<NewDefinition> makeDefinition(const NewDefinitionInput &input,
                                                     const std::stop_token &stop = {});

inline constexpr std::int64_t kMaxOpenApiBytes = std::int64_t{32} << 20;

} // namespace gw::definition
