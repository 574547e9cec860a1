// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_cluster_site.h"

namespace gw::shipping {

namespace {

constexpr int kMostRedirects = 5; // nodes that disagree send a client around in circles

} // namespace

void RedisClusterSite::close()
{
    m_connections.clear();
    m_nodes.clear();
}

Expected<void> RedisClusterSite::append(const std::string &list,
                                        std::span<const std::string> values,
                                        std::chrono::seconds lifetime)
{
    auto appended = appendOnce(list, values, lifetime);
    if (!appended) {
        close();
        m_known.advance();
    }
    return appended;
}

Expected<void> RedisClusterSite::appendOnce(const std::string &list,
                                            std::span<const std::string> values,
                                            std::chrono::seconds lifetime)
{
    auto connection = connectionFor(list);
    for (int redirects = 0; connection; ++redirects) {
        RedisConnection &used = **connection;
        auto appended = used.append(list, values, lifetime);
        const auto redirect = used.redirect();
        if (appended || !redirect || redirects == kMostRedirects) {
            return appended;
        }
        m_connections.erase(RedisAddress(used.server())); // an answer is still on its way
        if (redirect->isOnce) {
            const auto asked = RedisConnection::open(redirect->server, m_login, m_interrupt);
            if (!asked) {
                return tl::unexpected(asked.error());
            }
            (*asked)->setAsking();
            return (*asked)->append(list, values, lifetime);
        }
        m_nodes[list] = redirect->server;
        connection = connectionTo(redirect->server);
    }
    return tl::unexpected(connection.error());
}

Expected<RedisConnection *> RedisClusterSite::connectionFor(const std::string &list)
{
    const auto node = m_nodes.find(list);
    return node == m_nodes.end() ? anyNode() : connectionTo(node->second);
}

Expected<RedisConnection *> RedisClusterSite::connectionTo(const RedisAddress &node)
{
    std::unique_ptr<RedisConnection> &slot = m_connections[node];
    if (slot == nullptr) {
        auto opened = RedisConnection::open(node, m_login, m_interrupt);
        if (!opened) {
            m_connections.erase(node);
            return tl::unexpected(opened.error());
        }
        slot = std::move(*opened);
    }
    return slot.get();
}

Expected<RedisConnection *> RedisClusterSite::anyNode()
{
    Expected<RedisConnection *> connection = nullptr;
    for (std::size_t i = 0; i < m_known.size(); ++i) {
        connection = connectionTo(m_known.at(i));
        if (connection || m_interrupt.isInterrupted()) {
            break;
        }
    }
    return connection;
}

} // namespace gw::shipping
