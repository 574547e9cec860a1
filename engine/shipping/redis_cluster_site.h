// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/redis_connection.h"
#include "shipping/redis_site.h"
#include "shipping/redis_turns.h"

#include <map>

namespace gw::shipping {

// The nodes of a cluster, with a connection to each that has one of the lists. Any node tells
// where a list is. Thread: as RedisSite.
class RedisClusterSite final : public RedisSite {
public:
    RedisClusterSite(const RedisSettings &settings, RedisInterrupt &interrupt)
        : m_login(settings.login)
        , m_interrupt(interrupt)
        , m_known(settings.addresses)
    {
    }

    [[nodiscard]] Expected<void> append(const std::string &list,
                                        std::span<const std::string> values,
                                        std::chrono::seconds lifetime) override;
    void close() override;

private:
    [[nodiscard]] Expected<void> appendOnce(const std::string &list,
                                            std::span<const std::string> values,
                                            std::chrono::seconds lifetime);
    // The node that has the list, as far as is known.
    [[nodiscard]] Expected<RedisConnection *> connectionFor(const std::string &list);
    [[nodiscard]] Expected<RedisConnection *> connectionTo(const RedisAddress &node);
    [[nodiscard]] Expected<RedisConnection *> anyNode();

    const RedisLogin m_login;
    RedisInterrupt &m_interrupt;
    RedisTurns m_known; // from the settings
    std::map<RedisAddress, std::unique_ptr<RedisConnection>> m_connections;
    std::map<std::string, RedisAddress> m_nodes; // by list
};

} // namespace gw::shipping
