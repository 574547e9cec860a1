// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gw::echo {

// The bytes as one gzip member (RFC 1952).
[[nodiscard]] std::string gzip(std::string_view bytes);

} // namespace gw::echo
