// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace jsoncons {
template <typename CharT>
class basic_json_options;
}

// How jsoncons reads and writes what people look at.
namespace gw::requests {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Numbers stay as they came: 1.50, 12345678901234567890. Comparisons in a JSONPath still take them
// for numbers. Written, they are indented.
[[nodiscard]] jsoncons::basic_json_options<char> asSpelled();

} // namespace gw::requests
