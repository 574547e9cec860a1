// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/loop_url.h"

#include <algorithm>

namespace gw::proxy {

namespace {

constexpr std::string_view kScheme = "tyk://";

} // namespace

LoopUrl parseLoopUrl(std::string_view url)
{
    LoopUrl result;
    url.remove_prefix(kScheme.size());
    const auto slash = url.substr(0, url.find('?')).find('/');
    result.apiName = url.substr(0, std::min(slash, url.find('?')));
    if (slash != std::string_view::npos) {
        result.pathAndQuery = url.substr(slash);
    } else {
        result.pathAndQuery.append(url.substr(result.apiName.size()));
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
