// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace gw::spec {

// The candidate that a typing slip may have turned into the word (at most a third of the letters
// differ, regardless of case); empty when none is that near.
[[nodiscard]] std::string_view nearestWord(std::string_view word,
                                           std::span<const std::string_view> candidates);

} // namespace gw::spec
