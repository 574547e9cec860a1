// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/connection_pool.h"

#include <algorithm>
#include <utility>

namespace gw::upstream {

void ClosedConnections::add(std::unique_ptr<UpstreamConnection> connection)
{
    connection->close();
    m_connections.push_back(std::move(connection));
    m_soon.add(*this);
}

std::unique_ptr<UpstreamConnection> ConnectionPool::take(const Origin &origin)
{
    const auto found = m_idle.find(origin.key);
    if (found == m_idle.end() || found->second.empty()) {
        return nullptr;
    }
    auto connection = std::move(found->second.back());
    found->second.pop_back();
    --m_size;
    return connection;
}

void ConnectionPool::put(std::unique_ptr<UpstreamConnection> connection)
{
    const Origin &origin = connection->origin();
    Connections &idle = m_idle[origin.key];
    if (idle.size() >= origin.maxIdleConnections) {
        m_closed.add(std::move(connection));
        return;
    }
    connection->setIdle(*this);
    idle.push_back(std::move(connection));
    ++m_size;
    if (m_idle.size() > m_forgetAt) {
        forgetOrigins();
    }
}

// Rewrites may take hosts from requests: there is no end of origins.
void ConnectionPool::forgetOrigins()
{
    std::erase_if(m_idle, [](const auto &entry) { return entry.second.empty(); });
    m_forgetAt = std::max(kRemembered, 2 * m_idle.size());
}

void ConnectionPool::clear()
{
    for (auto &[key, connections] : std::exchange(m_idle, {})) {
        for (auto &connection : connections) {
            m_closed.add(std::move(connection));
        }
    }
    m_size = 0;
    m_forgetAt = kRemembered;
}

void ConnectionPool::onIdleEnded(UpstreamConnection &connection)
{
    const auto found = m_idle.find(connection.origin().key);
    Connections &idle = found->second;
    const auto position = std::find_if(idle.begin(), idle.end(),
                                       [&](const auto &each) { return each.get() == &connection; });
    m_closed.add(std::move(*position));
    idle.erase(position);
    --m_size;
    if (idle.empty()) { // origins come and go with the configuration
        m_idle.erase(found);
    }
}

} // namespace gw::upstream
