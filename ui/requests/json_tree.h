// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/response_body.h"

#include <string>
#include <vector>

namespace gw::requests {

// A JSON text as a tree of lines. Numbers and the order of members stay as they came.
struct JsonTree {
    struct Node {
        std::string name; // of the member; of an element "[3]"; empty for the root
        std::string text; // "\"Oslo\"", "1.50"; of containers "{2}" and "[12]"
        int parent = -1;
        int row = 0; // among its siblings
        std::vector<int> children;
        bool isContainer = false;
    };

    std::vector<Node> nodes; // the root is the first
    bool isCut = false;      // there are more than a list can show

    // "$.orders[3]['first name']"
    [[nodiscard]] std::string pathOf(int node) const;
};

// Fails for what is no JSON and for a body above maxBytes. Takes time; thread: any.
[[nodiscard]] Expected<JsonTree> jsonTreeOf(const ResponseBody &body, std::uint64_t maxBytes);

} // namespace gw::requests
