// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/environment_text.h"

#include "base/ascii.h"
#include "requests/environment.h"
#include "requests/value.h"

#include <algorithm>

namespace gw::requests {

namespace {

constexpr std::string_view kSecretMark = "# gatewright: secret";

bool isSecretMark(std::string_view line)
{
    return trimmed(line, kWhitespace) == kSecretMark;
}

// What stands behind the first '=', without outer blanks.
std::string_view wordBehind(std::string_view line)
{
    return trimmed(line.substr(line.find('=') + 1), kWhitespace);
}

bool isInQuotes(std::string_view word)
{
    return word.size() >= 2 && word.front() == '"' && word.back() == '"';
}

} // namespace

bool canHold(std::string_view name, std::string_view value)
{
    return !name.empty() && trimmed(name, kWhitespace) == name &&
           name.find_first_of("=#\r\n") == std::string_view::npos &&
           value.find_first_of("\r\n") == std::string_view::npos;
}

std::string spelledAssignment(const std::string &name, const std::string &value)
{
    // "1.10" is no number here, and outer blanks are part of what was typed.
    const bool isReadAlike = toText(valueOfWord(trimmed(value, kWhitespace))) == value;
    return name + "=" + (isReadAlike ? value : '"' + value + '"');
}

EnvironmentText::EnvironmentText(std::string_view text)
    : m_endsWithLine(text.empty() || text.back() == '\n')
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        m_lines.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    findVariables();
}

void EnvironmentText::findVariables()
{
    m_variables.clear();
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        const std::string_view line = trimmed(m_lines[at], kWhitespace);
        if (!line.empty() && line.front() != '#' && parseAssignment(line)) {
            m_variables.push_back(at);
        }
    }
}

std::string EnvironmentText::text() const
{
    std::string text;
    for (const std::string &line : m_lines) {
        text += line + '\n';
    }
    if (!m_endsWithLine && !text.empty()) {
        text.pop_back();
    }
    return text;
}

EnvironmentText::Variable EnvironmentText::at(std::size_t index) const
{
    const std::size_t line = m_variables[index];
    const auto assignment = parseAssignment(m_lines[line]);
    return {assignment->first, toText(assignment->second),
            line > 0 && isSecretMark(m_lines[line - 1])};
}

std::vector<EnvironmentText::Variable> EnvironmentText::variables() const
{
    std::vector<Variable> variables;
    for (std::size_t index = 0; index < count(); ++index) {
        variables.push_back(at(index));
    }
    return variables;
}

void EnvironmentText::set(std::size_t index, const std::string &name, const std::string &value)
{
    const Variable before = at(index);
    if (name == before.name && value == before.value) {
        return;
    }
    std::string &line = m_lines[m_variables[index]];
    const std::string end = line.ends_with('\r') ? "\r" : "";
    if (value == before.value) {
        line = name + line.substr(line.find('='));
    } else {
        // What was written as text stays text, also when it looks like a number.
        line = isInQuotes(wordBehind(line)) ? name + "=\"" + value + '"'
                                            : spelledAssignment(name, value);
        line += end;
    }
}

void EnvironmentText::append(const std::string &name, const std::string &value)
{
    const bool hasReturns = !m_lines.empty() && m_lines.front().ends_with('\r');
    m_lines.push_back(spelledAssignment(name, value) + (hasReturns ? "\r" : ""));
    m_endsWithLine = true;
    findVariables();
}

void EnvironmentText::setMarked(std::size_t index, bool isMarked)
{
    if (at(index).isMarked == isMarked) {
        return;
    }
    const auto place = m_lines.begin() + static_cast<std::ptrdiff_t>(m_variables[index]);
    if (isMarked) {
        const bool hasReturn = place->ends_with('\r');
        m_lines.insert(place, std::string(kSecretMark) + (hasReturn ? "\r" : ""));
    } else {
        m_lines.erase(place - 1);
    }
    findVariables();
}

void EnvironmentText::remove(std::size_t index)
{
    setMarked(index, false);
    m_lines.erase(m_lines.begin() + static_cast<std::ptrdiff_t>(m_variables[index]));
    findVariables();
}

} // namespace gw::requests
