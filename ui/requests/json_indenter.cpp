// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/json_indenter.h"

namespace gw::requests {

namespace {

constexpr std::size_t kIndent = 2;

} // namespace

void JsonIndenter::add(std::string_view part, std::string &out)
{
    for (std::size_t at = 0; at < part.size();) {
        if (m_isInString) {
            at = copyString(part, at, out);
            continue;
        }
        const char letter = part[at++];
        if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
            addToken(letter, out);
        }
    }
}

// Returns where the string, or the part, ends.
std::size_t JsonIndenter::copyString(std::string_view part, std::size_t at, std::string &out)
{
    const std::size_t begin = at;
    while (at < part.size() && m_isInString) {
        const char letter = part[at++];
        m_isInString = m_isEscaped || letter != '"';
        m_isEscaped = !m_isEscaped && letter == '\\';
    }
    out.append(part.substr(begin, at - begin));
    return at;
}

void JsonIndenter::addToken(char letter, std::string &out)
{
    const bool isClosing = letter == '}' || letter == ']';
    if (isClosing) {
        m_depth -= m_depth > 0 ? 1 : 0;
    }
    if (m_isFresh != isClosing) { // an empty container stays on its line
        breakLine(out);
    }
    m_isFresh = letter == '{' || letter == '[';
    m_isInString = letter == '"';
    out += letter;
    if (m_isFresh) {
        ++m_depth;
    } else if (letter == ',') {
        breakLine(out);
    } else if (letter == ':') {
        out += ' ';
    }
}

void JsonIndenter::breakLine(std::string &out) const
{
    out += '\n';
    out.append(m_depth * kIndent, ' ');
}

} // namespace gw::requests
