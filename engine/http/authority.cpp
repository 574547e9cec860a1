// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/authority.h"

#include <algorithm>

namespace gw::http {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Unreserved and sub-delims of RFC 3986.
bool isNameByte(char c)
{
    constexpr std::string_view kSigns = "-._~!$&'()*+,;=";
    return isAlphanumeric(c) || kSigns.find(c) != std::string_view::npos;
}

bool isRegisteredName(std::string_view host)
{
    for (std::size_t at = 0; at < host.size(); ++at) {
        if (host[at] == '%') {
            if (at + 2 >= host.size() || !isHexDigit(host[at + 1]) || !isHexDigit(host[at + 2])) {
                return false;
            }
            at += 2;
        } else if (!isNameByte(host[at])) {
            return false;
        }
    }
    return !host.empty();
}

// Of an IPv6 address only the alphabet is checked: nothing is connected to it.
bool isBracketedAddress(std::string_view host)
{
    const std::string_view inner = host.substr(1, host.size() - 2);
    return inner.find(':') != std::string_view::npos &&
           std::all_of(inner.begin(), inner.end(),
                       [](char c) { return isHexDigit(c) || c == ':' || c == '.'; });
}

bool isPort(std::string_view port)
{
    unsigned value = 0;
    for (const char c : port) {
        if (c < '0' || c > '9') {
            return false;
        }
        value = value * 10 + static_cast<unsigned>(c - '0');
        if (value > 65535) {
            return false;
        }
    }
    return true;
}

} // namespace

bool isAuthority(std::string_view text)
{
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos || !isBracketedAddress(text.substr(0, end + 1))) {
            return false;
        }
        const std::string_view rest = text.substr(end + 1);
        return rest.empty() || (rest.front() == ':' && isPort(rest.substr(1)));
    }
    const std::size_t colon = text.find(':');
    return isRegisteredName(text.substr(0, colon)) &&
           (colon == std::string_view::npos || isPort(text.substr(colon + 1)));
}

} // namespace gw::http
