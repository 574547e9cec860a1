// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <memory>
#include <string>
#include <vector>

namespace re2 {
class RE2;
}

namespace gw::shipping {

// Puts "{uuid}", "{ulid}", "{id}" and "{var}" where a path holds what differs from call to call
// (analytics_config.normalise_urls). Thread: any (immutable).
class PathPatterns final {
public:
    struct Options {
        bool uuids = false;
        bool ulids = false;
        bool numbers = false;            // whole segments of digits, or a segment's first digits
        std::vector<std::string> custom; // regular expressions
    };
    // Fails for an expression that is none.
    [[nodiscard]] static Expected<std::unique_ptr<PathPatterns>> make(const Options &options);
    ~PathPatterns();
    PathPatterns(const PathPatterns &) = delete;
    PathPatterns &operator=(const PathPatterns &) = delete;

    void normalise(std::string &path) const;

private:
    PathPatterns();

    struct Rule;
    std::vector<Rule> m_rules; // in the order in which they are applied
};

} // namespace gw::shipping
