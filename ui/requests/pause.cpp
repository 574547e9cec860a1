// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/pause.h"

namespace gw::requests {

bool Pause::wait(std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    return !m_condition.wait_for(lock, duration, [this] { return m_isCancelled; });
}

void Pause::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_isCancelled = true;
    m_condition.notify_all();
}

bool Pause::isCancelled() const
{
    const std::lock_guard lock(m_mutex);
    return m_isCancelled;
}

} // namespace gw::requests
