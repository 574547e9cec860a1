// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gw::telemetry {

// How long one step of a chain took.
struct StepTiming {
    const std::string *name = nullptr; // of EventNames, which outlives the ring
    std::int64_t nanoseconds = 0;
};

// Carries the times of one worker's steps to one reader without a lock. When the reader lags
// behind, new ones are dropped and counted. Thread: push() the worker, drain() the one reader.
class TimingRing final {
public:
    static constexpr std::size_t kCapacity = 65'536; // a power of two; a megabyte

    void push(StepTiming timing)
    {
        const std::size_t head = m_head.load(std::memory_order_relaxed);
        if (head - m_tail.load(std::memory_order_acquire) == kCapacity) {
            m_dropped.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        m_slots[head % kCapacity] = timing;
        m_head.store(head + 1, std::memory_order_release);
    }

    // Appends what has arrived to `into`, oldest first.
    void drain(std::vector<StepTiming> &into)
    {
        const std::size_t head = m_head.load(std::memory_order_acquire);
        std::size_t tail = m_tail.load(std::memory_order_relaxed);
        for (; tail != head; ++tail) {
            into.push_back(m_slots[tail % kCapacity]);
        }
        m_tail.store(tail, std::memory_order_release);
    }

    [[nodiscard]] std::uint64_t dropped() const
    {
        return m_dropped.load(std::memory_order_relaxed);
    }

private:
    std::array<StepTiming, kCapacity> m_slots;
    alignas(64) std::atomic<std::size_t> m_head{0}; // next to write
    alignas(64) std::atomic<std::size_t> m_tail{0}; // next to read
    std::atomic<std::uint64_t> m_dropped{0};
};

} // namespace gw::telemetry
