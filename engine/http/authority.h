// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gw::http {

// RFC 9110 section 7.2: uri-host with an optional port, as Host carries it: "example.org",
// "127.0.0.1:8080", "[::1]:80". An empty host, user information and a port above 65535 are refused.
[[nodiscard]] bool isAuthority(std::string_view text);

} // namespace gw::http
