// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/hurl_tokens.h"

#include <algorithm>

namespace gw::editing {

namespace {

using Kind = HurlToken::Kind;
using Section = HurlState::Section;

constexpr std::string_view kTextFence = "```";
constexpr std::string_view kNoteMark = "# gatewright:";
constexpr std::string_view kLineBlanks = " \t\r";

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isCipher(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordLetter(char c)
{
    return isCapital(c) || (c >= 'a' && c <= 'z') || c == '_';
}

bool isLineBlank(char c)
{
    return kLineBlanks.find(c) != std::string_view::npos;
}

bool isComparison(char c)
{
    return c == '=' || c == '!' || c == '<' || c == '>';
}

class LineScanner final {
public:
    LineScanner(std::string_view line, HurlState &state)
        : m_line(line)
        , m_state(state)
    {
    }

    std::vector<HurlToken> run()
    {
        if (m_state.isFenced) {
            fence(0);
            expression();
            return std::move(m_tokens);
        }
        m_at = std::min(m_line.find_first_not_of(kLineBlanks), m_line.size());
        if (m_at == m_line.size()) {
            return {};
        }
        if (!title() && !head()) {
            line();
        }
        return std::move(m_tokens);
    }

private:
    [[nodiscard]] std::string_view rest() const { return m_line.substr(m_at); }

    void add(std::size_t begin, std::size_t end, Kind kind)
    {
        if (end > begin) {
            m_tokens.push_back({begin, end, kind});
        }
        m_at = end;
    }

    // "[Asserts]", with a comment behind at most; a list of JSON is none.
    bool title()
    {
        const std::size_t end = m_line.find(']', m_at);
        if (m_line[m_at] != '[' || end == std::string_view::npos || !isCapital(charAt(m_at + 1)) ||
            !std::ranges::all_of(m_line.substr(m_at + 1, end - m_at - 1), isWordLetter)) {
            return false;
        }
        const std::string_view name = m_line.substr(m_at + 1, end - m_at - 1);
        m_state.section = name == "Asserts"    ? Section::Asserts
                          : name == "Captures" ? Section::Captures
                                               : Section::Other;
        add(m_at, end + 1, Kind::Title);
        values();
        return true;
    }

    // "HTTP/1.1 200" or "GET http://...".
    bool head()
    {
        std::size_t end = m_at;
        while (isCapital(charAt(end)) || (end > m_at && charAt(end) == '-')) {
            ++end;
        }
        const bool isResponse = m_line.substr(m_at, end - m_at) == "HTTP";
        if (isResponse && charAt(end) == '/') {
            end = std::min(m_line.find_first_of(kLineBlanks, end), m_line.size());
        }
        const bool isWhole = end == m_line.size() || isLineBlank(m_line[end]);
        if (end == m_at || !isWhole) {
            return false;
        }
        m_state.section = Section::None;
        add(m_at, end, Kind::Head);
        isResponse ? expression() : values();
        return true;
    }

    void line()
    {
        if (m_state.section == Section::Asserts) {
            m_isQueryNext = true;
            expression();
            return;
        }
        const std::size_t end = nameEnd();
        const bool hasName = end != m_at;
        if (hasName) {
            add(m_at, end, Kind::Name);
            m_at = m_line.find(':', end) + 1;
        }
        if (m_state.section == Section::Captures) {
            m_isQueryNext = hasName;
            expression();
        } else if (hasName) {
            values();
        } else {
            expression(); // of a body
        }
    }

    // Of "name:"; else where it would begin.
    [[nodiscard]] std::size_t nameEnd() const
    {
        const std::size_t colon = m_line.find(':', m_at);
        if (colon == std::string_view::npos || m_line[m_at] == '#') {
            return m_at;
        }
        std::size_t end = colon;
        while (end > m_at && isLineBlank(m_line[end - 1])) {
            --end;
        }
        const std::string_view name = m_line.substr(m_at, end - m_at);
        return name.find_first_of(" \t\"<>[],`") == std::string_view::npos ? end : m_at;
    }

    // Plain text: it has variables, and a comment behind.
    void values()
    {
        while (m_at < m_line.size()) {
            if (!variable() && !comment()) {
                ++m_at;
            }
        }
    }

    // Words, texts and numbers.
    void expression()
    {
        while (m_at < m_line.size()) {
            if (variable() || comment() || quoted() || number() || word()) {
                continue;
            }
            ++m_at;
        }
    }

    bool variable()
    {
        const std::size_t end = m_line.find("}}", m_at);
        if (!rest().starts_with("{{") || end == std::string_view::npos) {
            return false;
        }
        add(m_at, end + 2, Kind::Variable);
        return true;
    }

    bool comment()
    {
        if (m_line[m_at] != '#' || (m_at > 0 && !isLineBlank(m_line[m_at - 1]))) {
            return false;
        }
        add(m_at, m_line.size(), rest().starts_with(kNoteMark) ? Kind::Note : Kind::Comment);
        return true;
    }

    bool quoted()
    {
        if (rest().starts_with(kTextFence)) {
            fence(kTextFence.size());
            return true;
        }
        const char mark = m_line[m_at];
        const bool isAlone = m_at == 0 || isLineBlank(m_line[m_at - 1]);
        if (mark == '"' || mark == '`') {
            text(closing(mark) + 1, Kind::String);
            return true;
        }
        if (mark == '/' && isAlone && m_state.section != Section::None) {
            text(closing(mark) + 1, Kind::Regex);
            return true;
        }
        return false;
    }

    // Where the text that begins here ends, or before the end of the line.
    [[nodiscard]] std::size_t closing(char mark) const
    {
        std::size_t end = m_at + 1;
        while (end < m_line.size() && m_line[end] != mark) {
            end += m_line[end] == '\\' && mark != '`' ? 2 : 1;
        }
        return std::min(end, m_line.size() - 1);
    }

    // From here; its variables stand out.
    void text(std::size_t end, Kind kind)
    {
        std::size_t begin = m_at;
        while (m_at < end) {
            const std::size_t at = m_line.find("{{", m_at);
            const std::size_t close = m_line.find("}}", std::min(at, m_line.size()));
            if (at >= end || close == std::string_view::npos || close + 2 > end) {
                break;
            }
            add(begin, at, kind);
            add(at, close + 2, Kind::Variable);
            begin = m_at;
        }
        add(begin, end, kind);
    }

    // A text of several lines up to its end, which is looked for behind `skipped`.
    void fence(std::size_t skipped)
    {
        const std::size_t close = m_line.find(kTextFence, m_at + skipped);
        m_state.isFenced = close == std::string_view::npos;
        text(m_state.isFenced ? m_line.size() : close + kTextFence.size(), Kind::String);
    }

    bool number()
    {
        std::size_t end = m_at + (m_line[m_at] == '-' ? 1 : 0);
        if (!isCipher(charAt(end)) || (m_at > 0 && isWordLetter(m_line[m_at - 1]))) {
            return false;
        }
        while (isCipher(charAt(end)) || charAt(end) == '.' || charAt(end) == 'e') {
            ++end;
        }
        add(m_at, end, Kind::Number);
        return true;
    }

    bool word()
    {
        std::size_t end = m_at;
        if (isComparison(charAt(end)) && m_state.section == Section::Asserts) {
            while (isComparison(charAt(end))) {
                ++end;
            }
            add(m_at, end, Kind::Word);
            return true;
        }
        while (isWordLetter(charAt(end)) || (end > m_at && isCipher(charAt(end)))) {
            ++end;
        }
        if (end == m_at) {
            return false;
        }
        const std::string_view name = m_line.substr(m_at, end - m_at);
        const bool isLiteral = name == "true" || name == "false" || name == "null";
        const bool isExpression =
            m_state.section == Section::Asserts || m_state.section == Section::Captures;
        if (isLiteral || isExpression) {
            add(m_at, end, isLiteral ? Kind::Number : m_isQueryNext ? Kind::Query : Kind::Word);
            m_isQueryNext = false;
        }
        m_at = end;
        return true;
    }

    [[nodiscard]] char charAt(std::size_t at) const
    {
        return at < m_line.size() ? m_line[at] : '\0';
    }

    std::string_view m_line;
    HurlState &m_state;
    std::size_t m_at = 0;
    bool m_isQueryNext = false;
    std::vector<HurlToken> m_tokens;
};

} // namespace

std::vector<HurlToken> hurlTokens(std::string_view line, HurlState &state)
{
    return LineScanner(line, state).run();
}

HurlState hurlStateAt(std::string_view text, std::size_t offset)
{
    HurlState state;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string_view::npos || end >= offset) {
            return state;
        }
        (void)hurlTokens(text.substr(begin, end - begin), state);
        begin = end + 1;
    }
}

} // namespace gw::editing
