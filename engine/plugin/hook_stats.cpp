// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/hook_stats.h"

#include <memory>

namespace gw::plugin {

namespace {

// 1 us to 1 s: what a hook costs a worker, and what blocking ones take.
constexpr std::array<std::uint64_t, 13> kBuckets = {
    1'000,     2'500,     5'000,      10'000,      25'000,      100'000,      250'000,
    1'000'000, 5'000'000, 10'000'000, 100'000'000, 250'000'000, 1'000'000'000};

} // namespace

void HookStats::record(std::uint64_t nanoseconds, Outcome outcome)
{
    Shard &shard = ownShard();
    shard.time.record(nanoseconds);
    if (outcome != Outcome::Suspended) {
        shard.calls.fetch_add(1, std::memory_order_relaxed);
    }
    if (outcome == Outcome::Failed) {
        shard.errors.fetch_add(1, std::memory_order_relaxed);
    }
}

void HookStats::recordFailure()
{
    Shard &shard = ownShard();
    shard.calls.fetch_add(1, std::memory_order_relaxed);
    shard.errors.fetch_add(1, std::memory_order_relaxed);
}

bool HookStats::mayWarn(std::int64_t monotonicNs)
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    std::int64_t last = m_lastWarning.load(std::memory_order_relaxed);
    return (last == 0 || monotonicNs - last >= kSecond) &&
           m_lastWarning.compare_exchange_strong(last, monotonicNs, std::memory_order_relaxed);
}

HookStats::Totals HookStats::totals() const
{
    Totals totals;
    const auto sum = std::make_unique<telemetry::Histogram>();
    for (const Shard &shard : m_shards) {
        totals.calls += shard.calls.load(std::memory_order_relaxed);
        totals.errors += shard.errors.load(std::memory_order_relaxed);
        shard.time.addTo(*sum);
    }
    totals.stuck = m_stuck.load(std::memory_order_relaxed);
    totals.time = sum->summary();
    for (const std::uint64_t upToNs : kBuckets) {
        totals.buckets.push_back({upToNs, sum->countUpTo(upToNs)});
    }
    return totals;
}

HookStats::Shard &HookStats::ownShard()
{
    static std::atomic<std::size_t> threads{0};
    thread_local const std::size_t index = threads.fetch_add(1, std::memory_order_relaxed);
    return m_shards[index % m_shards.size()];
}

} // namespace gw::plugin
