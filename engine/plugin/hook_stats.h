// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/histogram.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

namespace gw::plugin {

// Counts and times of one hook over all its generations. Threads write to shards of their own, so
// that workers do not wait for each other's cache lines; readers sum. Thread: any.
class HookStats final {
public:
    enum class Outcome : std::uint8_t { Done, Failed, Suspended };

    // One run of the hook's function. Suspended runs add time, but no call: the call ends later.
    void record(std::uint64_t nanoseconds, Outcome outcome);
    // The hook failed outside of its function, such as by never resuming.
    void recordFailure();

    // A watchdog found the hook in a thread that it does not give back.
    void recordStuck() { m_stuck.fetch_add(1, std::memory_order_relaxed); }

    // True at most once a second: keeps a warning from flooding the log.
    [[nodiscard]] bool mayWarn(std::int64_t monotonicNs);

    // Runs that took at most so long, for Prometheus. Counts are cumulative.
    struct Bucket {
        std::uint64_t upToNs = 0;
        std::uint64_t count = 0;
    };
    struct Totals {
        std::uint64_t calls = 0;
        std::uint64_t errors = 0;
        std::uint64_t stuck = 0;
        telemetry::Histogram::Summary time;
        std::vector<Bucket> buckets;
    };
    [[nodiscard]] Totals totals() const;

private:
    struct alignas(64) Shard {
        std::atomic<std::uint64_t> calls{0};
        std::atomic<std::uint64_t> errors{0};
        telemetry::Histogram time;
    };
    [[nodiscard]] Shard &ownShard();

    std::array<Shard, 8> m_shards;
    std::atomic<std::int64_t> m_lastWarning{0};
    std::atomic<std::uint64_t> m_stuck{0};
};

} // namespace gw::plugin
