// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// JSON Pointer (RFC 6901), and JSON text of strings.
namespace gw::spec {

// The unescaped reference tokens. Empty when the pointer is neither "" nor starts with "/", or when
// a
// "~" is not followed by 0 or 1.
[[nodiscard]] std::optional<std::vector<std::string>> pointerTokens(std::string_view pointer);

// pointer + "/" + token, the token escaped.
[[nodiscard]] std::string childPointer(std::string_view pointer, std::string_view token);
[[nodiscard]] std::string childPointer(std::string_view pointer, std::size_t index);

// Escapes for the inside of a JSON string; UTF-8 is kept.
[[nodiscard]] std::string escapedJson(std::string_view text);

// The text as a JSON string, with its quotes.
[[nodiscard]] std::string quotedJson(std::string_view text);

} // namespace gw::spec
