// SPDX-License-Identifier: GPL-3.0-or-later
// Text of protocols and configuration files, where only ASCII counts whatever the locale.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace gw {

inline constexpr std::string_view kBlanks = " \t";         // OWS of RFC 9110 section 5.6.3
inline constexpr std::string_view kWhitespace = " \t\r\n"; // JSON's, RFC 8259 section 2

// Without the given characters at both ends; a part of `text`.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text,
                                                 std::string_view spaces = kBlanks)
{
    text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
    return text.substr(0, text.find_last_not_of(spaces) + 1);
}

[[nodiscard]] constexpr char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] constexpr char upperAscii(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// The value of a hexadecimal digit, or -1.
[[nodiscard]] constexpr int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = lowerAscii(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

[[nodiscard]] inline std::string lowerAscii(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return lowerAscii(c); });
    return result;
}

[[nodiscard]] inline std::string upperAscii(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return upperAscii(c); });
    return result;
}

[[nodiscard]] inline bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) { return lowerAscii(x) == lowerAscii(y); });
}

} // namespace gw
