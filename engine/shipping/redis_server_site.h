// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/redis_connection.h"
#include "shipping/redis_site.h"

namespace gw::shipping {

// One server, the first of the addresses. Thread: as RedisSite.
class RedisServerSite : public RedisSite {
public:
    RedisServerSite(const RedisSettings &settings, RedisInterrupt &interrupt)
        : m_settings(settings)
        , m_interrupt(interrupt)
    {
    }

    [[nodiscard]] Expected<void> append(const std::string &list,
                                        std::span<const std::string> values,
                                        std::chrono::seconds lifetime) override;
    void close() override { m_connection.reset(); }

protected:
    using Connection = std::unique_ptr<RedisConnection>;
    [[nodiscard]] virtual Expected<Connection> connect();
    [[nodiscard]] const RedisSettings &settings() const { return m_settings; }
    [[nodiscard]] RedisInterrupt &interrupt() const { return m_interrupt; }

private:
    const RedisSettings m_settings;
    RedisInterrupt &m_interrupt;
    Connection m_connection; // null: none
};

} // namespace gw::shipping
