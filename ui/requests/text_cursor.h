// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>

namespace gw::requests {

// A place in a text that is being read from front to back.
class TextCursor final {
public:
    // name: the file, for messages. The text must outlive the cursor.
    explicit TextCursor(std::string_view text, std::string name = {});

    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] std::size_t at() const { return m_at; }
    void moveTo(std::size_t at) { m_at = at; }
    [[nodiscard]] char peek(std::size_t ahead = 0) const; // 0 behind the end
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }
    [[nodiscard]] std::string_view from(std::size_t begin) const; // up to here
    [[nodiscard]] std::string_view restOfLine() const;            // without the line end
    [[nodiscard]] int line() const;                               // from 1

    char take();
    // Takes the word if it stands here.
    bool take(std::string_view word);
    std::string_view takeWhile(bool (*accepts)(char));
    std::string_view takeBlanks(); // spaces and tabs
    // Takes everything up to the mark, and the mark; empty with failure when there is none.
    [[nodiscard]] Expected<std::string_view> takeThrough(std::string_view mark);
    // Letters, digits, '-' and '_'.
    std::string_view takeWord();

    // "name:line:column: what"
    [[nodiscard]] tl::unexpected<Error> fail(std::string what, std::string remedy = {}) const;

private:
    std::string_view m_text;
    std::string m_name;
    std::size_t m_at = 0;
    // Where line() was asked for last, and what it was: a file asks at each of its lines.
    mutable std::size_t m_lineAt = 0;
    mutable int m_line = 1;
};

} // namespace gw::requests
