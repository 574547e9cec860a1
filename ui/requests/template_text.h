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
    Escaped, // backslash escapes and {{variables}}: names, values, text in quotes
    Verbatim // {{variables}} only: bodies
};

// The text with escapes resolved and variables replaced. {{newUuid}} and {{newDate}} make new
// values. Fails when a variable has no value.
[[nodiscard]] Expected<std::string> expand(std::string_view spelled, Spelling spelling,
                                           const Variables &variables);

// The value of a single {{variable}} with its type kept.
[[nodiscard]] Expected<Value> valueOfPlaceholder(std::string_view name, const Variables &variables);

// The names between {{ }}, each once, in order; functions are left out.
[[nodiscard]] std::vector<std::string> variablesIn(std::string_view spelled);

// Spells a plain text for a name or a value of a line; {{ stays the mark of a variable.
[[nodiscard]] std::string spellValue(std::string_view plain);
[[nodiscard]] std::string spellName(std::string_view plain);
// What a person reads and edits in a field: escapes resolved, {{variables}} kept.
[[nodiscard]] std::string editableText(std::string_view spelled);

} // namespace gw::requests
