// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace gw::telemetry {

// Distribution of durations in nanoseconds: eight buckets for each power of two, so a percentile is
// at most 12 % off. record() is two relaxed additions; readers sum while writers go on.
// Thread: any.
class Histogram final {
public:
    static constexpr int kBucketsPerOctave = 8;
    static constexpr int kBuckets = 44 * kBucketsPerOctave; // up to 2^43 ns, some two hours

    void record(std::uint64_t nanoseconds);
    // Adds what was recorded here to `sum`, which nobody else writes meanwhile.
    void addTo(Histogram &sum) const;

    struct Summary {
        std::uint64_t count = 0;
        std::uint64_t sumNs = 0;
        std::uint64_t p50Ns = 0;
        std::uint64_t p90Ns = 0;
        std::uint64_t p99Ns = 0;
        std::uint64_t maxNs = 0; // upper bound of the highest bucket in use
    };
    [[nodiscard]] Summary summary() const;
    // How many durations were at most `nanoseconds` (rounded up to a bucket), for Prometheus
    // buckets.
    [[nodiscard]] std::uint64_t countUpTo(std::uint64_t nanoseconds) const;

private:
    [[nodiscard]] static int bucketOf(std::uint64_t nanoseconds);
    [[nodiscard]] static std::uint64_t upperBound(int bucket);

    std::array<std::atomic<std::uint64_t>, kBuckets> m_counts{};
    std::atomic<std::uint64_t> m_sum{0};
};

} // namespace gw::telemetry
