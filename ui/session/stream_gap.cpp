// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/stream_gap.h"

#include <limits>
#include <utility>

namespace gw::session {

template <typename Record>
StreamGap<Record>::StreamGap(Pass pass)
    : m_pass(std::move(pass))
{
}

template <typename Record>
void StreamGap<Record>::take(const Records &records, quint64 skipped)
{
    Records fresh = records;
    fresh.removeIf([this](const Record &one) { return one.sequence <= m_filled; });
    if (m_isOpen) {
        m_waiting += fresh;
        m_skipped += skipped;
    } else {
        pass(fresh, skipped);
    }
}

template <typename Record>
void StreamGap<Record>::open()
{
    m_isOpen = true;
}

template <typename Record>
void StreamGap<Record>::fill(const Records &known)
{
    if (!m_isOpen) {
        return;
    }
    m_isOpen = false;
    const quint64 end =
        m_waiting.isEmpty() ? std::numeric_limits<quint64>::max() : m_waiting.first().sequence;
    Records all;
    for (const Record &record : known) {
        if (record.sequence > m_last && record.sequence < end) {
            all.append(record);
        }
    }
    all += std::exchange(m_waiting, {});
    const bool hasHole = m_last > 0 && !all.isEmpty() && all.first().sequence > m_last + 1;
    const quint64 lost = hasHole ? all.first().sequence - m_last - 1 : 0;
    const quint64 skipped = std::exchange(m_skipped, 0) + lost;
    m_filled = all.isEmpty() ? m_last : all.last().sequence;
    if (!all.isEmpty() || skipped > 0) {
        pass(all, skipped);
    }
}

template <typename Record>
void StreamGap<Record>::forget()
{
    m_last = 0;
    m_filled = 0;
    m_isOpen = false;
    m_waiting.clear();
    m_skipped = 0;
}

template <typename Record>
void StreamGap<Record>::pass(const Records &records, quint64 skipped)
{
    if (!records.isEmpty()) {
        m_last = records.last().sequence;
    }
    m_pass(records, skipped);
}

template class StreamGap<client::TrafficRecord>;
template class StreamGap<client::LogLine>;

} // namespace gw::session
