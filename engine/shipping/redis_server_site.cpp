// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_server_site.h"

namespace gw::shipping {

Expected<void> RedisServerSite::append(const std::string &list, std::span<const std::string> values,
                                       std::chrono::seconds lifetime)
{
    if (m_connection == nullptr) {
        auto connected = connect();
        if (!connected) {
            return tl::unexpected(std::move(connected.error()));
        }
        m_connection = std::move(*connected);
    }
    auto appended = m_connection->append(list, values, lifetime);
    if (!appended) {
        if (m_connection->redirect()) {
            appended.error().remedy = "It is a node of a cluster: set \"storage.enable_cluster\"";
        }
        close();
    }
    return appended;
}

Expected<RedisServerSite::Connection> RedisServerSite::connect()
{
    return RedisConnection::open(m_settings.addresses.front(), m_settings.login, m_interrupt);
}

} // namespace gw::shipping
