// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gw::proxy {

// "tyk://<api>/path?query" taken apart (reference D5). Controls are not looked for: what is left of
// the URL may come from the client.
struct LoopUrl {
    std::string apiName; // "self", an id, or a name
    std::string pathAndQuery = "/";
};

[[nodiscard]] LoopUrl parseLoopUrl(std::string_view url);

// An API's name as loop URLs spell it: without "#" categories, what is not alphanumeric as "-",
// lower case.
[[nodiscard]] std::string loopName(std::string_view apiName);

} // namespace gw::proxy
