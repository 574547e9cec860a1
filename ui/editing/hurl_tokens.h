// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gw::editing {

// A part of a line of Hurl that is shown or completed in its own way. What lies between is plain.
struct HurlToken {
    enum class Kind : std::uint8_t {
        Comment,
        Note,     // "# gatewright: ..."
        Title,    // "[Asserts]"
        Head,     // "HTTP" or a method
        Name,     // of a header, an option or a capture
        Query,    // where a value comes from: "jsonpath"
        Word,     // a filter or a predicate
        String,   // also a text of several lines, line by line
        Regex,    // between slashes
        Number,   // also true, false and null
        Variable, // "{{name}}"
    };

    std::size_t begin = 0;
    std::size_t end = 0;
    Kind kind = Kind::Comment;

    bool operator==(const HurlToken &) const = default;
};

// What the lines before say about the next one.
struct HurlState {
    enum class Section : std::uint8_t { None, Asserts, Captures, Other };

    Section section = Section::None;
    bool isFenced = false; // within a text of several lines

    bool operator==(const HurlState &) const = default;
};

// Of one line without its end; the state becomes that of the next line. Never fails: what is no
// Hurl has few tokens.
[[nodiscard]] std::vector<HurlToken> hurlTokens(std::string_view line, HurlState &state);
// Before the line that holds the offset.
[[nodiscard]] HurlState hurlStateAt(std::string_view text, std::size_t offset);

} // namespace gw::editing
