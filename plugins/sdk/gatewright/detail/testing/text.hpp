// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/status.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What HTTP allows in texts, and the parts of a query: the gateway's rules.
namespace gw::testing::detail {

using gw::detail::pass;
using gw::detail::view;

inline char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

inline bool equalsIgnoreCase(std::string_view left, std::string_view right)
{
    if (left.size() != right.size()) {
        return false;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (lower(left[i]) != lower(right[i])) {
            return false;
        }
    }
    return true;
}

inline bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

// RFC 9110 section 5.6.2: a token.
inline bool isFieldName(std::string_view text)
{
    constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
    for (const char c : text) {
        if (!isLetterOrDigit(c) && kSigns.find(c) == std::string_view::npos) {
            return false;
        }
    }
    return !text.empty();
}

// RFC 9110 section 5.5, without control characters but the tab.
inline bool isFieldValue(std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte != '\t' && (byte < 0x20 || byte == 0x7f)) {
            return false;
        }
    }
    return true;
}

// What the connection owns.
inline bool isFraming(std::string_view name)
{
    for (const char *own : {"Content-Length", "Transfer-Encoding", "Connection"}) {
        if (equalsIgnoreCase(name, own)) {
            return true;
        }
    }
    return false;
}

// RFC 9112 section 3.2.1; a fragment is never sent.
inline bool isTarget(std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7f || c == '#') {
            return false;
        }
    }
    return text.substr(0, 1) == "/";
}

inline int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

// Sequences that are no %XX stay as they are.
inline std::string decoded(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            plain += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            plain += text[i] == '+' ? ' ' : text[i];
        }
    }
    return plain;
}

inline std::string encoded(std::string_view text)
{
    constexpr char kHex[] = "0123456789ABCDEF";
    constexpr std::string_view kPlain = "-._~";
    std::string out;
    for (const char c : text) {
        if (isLetterOrDigit(c) || kPlain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            ((out += '%') += kHex[byte >> 4]) += kHex[byte & 15];
        }
    }
    return out;
}

// One "name=value" of a query, still encoded.
struct QueryPart {
    std::string_view name;
    std::string_view value;
    std::string_view whole;
};

inline std::vector<QueryPart> queryParts(std::string_view query)
{
    std::vector<QueryPart> parts;
    while (!query.empty()) {
        const std::string_view whole = query.substr(0, query.find('&'));
        query.remove_prefix(whole.size() < query.size() ? whole.size() + 1 : query.size());
        const std::size_t equals = whole.find('=');
        const bool hasValue = equals != std::string_view::npos;
        if (!whole.empty()) {
            parts.push_back({whole.substr(0, equals),
                             hasValue ? whole.substr(equals + 1) : std::string_view(), whole});
        }
    }
    return parts;
}

} // namespace gw::testing::detail
