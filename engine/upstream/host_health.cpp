// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/host_health.h"

namespace gw::upstream {

HostHealth::Flag HostHealth::isDown(const std::string &host, std::uint16_t port)
{
    std::shared_ptr<std::atomic<bool>> &flag = m_flags[{host, port}];
    if (flag == nullptr) {
        flag = std::make_shared<std::atomic<bool>>(false);
    }
    return flag;
}

void HostHealth::setDown(const std::string &host, std::uint16_t port, bool isDown)
{
    const auto known = m_flags.find({host, port});
    if (known != m_flags.end()) {
        known->second->store(isDown, std::memory_order_relaxed);
    } else if (isDown) {
        m_flags[{host, port}] = std::make_shared<std::atomic<bool>>(true);
    }
}

} // namespace gw::upstream
