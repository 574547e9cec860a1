// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_sentinel_site.h"

namespace gw::shipping {

Expected<RedisSentinelSite::Connection> RedisSentinelSite::connect()
{
    Expected<Connection> connected = nullptr;
    for (std::size_t i = 0; i < m_sentinels.size(); ++i) {
        connected = connectBy(m_sentinels.at(i));
        if (connected || interrupt().isInterrupted()) {
            break;
        }
    }
    m_sentinels.advance(); // who is asked next time has not named the master that broke
    return connected;
}

Expected<RedisAddress> RedisSentinelSite::masterBySentinel(const RedisAddress &sentinel) const
{
    RedisLogin login;
    login.password = settings().sentinelPassword;
    login.timeout = settings().login.timeout;
    login.tls = settings().login.tls;
    const auto opened = RedisConnection::open(sentinel, login, interrupt());
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const auto master = (*opened)->masterNamed(settings().masterName);
    if (!master) {
        return tl::unexpected(master.error());
    }
    if (!*master) {
        return failure("Redis: the sentinel knows no master \"" + settings().masterName + "\"",
                       sentinel.text(), "Check \"master_name\" in the settings");
    }
    return **master;
}

Expected<RedisSentinelSite::Connection>
RedisSentinelSite::connectBy(const RedisAddress &sentinel) const
{
    const auto master = masterBySentinel(sentinel);
    if (!master) {
        return tl::unexpected(master.error());
    }
    auto connected = RedisConnection::open(*master, settings().login, interrupt());
    if (!connected) {
        return connected;
    }
    // Sentinels may still name the old master while it comes back as a replica.
    if (const auto checked = (*connected)->checkIsMaster(); !checked) {
        return tl::unexpected(checked.error());
    }
    return connected;
}

} // namespace gw::shipping
