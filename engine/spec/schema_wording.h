// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jsoncons/json.hpp>

#include <string>
#include <string_view>

// For json_schema.cpp only.
namespace gw::spec {

// One violation as the JSON Schema library reports it.
struct Violation {
    std::string keyword;
    std::string schemaFragment;  // JSON pointer of the keyword inside the schema
    std::string instancePointer; // JSON pointer inside the document
    std::string message;         // the library's own words
};

// The violation in gojsonschema's words, which Tyk's clients know.
[[nodiscard]] std::string gojsonschemaText(const Violation &violation,
                                           const jsoncons::ojson &schema,
                                           const jsoncons::ojson &instance);

} // namespace gw::spec
