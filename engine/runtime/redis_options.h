// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/redis_shipper.h"

#include <filesystem>

namespace gw::spec {
struct GatewayConfig;
}

namespace gw::runtime {

// What the settings say of the Redis that records go to. folder: where relative paths start.
[[nodiscard]] shipping::RedisShipper::Options redisOptions(const spec::GatewayConfig &config,
                                                           const std::filesystem::path &folder);

} // namespace gw::runtime
