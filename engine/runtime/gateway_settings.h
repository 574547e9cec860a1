// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/api_facts.h"

#include <memory>

namespace gw::spec {
struct GatewayConfig;
}

namespace gw::runtime {

// What requests need of the settings, for every API. Thread: any.
[[nodiscard]] std::shared_ptr<const request::GatewaySettings>
makeSettings(const spec::GatewayConfig &config);

} // namespace gw::runtime
