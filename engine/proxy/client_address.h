// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <string_view>

namespace gw::proxy {

// The client's address for IP lists, logs and analytics (reference D6): X-Real-IP when it is an
// address; else the leftmost entry of X-Forwarded-For; else the socket's. With a depth n > 0 the
// n-th entry of X-Forwarded-For from the right (empty when there are fewer) or the socket's: who
// says how many proxies write that field does not want one that any client may send to win.
[[nodiscard]] std::string_view realClientAddress(const http::Exchange &exchange, int xffDepth);

} // namespace gw::proxy
