// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/text_edit.h"
#include "spec/definition_schema.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::editing {

// What the schema cannot know. A source that is empty offers nothing.
struct CompletionSources {
    // Plugin files, spelled as definitions name them: "plugins/post.so".
    std::function<std::vector<std::string>()> pluginFiles;
    // What the library of that path exports.
    std::function<std::vector<std::string>(const std::string &path)> symbols;
    std::function<std::vector<std::string>()> apiIds;
    std::function<std::vector<std::string>()> policyIds;
};

struct Candidate {
    std::string label;  // what the list shows: a key, or a value as JSON
    std::string detail; // one line of help; may be empty
    TextEdit edit;
    std::size_t caret = 0; // in the new text
};

// What may stand at the offset, in the order of the schema; what the token already says narrows it.
[[nodiscard]] std::vector<Candidate> candidatesAt(std::string_view text, std::size_t offset,
                                                  const spec::DefinitionSchema &schema,
                                                  const CompletionSources &sources);

} // namespace gw::editing
