// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/query_text.h"

namespace gw::plugin {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
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
        m_part.hasEquals = equals != std::string_view::npos;
        m_part.name = text.substr(0, equals);
        m_part.value = m_part.hasEquals ? text.substr(equals + 1) : std::string_view();
        return;
    }
    m_isEnd = true;
}

std::string percentDecoded(std::string_view text, QueryPlus plus)
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
            plain += text[i] == '+' && plus == QueryPlus::Blank ? ' ' : text[i];
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

std::string_view decodedInto(http::Arena &arena, std::string_view text)
{
    return text.find_first_of("%+") == std::string_view::npos
               ? text
               : arena.copy(percentDecoded(text, QueryPlus::Blank));
}

bool isNamed(const QueryPart &part, std::string_view plainName)
{
    return part.name == plainName || (part.name.find_first_of("%+") != std::string_view::npos &&
                                      percentDecoded(part.name, QueryPlus::Blank) == plainName);
}

} // namespace gw::plugin
