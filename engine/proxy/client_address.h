// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <string_view>

namespace gw::proxy {

// The client's address for IP lists, logs and analytics (reference D6): X-Real-IP when it is an
// address; else X-Forwarded-For, its leftmost entry, or with depth n > 0 the n-th from the right
// (empty when there are fewer); else the socket's.
[[nodiscard]] std::string_view realClientAddress(const http::Exchange &exchange, int xffDepth);

} // namespace gw::proxy
