// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/query_text.h"

#include "base/ascii.h"

#include <algorithm>

namespace gw::http {

namespace {

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool needsDecoding(std::string_view text)
{
    return text.find_first_of("%+") != std::string_view::npos;
}

} // namespace

void QueryParts::Iterator::advance()
{
    while (!m_rest.empty()) {
        const std::string_view text = m_rest.substr(0, m_rest.find('&'));
        m_rest.remove_prefix(std::min(text.size() + 1, m_rest.size()));
        if (text.empty()) {
            continue;
        }
        const std::size_t equals = text.find('=');
        m_part.text = text;
        m_part.hasEquals = equals != std::string_view::npos;
        m_part.name = text.substr(0, equals);
        m_part.value = m_part.hasEquals ? text.substr(equals + 1) : std::string_view();
        return;
    }
    m_isEnd = true;
}

std::string percentDecoded(std::string_view text, Plus plus)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            plain += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            plain += text[i] == '+' && plus == Plus::IsSpace ? ' ' : text[i];
        }
    }
    return plain;
}

std::string percentEncoded(std::string_view text)
{
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (isUnreserved(c)) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            ((encoded += '%') += kHex[byte >> 4]) += kHex[byte & 15];
        }
    }
    return encoded;
}

std::string queryEscaped(std::string_view text)
{
    std::string escaped;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        escaped += percentEncoded(text.substr(0, space));
        escaped += space < text.size() ? "+" : "";
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return escaped;
}

std::string_view decodedInto(Arena &arena, std::string_view text)
{
    return needsDecoding(text) ? arena.copy(percentDecoded(text, Plus::IsSpace)) : text;
}

bool isNamed(const QueryPart &part, std::string_view plainName)
{
    return part.name == plainName ||
           (needsDecoding(part.name) && percentDecoded(part.name, Plus::IsSpace) == plainName);
}

std::optional<std::string> queryValue(std::string_view query, std::string_view name)
{
    for (const QueryPart &part : QueryParts(query)) {
        if (isNamed(part, name)) {
            return percentDecoded(part.value, Plus::IsSpace);
        }
    }
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> queryValues(std::string_view query)
{
    std::vector<std::pair<std::string, std::string>> values;
    for (const QueryPart &part : QueryParts(query)) {
        values.emplace_back(percentDecoded(part.name, Plus::IsSpace),
                            percentDecoded(part.value, Plus::IsSpace));
    }
    return values;
}

std::string targetWithoutParameter(std::string_view target, std::string_view name)
{
    const auto mark = target.find('?');
    std::string result(target.substr(0, mark));
    if (mark == std::string_view::npos) {
        return result;
    }
    char separator = '?';
    for (const QueryPart &part : QueryParts(target.substr(mark + 1))) {
        if (!isNamed(part, name)) {
            result += separator;
            result.append(part.name).append(part.hasEquals ? "=" : "").append(part.value);
            separator = '&';
        }
    }
    return result;
}

} // namespace gw::http
