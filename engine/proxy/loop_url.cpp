// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/loop_url.h"

#include <charconv>

namespace gw::proxy {

namespace {

constexpr std::string_view kScheme = "tyk://";

void takeControl(LoopUrl &url, std::string_view pair, std::string &query)
{
    const auto equals = pair.find('=');
    const std::string_view name = pair.substr(0, equals);
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (name == "method") {
        url.method = value;
    } else if (name == "loop_limit") {
        std::from_chars(value.data(), value.data() + value.size(), url.limit);
    } else if (name != "check_limits") {
        query += query.empty() ? "" : "&";
        query += pair;
    }
}

} // namespace

LoopUrl parseLoopUrl(std::string_view url)
{
    LoopUrl result;
    url.remove_prefix(kScheme.size());
    const auto mark = url.find('?');
    std::string_view rest =
        mark == std::string_view::npos ? std::string_view() : url.substr(mark + 1);
    const std::string_view place = url.substr(0, mark);
    const auto slash = place.find('/');
    result.apiName = place.substr(0, slash);
    if (slash != std::string_view::npos) {
        result.pathAndQuery = place.substr(slash);
    }
    std::string query;
    while (!rest.empty()) {
        const auto ampersand = rest.find('&');
        takeControl(result, rest.substr(0, ampersand), query);
        rest =
            ampersand == std::string_view::npos ? std::string_view() : rest.substr(ampersand + 1);
    }
    if (!query.empty()) {
        result.pathAndQuery += "?" + query;
    }
    return result;
}

std::string loopName(std::string_view apiName)
{
    apiName = apiName.substr(0, apiName.find('#'));
    while (apiName.ends_with(' ')) {
        apiName.remove_suffix(1);
    }
    std::string name;
    for (const char c : apiName) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        name += isUpper ? static_cast<char>(c + 32) : isPlain ? c : '-';
    }
    return name;
}

} // namespace gw::proxy
