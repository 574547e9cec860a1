// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/cookie_text.h"

#include "base/ascii.h"

#include <algorithm>
#include <string>

namespace gw::chain {

namespace {

std::string_view unquoted(std::string_view text)
{
    return text.size() >= 2 && text.front() == '"' && text.back() == '"'
               ? text.substr(1, text.size() - 2)
               : text;
}

} // namespace

std::vector<std::pair<std::string_view, std::string_view>>
cookieValues(const http::FieldList &fields)
{
    std::vector<std::pair<std::string_view, std::string_view>> cookies;
    for (const http::Field &field : fields) {
        if (!http::equalsIgnoreCase(field.name, "Cookie")) {
            continue;
        }
        std::string_view rest = field.value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            const std::string_view pair = trimmed(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            const auto sign = pair.find('=');
            if (sign != std::string_view::npos) {
                cookies.emplace_back(trimmed(pair.substr(0, sign)),
                                     unquoted(trimmed(pair.substr(sign + 1))));
            }
        }
    }
    return cookies;
}

std::string_view cookieValue(const http::FieldList &fields, std::string_view name)
{
    const auto cookies = cookieValues(fields);
    const auto place = std::find_if(cookies.begin(), cookies.end(),
                                    [&](const auto &cookie) { return cookie.first == name; });
    return place == cookies.end() ? std::string_view() : place->second;
}

void removeCookie(http::FieldList &fields, std::string_view name)
{
    std::string kept;
    bool isFound = false;
    for (const auto &[key, value] : cookieValues(fields)) {
        if (key == name) {
            isFound = true;
            continue;
        }
        kept += kept.empty() ? "" : "; ";
        kept.append(key).append("=").append(value);
    }
    if (!isFound) {
        return;
    }
    if (kept.empty()) {
        fields.remove("Cookie");
    } else {
        fields.set("Cookie", kept);
    }
}

} // namespace gw::chain
