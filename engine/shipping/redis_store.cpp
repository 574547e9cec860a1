// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_store.h"

namespace gw::shipping {

namespace {

constexpr int kMostRedirects = 5; // nodes that disagree send a client around in circles

} // namespace

void RedisStore::setCurrent(RedisConnection *connection)
{
    const std::lock_guard lock(m_mutex);
    m_current = connection;
}

void RedisStore::interrupt()
{
    const std::lock_guard lock(m_mutex);
    if (m_current != nullptr) {
        m_current->interrupt();
    }
}

void RedisStore::close()
{
    setCurrent(nullptr);
    m_connections.clear();
    m_nodes.clear();
}

Expected<void> RedisStore::append(const std::string &list, std::span<const std::string> values,
                                  std::chrono::seconds lifetime)
{
    auto appended = appendOnce(list, values, lifetime);
    if (!appended) {
        close();
        ++m_firstAddress;
    }
    return appended;
}

Expected<void> RedisStore::appendOnce(const std::string &list, std::span<const std::string> values,
                                      std::chrono::seconds lifetime)
{
    auto connection = connectionFor(list);
    for (int redirects = 0; connection; ++redirects) {
        RedisConnection &used = **connection;
        setCurrent(&used);
        auto appended = used.append(list, values, lifetime);
        setCurrent(nullptr);
        const auto redirect = used.redirect();
        if (appended || !redirect || redirects == kMostRedirects) {
            return appended;
        }
        m_connections.erase(RedisAddress(used.server())); // an answer is still on its way
        if (redirect->isOnce) {
            auto asked = RedisConnection::open(redirect->server, m_site.login);
            if (!asked) {
                return tl::unexpected(asked.error());
            }
            (*asked)->setAsking();
            setCurrent(asked->get());
            appended = (*asked)->append(list, values, lifetime);
            setCurrent(nullptr);
            return appended;
        }
        m_nodes[list] = redirect->server;
        connection = connectionTo(redirect->server);
    }
    return tl::unexpected(connection.error());
}

Expected<RedisConnection *> RedisStore::connectionFor(const std::string &list)
{
    if (m_site.kind == RedisSite::Kind::Cluster) {
        const auto node = m_nodes.find(list);
        return node == m_nodes.end() ? anyNode() : connectionTo(node->second);
    }
    if (!m_connections.empty()) {
        return m_connections.begin()->second.get();
    }
    if (m_site.kind == RedisSite::Kind::Server) {
        return connectionTo(m_site.addresses.front());
    }
    const auto master = findMaster();
    if (!master) {
        return tl::unexpected(master.error());
    }
    auto connection = connectionTo(*master);
    if (!connection) {
        return connection;
    }
    // Sentinels may still name the old master while it comes back as a replica.
    if (auto checked = (*connection)->checkIsMaster(); !checked) {
        return tl::unexpected(checked.error());
    }
    return connection;
}

Expected<RedisConnection *> RedisStore::connectionTo(const RedisAddress &server)
{
    std::unique_ptr<RedisConnection> &slot = m_connections[server];
    if (slot == nullptr) {
        auto opened = RedisConnection::open(server, m_site.login);
        if (!opened) {
            m_connections.erase(server);
            return tl::unexpected(opened.error());
        }
        slot = std::move(*opened);
    }
    return slot.get();
}

Expected<RedisConnection *> RedisStore::anyNode()
{
    Expected<RedisConnection *> connection = nullptr;
    for (std::size_t i = 0; i < m_site.addresses.size(); ++i) {
        connection = connectionTo(addressAt(i));
        if (connection) {
            break;
        }
    }
    return connection;
}

Expected<RedisAddress> RedisStore::findMaster() const
{
    RedisLogin login;
    login.password = m_site.sentinelPassword;
    login.timeout = m_site.login.timeout;
    login.tls = m_site.login.tls;
    Error lastError;
    for (std::size_t i = 0; i < m_site.addresses.size(); ++i) {
        const RedisAddress &address = addressAt(i);
        auto sentinel = RedisConnection::open(address, login);
        if (!sentinel) {
            lastError = sentinel.error();
            continue;
        }
        const auto master = (*sentinel)->masterNamed(m_site.masterName);
        if (master && *master) {
            return **master;
        }
        lastError = master
                        ? Error{"Redis: the sentinel knows no master \"" + m_site.masterName + "\"",
                                address.text(), "Check \"master_name\" in the settings"}
                        : master.error();
    }
    return tl::unexpected(std::move(lastError));
}

} // namespace gw::shipping
