// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/definition_schema.h"
#include "spec/finding.h"

#include <vector>

namespace gw::spec {

struct SchemaFinding {
    enum class Rule : std::uint8_t {
        Type,     // Error: the engine refuses the document
        Value,    // not one of the values, out of range, wrong form
        Missing,  // Finding::pointer is the object; `suggestion` the key
        Unknown,  // the member is not read; `suggestion` a key that looks like it, or nothing
        Spelling, // read all the same; `suggestion` is the usual spelling
    };

    Rule rule = Rule::Value;
    Finding finding;
    std::string
        suggestion; // what to write instead: a key, or JSON for Type and Value; may be empty
};

// What in a document differs from its schema, in words for people and in the order of the document.
// JsonSchema decides the same on the standard's rules, but does not tell the place inside of maps.
// null is accepted everywhere and keys match regardless of case, as the engine reads them.
[[nodiscard]] std::vector<SchemaFinding> checkSchema(const JsonDocument &document,
                                                     const DefinitionSchema &schema);

// Members that the schema does not know though they look like one that it knows: slips of the pen.
// A line each, with the pointer and the key that may be meant. What looks like nothing is another
// program's, or a newer Tyk's.
[[nodiscard]] std::vector<std::string> misspeltKeys(const JsonDocument &document,
                                                    const DefinitionSchema &schema);

} // namespace gw::spec
