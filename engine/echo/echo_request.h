// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echo/text_codec.h"
#include "http/exchange.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::echo {

// What the answers tell about a request. Each is made from the exchange on demand.

[[nodiscard]] Pairs argsOf(const http::Exchange &exchange);
// Names in their usual spelling; values of a name that repeats joined by a comma.
[[nodiscard]] Pairs fieldsOf(const http::Exchange &exchange);
[[nodiscard]] Pairs cookiesOf(const http::Exchange &exchange);
// X-Forwarded-For where there is one, else the peer's address.
[[nodiscard]] std::string originOf(const http::Exchange &exchange);
// Absolute, made from Host and X-Forwarded-Proto.
[[nodiscard]] std::string urlOf(const http::Exchange &exchange);
// "/a/b%20c/" gives "a", "b c".
[[nodiscard]] std::vector<std::string> segmentsOf(const http::Exchange &exchange);

// The first argument of that name; empty when there is none.
[[nodiscard]] std::string argument(const http::Exchange &exchange, std::string_view name);
// Digits only; no value for anything else.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view text);
// "2" or "0.5"; no value for anything else.
[[nodiscard]] std::optional<double> positiveNumber(std::string_view text);

} // namespace gw::echo
