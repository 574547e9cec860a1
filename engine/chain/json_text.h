// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Looks into small JSON objects. A text that is no object has no members.
namespace gw::chain {

// A member: a string without quotes and escapes, anything else as JSON text.
[[nodiscard]] std::optional<std::string> memberText(std::string_view object, std::string_view name);

// A member that is an array, item by item; empty when it is none.
[[nodiscard]] std::vector<std::string> memberTexts(std::string_view object, std::string_view name);

// A member that is an object, in its order; empty when it is none.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> memberPairs(std::string_view object,
                                                                           std::string_view name);

} // namespace gw::chain
