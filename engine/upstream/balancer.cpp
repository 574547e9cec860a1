// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/balancer.h"

#include <utility>

namespace gw::upstream {

Balancer::Balancer(std::vector<Target> targets)
    : m_targets(std::move(targets))
{
}

const Target *Balancer::next() const
{
    if (m_targets.empty()) {
        return nullptr;
    }
    if (m_targets.size() == 1) {
        return &m_targets.front();
    }
    return &m_targets[m_turn.fetch_add(1, std::memory_order_relaxed) % m_targets.size()];
}

} // namespace gw::upstream
