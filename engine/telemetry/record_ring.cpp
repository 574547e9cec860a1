// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/record_ring.h"

namespace gw::telemetry {

bool RecordRing::push(std::unique_ptr<AnalyticsRecord> record)
{
    const std::size_t head = m_head.load(std::memory_order_relaxed);
    const std::size_t details = record->detailBytes();
    const bool isHeavy =
        details > 0 && m_detailBytes.load(std::memory_order_relaxed) + details > kMostDetailBytes;
    if (isHeavy || head - m_tail.load(std::memory_order_acquire) == kCapacity) {
        m_dropped.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    if (details > 0) {
        m_detailBytes.fetch_add(details, std::memory_order_relaxed);
    }
    m_slots[head % kCapacity] = std::move(record);
    m_head.store(head + 1, std::memory_order_release);
    return true;
}

void RecordRing::drain(std::vector<std::unique_ptr<AnalyticsRecord>> &into)
{
    const std::size_t head = m_head.load(std::memory_order_acquire);
    std::size_t tail = m_tail.load(std::memory_order_relaxed);
    for (; tail != head; ++tail) {
        if (const std::size_t details = m_slots[tail % kCapacity]->detailBytes(); details > 0) {
            m_detailBytes.fetch_sub(details, std::memory_order_relaxed);
        }
        into.push_back(std::move(m_slots[tail % kCapacity]));
    }
    m_tail.store(tail, std::memory_order_release);
}

} // namespace gw::telemetry
