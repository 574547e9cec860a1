// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Query strings as they stand on the wire ("a=1&b=%20").
namespace gw::chain {

// %XX and, with Plus::IsSpace, '+'. A broken escape stays as it is.
enum class Plus : std::uint8_t { IsSpace, IsPlus };
[[nodiscard]] std::string percentDecoded(std::string_view text, Plus plus);

// For a value within a query: everything but letters, digits and -_.~ is escaped, a space is '+'.
[[nodiscard]] std::string queryEscaped(std::string_view text);

// Decoded value of the first parameter of that name; no value when it is absent.
[[nodiscard]] std::optional<std::string> queryValue(std::string_view query, std::string_view name);

// All parameters, decoded, in their order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> queryValues(std::string_view query);

// A target without the parameters of that name; the others keep their spelling.
[[nodiscard]] std::string targetWithoutParameter(std::string_view target, std::string_view name);

} // namespace gw::chain
