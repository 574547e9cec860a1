// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::echo {

// Names and values in the order in which they came; names may repeat.
using Pairs = std::vector<std::pair<std::string, std::string>>;

enum class PlusSign : unsigned char { IsPlus, IsSpace };

// Undoes %XX; what is no such triplet stays as it is.
[[nodiscard]] std::string percentDecoded(std::string_view text, PlusSign plus);

// "a=1&b=2&c": query strings and application/x-www-form-urlencoded.
[[nodiscard]] Pairs formPairs(std::string_view text);

// "a=1; b=2": the Cookie field.
[[nodiscard]] Pairs cookiePairs(std::string_view text);

// "user-agent" and "USER-AGENT" both become "User-Agent".
[[nodiscard]] std::string canonicalFieldName(std::string_view name);

// Bytes that are no UTF-8 are taken for ISO 8859-1, so that every text can go into JSON.
[[nodiscard]] std::string asUtf8(std::string_view bytes);

[[nodiscard]] std::string base64(std::string_view bytes);
// Empty when the text is not base64.
[[nodiscard]] std::string base64Decoded(std::string_view text);

} // namespace gw::echo
