// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gw::widgets {

class CodeArea;

// Puts the closing bracket behind an opening one that is typed; when that one is typed too, it
// takes the place of the one that is there. Thread: GUI.
class BracketPairs final {
public:
    explicit BracketPairs(CodeArea &area)
        : m_area(area)
    {
    }

    // Behind a letter that was typed.
    void follow(char typed);
    // Return between the two of a pair: each gets a line of its own. False: the caret is elsewhere.
    bool split();

private:
    [[nodiscard]] char at(std::size_t offset) const;
    [[nodiscard]] bool hasPutBehind(std::size_t offset) const;

    CodeArea &m_area;
    std::string m_put; // closing brackets behind the caret, that nobody has typed
};

} // namespace gw::widgets
