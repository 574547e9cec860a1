// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/text_place.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace gw::editing {

namespace {

// The number behind the last colon, which is taken off; 0 when there is none.
std::size_t takeNumber(std::string_view &place)
{
    const std::size_t begin = place.find_last_not_of("0123456789") + 1;
    std::size_t number = 0;
    std::from_chars(place.data() + begin, place.data() + place.size(), number);
    place = place.substr(0, begin == 0 ? 0 : begin - 1);
    return number;
}

} // namespace

TextRange rangeOf(const spec::JsonDocument &document, std::string_view pointer)
{
    std::optional<spec::JsonValue> value = document.valueAt(pointer);
    while (!value && !pointer.empty()) {
        pointer = pointer.substr(0, pointer.rfind('/'));
        value = document.valueAt(pointer);
    }
    if (!value) {
        value = document.root();
    }
    if (!value->isArray() && !value->isObject()) {
        return {value->begin(), value->end()};
    }
    if (!value->keyText().empty()) {
        return {value->memberBegin(), value->keyEnd()};
    }
    return {value->begin(), value->begin() + 1};
}

std::size_t offsetOfPlace(std::string_view text, std::string_view place)
{
    const std::size_t column = takeNumber(place);
    const std::size_t line = takeNumber(place);
    std::size_t offset = 0;
    for (std::size_t i = 1; i < line; ++i) {
        const std::size_t end = text.find('\n', offset);
        if (end == std::string_view::npos) {
            return text.size();
        }
        offset = end + 1;
    }
    // Columns count characters.
    for (std::size_t i = 1; i < column && offset < text.size() && text[offset] != '\n'; ++i) {
        ++offset;
        while (offset < text.size() &&
               (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) {
            ++offset;
        }
    }
    return offset;
}

std::size_t endOfToken(std::string_view text, std::size_t begin)
{
    if (begin >= text.size() || kWhitespace.find(text[begin]) != std::string_view::npos) {
        return std::min(begin, text.size());
    }
    if (text[begin] == '"') {
        for (std::size_t i = begin + 1; i < text.size() && text[i] != '\n'; ++i) {
            if (text[i] == '\\') {
                ++i;
            } else if (text[i] == '"') {
                return i + 1;
            }
        }
        const std::string_view line = text.substr(0, text.find('\n', begin));
        return line.find_last_not_of(kWhitespace) + 1;
    }
    const std::size_t end = text.find_first_of(" \t\r\n,:{}[]\"", begin);
    return end == std::string_view::npos ? text.size() : std::max(end, begin + 1);
}

std::size_t startOfCharacter(std::string_view text, std::size_t offset)
{
    const std::size_t last = text.substr(0, offset).find_last_not_of(kWhitespace);
    return last == std::string_view::npos ? 0 : last;
}

std::ptrdiff_t LineCounter::lineOf(std::size_t offset)
{
    const std::size_t place = std::min(offset, m_text.size());
    if (place < m_offset) {
        m_offset = 0;
        m_line = 1;
    }
    m_line += std::ranges::count(m_text.substr(m_offset, place - m_offset), '\n');
    m_offset = place;
    return m_line;
}

} // namespace gw::editing
