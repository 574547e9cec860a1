// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace gw::editing {

// One line of two texts side by side.
struct LinePair {
    enum class Kind : std::uint8_t { Same, Added, Removed };

    Kind kind = Kind::Same;
    int oldLine = -1; // from 0; -1: not in the old text
    int newLine = -1;
    std::string text;
};

// The lines of both texts in order, with the least additions and removals (Myers); with more of
// them where thousands of lines are others, so that it ends in time. When it is stopped: what it
// has by then. Thread: any.
[[nodiscard]] std::vector<LinePair> comparedLines(std::string_view before, std::string_view after,
                                                  const std::stop_token &stop = {});

// What a gutter shows of the new text.
struct LineMark {
    enum class Kind : std::uint8_t { Added, Changed, RemovedAbove };

    Kind kind = Kind::Added;
    int line = 0; // from 0
};

[[nodiscard]] std::vector<LineMark> lineMarks(std::string_view before, std::string_view after);

} // namespace gw::editing
