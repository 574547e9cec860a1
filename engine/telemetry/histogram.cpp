// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/histogram.h"

#include <bit>

namespace gw::telemetry {

namespace {

constexpr int kSubBits = 3; // log2(kBucketsPerOctave)

} // namespace

int Histogram::bucketOf(std::uint64_t nanoseconds)
{
    if (nanoseconds < kBucketsPerOctave) {
        return static_cast<int>(nanoseconds);
    }
    const int octave = std::bit_width(nanoseconds) - 1 - kSubBits;
    const int sub = static_cast<int>(nanoseconds >> octave) & (kBucketsPerOctave - 1);
    const int bucket = (octave + 1) * kBucketsPerOctave + sub;
    return bucket < kBuckets ? bucket : kBuckets - 1;
}

std::uint64_t Histogram::upperBound(int bucket)
{
    if (bucket < kBucketsPerOctave) {
        return static_cast<std::uint64_t>(bucket);
    }
    const int octave = bucket / kBucketsPerOctave - 1;
    const int sub = bucket % kBucketsPerOctave;
    return ((static_cast<std::uint64_t>(kBucketsPerOctave + sub) + 1) << octave) - 1;
}

void Histogram::record(std::uint64_t nanoseconds)
{
    m_counts[static_cast<std::size_t>(bucketOf(nanoseconds))].fetch_add(1,
                                                                        std::memory_order_relaxed);
    m_sum.fetch_add(nanoseconds, std::memory_order_relaxed);
}

void Histogram::addTo(Histogram &sum) const
{
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        sum.m_counts[i].fetch_add(m_counts[i].load(std::memory_order_relaxed),
                                  std::memory_order_relaxed);
    }
    sum.m_sum.fetch_add(m_sum.load(std::memory_order_relaxed), std::memory_order_relaxed);
}

Histogram::Summary Histogram::summary() const
{
    std::array<std::uint64_t, kBuckets> counts{};
    Summary result;
    for (int i = 0; i < kBuckets; ++i) {
        const auto index = static_cast<std::size_t>(i);
        counts[index] = m_counts[index].load(std::memory_order_relaxed);
        result.count += counts[index];
        if (counts[index] > 0) {
            result.maxNs = upperBound(i);
        }
    }
    result.sumNs = m_sum.load(std::memory_order_relaxed);
    const auto percentile = [&](std::uint64_t perMille) {
        const std::uint64_t rank = (result.count * perMille + 999) / 1000;
        std::uint64_t seen = 0;
        for (int i = 0; i < kBuckets; ++i) {
            seen += counts[static_cast<std::size_t>(i)];
            if (seen >= rank && seen > 0) {
                return upperBound(i);
            }
        }
        return std::uint64_t{0};
    };
    result.p50Ns = percentile(500);
    result.p90Ns = percentile(900);
    result.p99Ns = percentile(990);
    return result;
}

std::uint64_t Histogram::countUpTo(std::uint64_t nanoseconds) const
{
    std::uint64_t count = 0;
    for (int i = 0; i <= bucketOf(nanoseconds); ++i) {
        count += m_counts[static_cast<std::size_t>(i)].load(std::memory_order_relaxed);
    }
    return count;
}

} // namespace gw::telemetry
