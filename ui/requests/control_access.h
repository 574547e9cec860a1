// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"
#include "requests/value.h"

#include <string>

namespace gw::requests {

// An engine's control API.
struct ControlAccess {
    std::string url; // without a path; empty: there is none
    std::string secret;
};

inline constexpr const char *kSecretVariable = "gateway_secret";

// Adds the engine's secret as {{gateway_secret}} for a request that goes to that engine's control
// API, the address spelled as `access` has it. Any other request does not get it: not elsewhere,
// not over a proxy, not with options that lead it away or keep values for later requests. A value
// that is there already stays. True when it was added: take it away before the next request.
[[nodiscard]] bool offerSecret(const Request &request, const ControlAccess &access,
                               Variables &variables);

} // namespace gw::requests
