// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::plugin {

// One value of a JSON object, addressed as plugins do: "alias" is a member, "/meta_data/user" a
// JSON pointer (RFC 6901). Strings come without quotes and escapes, all else as JSON.
[[nodiscard]] std::optional<std::string> readJsonField(std::string_view object,
                                                       std::string_view field);

// The object with that value set to a JSON text, missing objects on the way made. Nothing when an
// argument is no valid JSON or the way leads through something that is no object.
[[nodiscard]] std::optional<std::string>
withJsonField(std::string_view object, std::string_view field, std::string_view value);

// A JSON array of strings; nothing when it is anything else.
[[nodiscard]] std::optional<std::vector<std::string>> readStringList(std::string_view array);

// A text as a JSON string, with quotes.
[[nodiscard]] std::string jsonString(std::string_view text);

} // namespace gw::plugin
