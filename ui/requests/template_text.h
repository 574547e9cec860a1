// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// How a text of a Hurl file is spelled.
enum class Spelling : std::uint8_t {
    Escaped,  // backslash escapes and {{variables}}: names, values, text in quotes
    Verbatim, // {{variables}} only: bodies
    Json      // {{variables}} only; their values are made to fit: escaped between quotes
};

// The text with escapes resolved and variables replaced. {{newUuid}} and {{newDate}} make new
// values. Fails when a variable has no value, or in JSON, outside quotes, one that is no JSON.
[[nodiscard]] Expected<std::string> expand(std::string_view spelled, Spelling spelling,
                                           const Variables &variables);

// The value of a single {{variable}} with its type kept.
[[nodiscard]] Expected<Value> valueOfPlaceholder(std::string_view name, const Variables &variables);

// The names between {{ }}, each once, in order; functions are left out.
[[nodiscard]] std::vector<std::string> variablesIn(std::string_view spelled,
                                                   Spelling spelling = Spelling::Escaped);

// What {{ is in a text that is to be spelled.
enum class Braces : std::uint8_t {
    Marks,   // of a variable; with a backslash before them, two letters
    Letters, // text that other programs wrote
};
// Spells a plain text for a name or a value of a line, or between backquotes.
[[nodiscard]] std::string spellValue(std::string_view plain, Braces braces = Braces::Marks);
[[nodiscard]] std::string spellName(std::string_view plain, Braces braces = Braces::Marks);
[[nodiscard]] std::string spellQuoted(std::string_view plain, Braces braces = Braces::Marks);
// What a person reads and edits in a field: escapes resolved, {{variables}} kept. Spelling it again
// gives a text of the same meaning.
[[nodiscard]] std::string editableText(std::string_view spelled);

} // namespace gw::requests
