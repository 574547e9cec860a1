// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::editing {

// Where an offset of a JSON text is. Works on texts that are being typed: brackets that do not
// close, strings without an end, missing commas.
struct JsonPlace {
    enum class Kind : std::uint8_t {
        Outside, // before or behind the document
        Key,     // in a member's key, or where one may begin
        Value,   // in a value, or where one may begin
    };

    Kind kind = Kind::Outside;
    bool isInObject = false;
    std::string container; // pointer of the innermost array or object around the offset
    // The member or element under the offset; the container where there is none yet.
    std::string pointer;
    std::string key; // of the member, decoded; empty in arrays and where none is written yet
    // The token under the offset, quotes included; both are the offset where there is none.
    std::size_t begin = 0;
    std::size_t end = 0;
    bool isInString = false;
    bool hasColon = false; // Key: a colon stands behind it
    // The container's members with the decoded text of those that are scalars.
    std::vector<std::pair<std::string, std::string>> members;
};

[[nodiscard]] JsonPlace placeAt(std::string_view text, std::size_t offset);

} // namespace gw::editing
