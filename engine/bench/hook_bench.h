// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bench/bench_request.h"
#include "plugin/plugin_manifest.h"
#include "telemetry/trace.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace gw::bench {

struct BenchOptions {
    std::filesystem::path file;
    std::string symbol;
    BenchRequest request;
    std::filesystem::path api; // definition that the hook sees, with config_data; empty: none
    std::chrono::milliseconds duration{2000};
};

struct BenchReport {
    plugin::HookEntry hook;
    std::uint64_t calls = 0;
    std::uint64_t suspended = 0; // calls that waited; their times hold the waiting
    // From chain to chain, without the two readings of the clock, which take `clockNs`.
    std::int64_t p50Ns = 0;
    std::int64_t p90Ns = 0;
    std::int64_t p99Ns = 0;
    std::int64_t maxNs = 0;
    std::int64_t clockNs = 0;
    std::optional<double> allocationsPerCall; // nothing: they are not counted in this process
    // The first call: "continue", "respond", and what it changed.
    telemetry::TraceStep first;
    bool isRecordDropped = false; // analytics hooks
};

// Loads a plugin into this process and calls one of its hooks over and over, each time with a
// request of its own, as a worker does: through the engine's host table, with its statistics. A
// hook that can stand in several places is timed in the first of request, response, analytics.
// Response hooks see a small JSON answer of an upstream. Fails when the library is refused, the
// hook is not there, or a call fails. Blocks. Thread: the main one, on an EpollDispatcher.
[[nodiscard]] Expected<BenchReport> benchHook(const BenchOptions &options);

} // namespace gw::bench
