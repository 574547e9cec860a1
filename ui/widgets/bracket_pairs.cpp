// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bracket_pairs.h"

#include "widgets/code_area.h"

#include <string_view>

namespace gw::widgets {

char BracketPairs::at(std::size_t offset) const
{
    return static_cast<char>(
        m_area.SendScintilla(QsciScintillaBase::SCI_GETCHARAT, static_cast<unsigned long>(offset)));
}

bool BracketPairs::hasPutBehind(std::size_t offset) const
{
    for (const char bracket : m_put) {
        if (at(offset++) != bracket) {
            return false;
        }
    }
    return !m_put.empty();
}

void BracketPairs::follow(char typed)
{
    const std::size_t caret = m_area.caret();
    if (caret == 0 || m_area.SendScintilla(QsciScintillaBase::SCI_GETSELECTIONS) != 1) {
        return;
    }
    if (!hasPutBehind(caret)) {
        m_put.clear(); // the caret was moved
    }
    if (!m_put.empty() && m_put.front() == typed) {
        m_area.SendScintilla(QsciScintillaBase::SCI_DELETERANGE, static_cast<unsigned long>(caret),
                             1L);
        m_put.erase(0, 1);
        return;
    }
    const char next = at(caret);
    const bool isFree =
        next == '\0' || std::string_view(" \t\r\n,}]").find(next) != std::string_view::npos;
    const char *closing = typed == '{' ? "}" : typed == '[' ? "]" : nullptr;
    if (isFree && closing != nullptr) {
        m_area.SendScintilla(QsciScintillaBase::SCI_INSERTTEXT, static_cast<unsigned long>(caret),
                             closing);
        m_put.insert(0, closing);
    }
}

bool BracketPairs::split()
{
    const std::size_t caret = m_area.caret();
    const bool isBetween = caret > 0 && ((at(caret - 1) == '{' && at(caret) == '}') ||
                                         (at(caret - 1) == '[' && at(caret) == ']'));
    if (!isBetween || m_area.SendScintilla(QsciScintillaBase::SCI_GETSELECTIONEMPTY) == 0) {
        return false;
    }
    const int line = m_area.lineOf(caret);
    const std::string newLine = m_area.eolMode() == QsciScintilla::EolWindows ? "\r\n" : "\n";
    const std::string outer(static_cast<std::size_t>(m_area.indentation(line)), ' ');
    const std::string inner = newLine + outer + "  ";
    m_area.apply(editing::TextEdit{caret, caret, inner + newLine + outer});
    m_area.setCaret(caret + inner.size());
    return true;
}

} // namespace gw::widgets
