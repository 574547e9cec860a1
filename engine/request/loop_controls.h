// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace gw::request {

// What the definition says of a loop, beside where it leads (reference D5).
struct LoopControls {
    std::string method; // empty: unchanged
    int limit = 5;
};

// A piece of a text, by offsets.
struct TextPiece {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// Takes the controls method, loop_limit and check_limits out of the query of a "tyk://" URL. Only
// the definition gives them: what stands in a foreign piece, which came with the request, is none,
// and stays; nor can it hide one that stands behind it.
[[nodiscard]] LoopControls takeLoopControls(std::string &url,
                                            std::span<const TextPiece> foreign = {});

} // namespace gw::request
