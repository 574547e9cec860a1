// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/gateway_config.h"

namespace gw::spec {

// A warning for each of Tyk's settings that was given a value and does nothing here, with the
// reason.
[[nodiscard]] std::vector<Finding> ineffectiveSettings(const GatewayConfig &config);

} // namespace gw::spec
