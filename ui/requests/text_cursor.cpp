// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/text_cursor.h"

#include "requests/words.h"

#include <algorithm>

namespace gw::requests {

namespace {

bool isBlank(char letter)
{
    return letter == ' ' || letter == '\t';
}

bool isWordLetter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
}

} // namespace

TextCursor::TextCursor(std::string_view text, std::string name)
    : m_text(text)
    , m_name(std::move(name))
{
}

char TextCursor::peek(std::size_t ahead) const
{
    return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
}

std::string_view TextCursor::from(std::size_t begin) const
{
    return m_text.substr(begin, m_at - begin);
}

std::string_view TextCursor::restOfLine() const
{
    const std::string_view line = rest().substr(0, rest().find('\n'));
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

int TextCursor::line() const
{
    const auto [begin, end] = std::minmax(m_at, m_lineAt);
    const auto between =
        static_cast<int>(std::ranges::count(m_text.substr(begin, end - begin), '\n'));
    m_line += m_at < m_lineAt ? -between : between;
    m_lineAt = m_at;
    return m_line;
}

char TextCursor::take()
{
    const char letter = peek();
    m_at = std::min(m_at + 1, m_text.size());
    return letter;
}

bool TextCursor::take(std::string_view word)
{
    if (!rest().starts_with(word)) {
        return false;
    }
    m_at += word.size();
    return true;
}

std::string_view TextCursor::takeWhile(bool (*accepts)(char))
{
    const std::size_t begin = m_at;
    while (!isAtEnd() && accepts(m_text[m_at])) {
        ++m_at;
    }
    return from(begin);
}

std::string_view TextCursor::takeBlanks()
{
    return takeWhile(&isBlank);
}

Expected<std::string_view> TextCursor::takeThrough(std::string_view mark)
{
    const std::size_t end = m_text.find(mark, m_at);
    if (end == std::string_view::npos) {
        return fail(said(Words::tr("The closing %1 is missing"), {mark}));
    }
    const std::size_t begin = m_at;
    m_at = end + mark.size();
    return m_text.substr(begin, end - begin);
}

std::string_view TextCursor::takeWord()
{
    return takeWhile(&isWordLetter);
}

tl::unexpected<Error> TextCursor::fail(std::string what, std::string remedy) const
{
    const std::size_t lineStart = m_text.substr(0, m_at).rfind('\n') + 1; // npos + 1 is 0
    std::string where = m_name.empty() ? std::string() : m_name + ":";
    where += std::to_string(line()) + ":" + std::to_string(m_at - lineStart + 1);
    return failure(std::move(what), std::move(where), std::move(remedy));
}

} // namespace gw::requests
