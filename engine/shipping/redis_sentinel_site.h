// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/redis_server_site.h"
#include "shipping/redis_turns.h"

namespace gw::shipping {

// The master that sentinels name; they are asked at each connecting. Thread: as RedisSite.
class RedisSentinelSite final : public RedisServerSite {
public:
    RedisSentinelSite(const RedisSettings &settings, RedisInterrupt &interrupt)
        : RedisServerSite(settings, interrupt)
        , m_sentinels(settings.addresses)
    {
    }

protected:
    // One sentinel after the other, until one names a master that answers as one.
    [[nodiscard]] Expected<Connection> connect() override;

private:
    [[nodiscard]] Expected<RedisAddress> masterBySentinel(const RedisAddress &sentinel) const;
    [[nodiscard]] Expected<Connection> connectBy(const RedisAddress &sentinel) const;

    RedisTurns m_sentinels;
};

} // namespace gw::shipping
