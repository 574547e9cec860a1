// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/json_document.h"

#include <cstddef>
#include <string_view>

// From the engine's words for places to bytes of a text.
namespace gw::editing {

struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// What to mark for a pointer: a scalar, the key of an array or object, or, when there is nothing at
// the pointer, the nearest that is around it.
[[nodiscard]] TextRange rangeOf(const spec::JsonDocument &document, std::string_view pointer);

// The byte that "file:3:14" or "line 3:14" names; the end when the text is shorter.
[[nodiscard]] std::size_t offsetOfPlace(std::string_view text, std::string_view place);

// Behind the string, number, word or sign that starts there.
[[nodiscard]] std::size_t endOfToken(std::string_view text, std::size_t begin);

// The last character in front of the offset that is no white space; 0 when there is none.
[[nodiscard]] std::size_t startOfCharacter(std::string_view text, std::size_t offset);

// In which lines places of one text are. Places in ascending order cost one walk through the text.
class LineCounter final {
public:
    explicit LineCounter(std::string_view text) // which must outlive this
        : m_text(text)
    {
    }

    // The first is 1; that of the end where the text is shorter.
    [[nodiscard]] std::ptrdiff_t lineOf(std::size_t offset);

private:
    std::string_view m_text;
    std::size_t m_offset = 0;
    std::ptrdiff_t m_line = 1;
};

} // namespace gw::editing
