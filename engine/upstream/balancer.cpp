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
    const std::size_t count = m_targets.size();
    const std::size_t turn = count > 1 ? m_turn.fetch_add(1, std::memory_order_relaxed) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Target &target = m_targets[(turn + i) % count];
        if (target.isDown == nullptr || !target.isDown->load(std::memory_order_relaxed)) {
            return &target;
        }
    }
    return nullptr;
}

} // namespace gw::upstream
