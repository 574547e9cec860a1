// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/redis_connection.h"

#include <map>
#include <memory>
#include <mutex>

namespace gw::shipping {

// The Redis of a site, with as many connections as its kind needs: one to a server or to the master
// that sentinels name, one to each node of a cluster that has one of the lists. Thread: one, but
// for interrupt(); it blocks.
class RedisStore final {
public:
    explicit RedisStore(RedisSite site)
        : m_site(std::move(site))
    {
    }

    // As RedisConnection::append(), on the node that has the list; connects where it must. After a
    // failure everything is closed, and the next call looks anew for who is there.
    [[nodiscard]] Expected<void> append(const std::string &list,
                                        std::span<const std::string> values,
                                        std::chrono::seconds lifetime);
    void close();

    // Makes calls under way fail. Thread: any, while this lives.
    void interrupt();

private:
    [[nodiscard]] Expected<void> appendOnce(const std::string &list,
                                            std::span<const std::string> values,
                                            std::chrono::seconds lifetime);
    // The one that has the list, as far as is known.
    [[nodiscard]] Expected<RedisConnection *> connectionFor(const std::string &list);
    [[nodiscard]] Expected<RedisConnection *> connectionTo(const RedisAddress &server);
    [[nodiscard]] Expected<RedisConnection *> anyNode();
    [[nodiscard]] Expected<RedisAddress> findMaster() const;
    // After a failure another one is the first: a node that answers may still be of no use.
    [[nodiscard]] const RedisAddress &addressAt(std::size_t place) const
    {
        return m_site.addresses[(m_firstAddress + place) % m_site.addresses.size()];
    }
    void setCurrent(RedisConnection *connection);

    const RedisSite m_site;
    std::size_t m_firstAddress = 0;
    std::map<RedisAddress, std::unique_ptr<RedisConnection>> m_connections;
    std::map<std::string, RedisAddress> m_nodes; // of a cluster, by list
    std::mutex m_mutex;
    RedisConnection *m_current = nullptr; // guarded by m_mutex: the one that is waited for
};

} // namespace gw::shipping
