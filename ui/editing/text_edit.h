// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gw::editing {

// Replaces the bytes from begin to end (not included) by the text. Offsets count UTF-8 bytes.
struct TextEdit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;

    [[nodiscard]] bool isEmpty() const { return begin == end && text.empty(); }
    bool operator==(const TextEdit &) const = default;
};

// Without the indentation that all lines but the first have from the place where the text stands.
[[nodiscard]] std::string outdented(std::string_view text);

[[nodiscard]] std::string applied(std::string_view text, const TextEdit &edit);

// The smallest single edit that turns one text into the other; never splits a character.
[[nodiscard]] TextEdit difference(std::string_view before, std::string_view after);

// Where a place of the old text is in the new one; inside of what was replaced: at its end.
[[nodiscard]] std::size_t moved(std::size_t offset, const TextEdit &edit);

} // namespace gw::editing
