// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/recent_lines.h"

namespace gw {

namespace {

std::size_t bytesOf(const LogRecord &record)
{
    std::size_t bytes = sizeof record + record.message.size();
    for (const auto &field : record.fields) {
        bytes += sizeof field + field.first.size() + field.second.size();
    }
    return bytes;
}

} // namespace

void RecentLines::add(Line line)
{
    const std::size_t bytes = bytesOf(*line);
    if (bytes > m_mostBytes) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_bytes += bytes;
    m_lines.push_back(std::move(line));
    while (m_lines.size() > m_mostLines || m_bytes > m_mostBytes) {
        m_bytes -= bytesOf(*m_lines.front());
        m_lines.pop_front();
    }
}

std::vector<RecentLines::Line> RecentLines::all() const
{
    const std::lock_guard lock(m_mutex);
    return {m_lines.begin(), m_lines.end()};
}

} // namespace gw
