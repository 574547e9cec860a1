// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "shipping/redis_interrupt.h"
#include "shipping/redis_settings.h"

#include <chrono>
#include <memory>
#include <span>
#include <string>

namespace gw::shipping {

// The Redis of a site: one server, a master that sentinels name, or a cluster. Thread: one; it
// blocks until the interrupt that it was made with. OpenSSL and hiredis write to servers that have
// left: SIGPIPE must be blocked or ignored.
class RedisSite {
public:
    virtual ~RedisSite() = default;

    // As RedisConnection::append(), where the list is; connects where it must. After a failure
    // everything is closed, and the next call looks anew for who is there.
    [[nodiscard]] virtual Expected<void> append(const std::string &list,
                                                std::span<const std::string> values,
                                                std::chrono::seconds lifetime) = 0;
    virtual void close() = 0;
};

// The interrupt lives longer.
[[nodiscard]] std::unique_ptr<RedisSite> makeRedisSite(const RedisSettings &settings,
                                                       RedisInterrupt &interrupt);

} // namespace gw::shipping
