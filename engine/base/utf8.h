// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace gw {

// Length of the well-formed UTF-8 sequence at the start of the text (Unicode table 3-7), which must
// not be empty; 0 when there is none.
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view text);

// Whether all of it is well-formed.
[[nodiscard]] bool isUtf8(std::string_view text);

} // namespace gw
