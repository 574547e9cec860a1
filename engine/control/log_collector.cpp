// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/log_collector.h"

#include <utility>

namespace gw::control {

void LogCollector::start()
{
    if (m_listener < 0) {
        m_listener = m_log.addListener([this](const LogRecord &record) { add(record); });
    }
}

void LogCollector::stop()
{
    if (m_listener >= 0) {
        m_log.removeListener(std::exchange(m_listener, -1));
        (void)take();
    }
}

LogCollector::Lines LogCollector::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_lines, {});
}

void LogCollector::add(const LogRecord &record)
{
    const std::lock_guard lock(m_mutex);
    if (m_lines.records.size() < kMaxLines) {
        m_lines.records.push_back(record);
    } else {
        ++m_lines.lost;
    }
}

} // namespace gw::control
