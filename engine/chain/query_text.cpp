// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/query_text.h"

namespace gw::chain {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool isUnreserved(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}

// Takes the next "name=value" off the front.
std::string_view takeParameter(std::string_view &query)
{
    const auto end = query.find('&');
    const std::string_view parameter = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    return parameter;
}

std::string parameterName(std::string_view parameter)
{
    return percentDecoded(parameter.substr(0, parameter.find('=')), Plus::IsSpace);
}

std::string parameterValue(std::string_view parameter)
{
    const auto sign = parameter.find('=');
    return sign == std::string_view::npos
               ? std::string()
               : percentDecoded(parameter.substr(sign + 1), Plus::IsSpace);
}

} // namespace

std::string percentDecoded(std::string_view text, Plus plus)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low >= 0) {
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i] == '+' && plus == Plus::IsSpace ? ' ' : text[i];
        }
    }
    return decoded;
}

std::string queryEscaped(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string escaped;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isUnreserved(c)) {
            escaped += c;
        } else if (c == ' ') {
            escaped += '+';
        } else {
            escaped += '%';
            escaped += kDigits[byte >> 4];
            escaped += kDigits[byte & 15];
        }
    }
    return escaped;
}

std::optional<std::string> queryValue(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const std::string_view parameter = takeParameter(query);
        if (!parameter.empty() && parameterName(parameter) == name) {
            return parameterValue(parameter);
        }
    }
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> queryValues(std::string_view query)
{
    std::vector<std::pair<std::string, std::string>> values;
    while (!query.empty()) {
        const std::string_view parameter = takeParameter(query);
        if (!parameter.empty()) {
            values.emplace_back(parameterName(parameter), parameterValue(parameter));
        }
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
    std::string_view query = target.substr(mark + 1);
    char separator = '?';
    while (!query.empty()) {
        const std::string_view parameter = takeParameter(query);
        if (parameterName(parameter) != name) {
            result += separator;
            result += parameter;
            separator = '&';
        }
    }
    return result;
}

} // namespace gw::chain
