// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/wire_exchange.h"

#include <memory>
#include <vector>

namespace gw::http {

// Exchanges with their buffers, for connections that have a request under way: an idle connection
// needs none. Thread: worker.
class ExchangePool final {
public:
    explicit ExchangePool(const ConnectionLimits &limits)
        : m_limits(limits)
    {
    }

    [[nodiscard]] std::unique_ptr<WireExchange> take();
    void give(std::unique_ptr<WireExchange> exchange);

private:
    static constexpr std::size_t kKept = 256; // 16 KiB each and a little more

    const ConnectionLimits &m_limits;
    std::vector<std::unique_ptr<WireExchange>> m_free;
};

} // namespace gw::http
