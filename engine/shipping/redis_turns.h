// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/redis_settings.h"

namespace gw::shipping {

// Addresses of which any may answer, in the order of the next attempt. Thread: one.
class RedisTurns final {
public:
    // There is at least one.
    explicit RedisTurns(std::vector<RedisAddress> addresses)
        : m_addresses(std::move(addresses))
    {
    }

    [[nodiscard]] std::size_t size() const { return m_addresses.size(); }
    [[nodiscard]] const RedisAddress &at(std::size_t place) const
    {
        return m_addresses[(m_first + place) % m_addresses.size()];
    }
    // Another one comes first: one that answers may still be of no use.
    void advance() { m_first = (m_first + 1) % m_addresses.size(); }

private:
    std::vector<RedisAddress> m_addresses;
    std::size_t m_first = 0;
};

} // namespace gw::shipping
