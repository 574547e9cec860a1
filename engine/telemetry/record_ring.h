// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/analytics_record.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

namespace gw::telemetry {

// Carries the records of one worker to one reader without a lock. When the reader lags behind, new
// records are dropped and counted. Thread: push() the worker, drain() the one reader.
class RecordRing final {
public:
    static constexpr std::size_t kCapacity = 4096; // a power of two
    static constexpr std::size_t kMostDetailBytes = std::size_t{32} << 20;

    // False: full, of records or of details; the record was dropped and counted.
    bool push(std::unique_ptr<AnalyticsRecord> record);
    // Appends what has arrived to `into`, oldest first.
    void drain(std::vector<std::unique_ptr<AnalyticsRecord>> &into);

    [[nodiscard]] std::uint64_t dropped() const
    {
        return m_dropped.load(std::memory_order_relaxed);
    }

private:
    std::array<std::unique_ptr<AnalyticsRecord>, kCapacity> m_slots;
    alignas(64) std::atomic<std::size_t> m_head{0}; // next to write
    alignas(64) std::atomic<std::size_t> m_tail{0}; // next to read
    std::atomic<std::size_t> m_detailBytes{0};      // of what is inside
    std::atomic<std::uint64_t> m_dropped{0};
};

} // namespace gw::telemetry
