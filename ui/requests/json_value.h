// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace gw::requests {

// Fails when the text is no JSON. Big numbers become floats.
[[nodiscard]] Expected<Value> valueOfJson(std::string_view json);
// Compact JSON. Bytes and dates become text.
[[nodiscard]] std::string jsonText(const Value &value);
// The JSON text of a string, with its quotes.
[[nodiscard]] std::string jsonQuoted(std::string_view text);
// What a JSONPath finds, as the hurl tool (8.0) has it: one value is that value, also where there
// could be more of them (wild cards, filters); several are a list; nothing is none. Fails for a
// path or a text that cannot be read.
[[nodiscard]] Expected<std::optional<Value>> findJsonPath(std::string_view json,
                                                          const std::string &path);

} // namespace gw::requests
