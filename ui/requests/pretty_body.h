// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/response_body.h"

#include <string>
#include <string_view>

namespace gw::requests {

enum class BodyForm : std::uint8_t { Json, Xml, Text, Image, Binary };

// What a body is shown as: text of a bounded size. Thread: any; takes time for large bodies.
struct ShownBody {
    BodyForm form = BodyForm::Text;
    std::string text; // UTF-8; of an image its bytes
    bool isCut = false;
    std::string note; // why it is not shown as its type says; may be empty
};

// JSON indented with its numbers as they came, lines of JSON as they are, XML indented, other text
// as it is, images as they are, the rest as a hex dump. At most maxBytes of the body are looked at.
[[nodiscard]] ShownBody prettyBody(const ResponseBody &body, std::string_view contentType,
                                   std::uint64_t maxBytes);
// Whether text that begins like this is to be read as JSON.
[[nodiscard]] bool isJsonType(std::string_view contentType);
// Whether each line is a JSON text: by the type, or by the first two.
[[nodiscard]] bool looksLikeJsonLines(std::string_view text, std::string_view contentType);
[[nodiscard]] bool looksLikeJson(std::string_view text, std::string_view contentType);
[[nodiscard]] ShownBody rawBody(const ResponseBody &body, std::uint64_t maxBytes);
// "00000000  48 65 6c 6c 6f  |Hello|"
[[nodiscard]] std::string hexDump(std::string_view bytes, std::uint64_t first = 0);
// Fails for what is no JSON.
[[nodiscard]] Expected<std::string> indentedJson(std::string_view text);

} // namespace gw::requests
