// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/path_pattern.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::request {

struct AllowedUrl {
    spec::PathPattern pattern;
    std::vector<std::string> methods;
};

// What a key may do with one API.
struct ApiRights {
    std::vector<std::string> versions;
    // With allowed_urls nothing else is open. Expressions that RE2 refuses are left out: they match
    // nothing.
    bool isRestricted = false;
    std::vector<AllowedUrl> allowedUrls;
};

// The entry of an API in a session's access rights. Null when there is none, or when the text
// cannot be read: a key whose rights are unclear has none.
[[nodiscard]] std::shared_ptr<const ApiRights> readRights(std::string_view accessRightsJson,
                                                          std::string_view apiId);

// Keys come and go while a snapshot lives, so their rights cannot be compiled with it. Here each
// text is read and compiled once. Bounded. Thread: its worker.
class RightsCache final {
public:
    // See readRights().
    [[nodiscard]] std::shared_ptr<const ApiRights> find(std::string_view accessRightsJson,
                                                        std::string_view apiId);

private:
    // Of texts; what was compiled from them is some times as large.
    static constexpr std::size_t kMostBytes = 1024UL * 1024;

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    // By API id, a line feed, and the JSON text.
    std::unordered_map<std::string, std::shared_ptr<const ApiRights>, Hash, std::equal_to<>>
        m_known;
    std::size_t m_bytes = 0;
    std::string m_key; // scratch
};

} // namespace gw::request
