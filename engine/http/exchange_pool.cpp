// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/exchange_pool.h"

namespace gw::http {

std::unique_ptr<WireExchange> ExchangePool::take()
{
    if (m_free.empty()) {
        return std::make_unique<WireExchange>(m_limits);
    }
    std::unique_ptr<WireExchange> exchange = std::move(m_free.back());
    m_free.pop_back();
    return exchange;
}

void ExchangePool::give(std::unique_ptr<WireExchange> exchange)
{
    if (m_free.size() < kKept) {
        exchange->clear();
        m_free.push_back(std::move(exchange));
    }
}

} // namespace gw::http
