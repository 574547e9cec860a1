// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/expression.h"
#include "requests/text_cursor.h"

namespace gw::requests {

// Reads any value that may stand in an assertion.
[[nodiscard]] Expected<Literal> readLiteral(TextCursor &cursor);
// Reads "text in quotes".
[[nodiscard]] Expected<Literal> readQuoted(TextCursor &cursor);

// The content of a text between triple backquotes: the lines behind the first one. `language` is
// what stands behind the opening mark ("json", "hex", "raw", ...).
struct MultilineText {
    std::string language;
    std::string content;
};
[[nodiscard]] Expected<MultilineText> readMultiline(TextCursor &cursor);

// "0aff" to bytes; empty for anything else.
[[nodiscard]] std::optional<std::string> decodedHex(std::string_view digits);
// The bytes of `hex,...;` or `base64,...;`.
[[nodiscard]] Expected<std::string> readBinary(TextCursor &cursor);

} // namespace gw::requests
