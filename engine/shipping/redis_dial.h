// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/expected.h"
#include "shipping/redis_interrupt.h"
#include "shipping/redis_settings.h"

#include <chrono>

namespace gw::shipping {

// Connects to the server, within the timeout for each of its addresses; IPv4 comes first. An
// interrupt ends it, but not a look-up of the name. The socket blocks. hiredis connects too, but
// nobody could end that.
[[nodiscard]] Expected<Descriptor>
dialRedis(const RedisAddress &server, std::chrono::milliseconds timeout, RedisInterrupt &interrupt);

} // namespace gw::shipping
