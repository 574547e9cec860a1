// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gw::spec {

// Standard base64 with padding (RFC 4648, section 4); empty when the text is anything else.
[[nodiscard]] std::optional<std::string> decodedBase64(std::string_view text);

} // namespace gw::spec
