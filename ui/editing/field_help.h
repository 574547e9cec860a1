// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/definition_schema.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::editing {

// What hover help and the inspector say about one field.
struct FieldHelp {
    std::string path;        // "proxy.listen_path", elements as "pre[0].name"
    std::string type;        // "string", "list of strings", "one of ..."
    std::string description; // in the schema's words
    std::string defaultText; // JSON; empty when there is none
    std::vector<std::string> values;
};

// Empty when the schema does not know the place.
[[nodiscard]] std::optional<FieldHelp> helpFor(const spec::DefinitionSchema &schema,
                                               std::string_view pointer);

// "/a/b/0/c" as "a.b[0].c"; the root is "".
[[nodiscard]] std::string dottedPath(std::string_view pointer);

} // namespace gw::editing
