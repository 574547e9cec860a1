// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gw::requests {

// Lays JSON out on lines while it comes in parts. Only the space between the tokens changes:
// numbers, escapes and names that come twice stay as they are, which a parser would not keep. What
// is no JSON comes out as something that is none either. Thread: one.
class JsonIndenter final {
public:
    // Appends to `out`.
    void add(std::string_view part, std::string &out);

private:
    [[nodiscard]] std::size_t copyString(std::string_view part, std::size_t at, std::string &out);
    void addToken(char letter, std::string &out);
    void breakLine(std::string &out) const;

    std::size_t m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false; // the character before was a backslash
    bool m_isFresh = false;   // nothing came yet in the container that was opened last
};

} // namespace gw::requests
