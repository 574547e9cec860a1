// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/transfer_result.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gw::requests {

const std::string *ResponseHead::find(std::string_view name) const
{
    const auto found = std::ranges::find_if(
        headers, [name](const Header &header) { return equalIgnoringCase(header.first, name); });
    return found == headers.end() ? nullptr : &found->second;
}

std::optional<Cookie> cookieOf(std::string_view line)
{
    std::array<std::string_view, 7> fields;
    std::string_view rest = line;
    for (std::size_t index = 0; index < fields.size(); ++index) {
        const std::size_t tab =
            index + 1 == fields.size() ? std::string_view::npos : rest.find('\t');
        fields[index] = rest.substr(0, tab);
        if (tab == std::string_view::npos && index + 1 < fields.size()) {
            return std::nullopt;
        }
        rest.remove_prefix(std::min(rest.size(), fields[index].size() + 1));
    }
    constexpr std::string_view kHttpOnly = "#HttpOnly_";
    Cookie cookie;
    cookie.isHttpOnly = fields[0].starts_with(kHttpOnly);
    cookie.domain = fields[0].substr(cookie.isHttpOnly ? kHttpOnly.size() : 0);
    cookie.path = fields[2];
    cookie.isSecure = fields[3] == "TRUE";
    std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), cookie.expires);
    cookie.name = fields[5];
    cookie.value = fields[6];
    return cookie;
}

} // namespace gw::requests
