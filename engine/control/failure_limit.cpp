// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/failure_limit.h"

namespace gw::control {

void FailureLimit::addFailure(std::string_view address, TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    auto found = m_windows.find(std::string(address));
    if (found == m_windows.end()) {
        makeRoom(now);
        found = m_windows.emplace(address, Window{now, 0}).first;
    }
    Window &window = found->second;
    if (now - window.start >= kWindow) {
        window = {now, 0};
    }
    ++window.failures;
}

bool FailureLimit::isExhausted(std::string_view address, TimePoint now) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_windows.find(std::string(address));
    return found != m_windows.end() && now - found->second.start < kWindow &&
           found->second.failures >= m_perMinute;
}

void FailureLimit::makeRoom(TimePoint now)
{
    if (m_windows.size() < kMaxAddresses) {
        return;
    }
    std::erase_if(m_windows,
                  [now](const auto &entry) { return now - entry.second.start >= kWindow; });
    if (m_windows.size() >= kMaxAddresses) {
        m_windows.clear();
    }
}

} // namespace gw::control
