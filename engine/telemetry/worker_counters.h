// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/histogram.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace gw::telemetry {

// Counts of one worker. The worker adds (relaxed), readers sum over workers. Thread: any.
struct alignas(64) WorkerCounters {
    std::atomic<std::uint64_t> requests{0};
    std::array<std::atomic<std::uint64_t>, 6> responsesByClass{}; // [2] = 2xx ... [0] = no answer
    std::atomic<std::uint64_t> upstreamFailures{0};
    std::atomic<std::uint64_t> upgrades{0};
    std::atomic<std::int64_t> activeRequests{0};
    Histogram requestTime;  // whole request
    Histogram upstreamTime; // round trip to the upstream
};

} // namespace gw::telemetry
