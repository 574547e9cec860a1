// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/histogram.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gw::runtime {

// A counter or gauge that a plugin keeps for itself.
struct PluginSample {
    std::string name;
    std::string explanation;
    bool isCounter = false;
    double value = 0;
};

// Analytics records on their way to Redis.
struct RedisCounters {
    std::uint64_t sent = 0;
    std::uint64_t dropped = 0; // Redis did not take them in time
    std::size_t waiting = 0;
    std::string problem; // why it takes none; empty: it does
};

// Sums over all workers.
struct EngineCounters {
    std::uint64_t requests = 0;
    std::uint64_t responses2xx = 0, responses3xx = 0, responses4xx = 0, responses5xx = 0;
    std::uint64_t upstreamFailures = 0;
    std::uint64_t recordsDropped = 0; // came faster than they were taken
    std::uint64_t recordsLost = 0;    // the disk did not take them
    std::optional<RedisCounters> redis;
    std::int64_t activeRequests = 0;
    std::int64_t openConnections = 0;
    std::int64_t idleUpstreamConnections = 0;
    telemetry::Histogram::Summary requestTime; // p50... are the highest of any worker
    telemetry::Histogram::Summary upstreamTime;
    std::uint64_t residentBytes = 0;
    double uptimeSeconds = 0;
    std::vector<PluginSample> ofPlugins;
};

} // namespace gw::runtime
