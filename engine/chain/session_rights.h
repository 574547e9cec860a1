// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::chain {

struct AllowedUrl {
    std::string url; // a path pattern
    std::vector<std::string> methods;
};

// What a key may do with one API.
struct ApiRights {
    std::vector<std::string> versions;
    std::vector<AllowedUrl> allowedUrls;
};

// The entry of an API in a session's access rights. No value when there is none, or when the text
// cannot be read: a key whose rights are unclear has none.
[[nodiscard]] std::optional<ApiRights> readRights(std::string_view accessRightsJson,
                                                  std::string_view apiId);

} // namespace gw::chain
