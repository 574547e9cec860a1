// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/record_collector.h"

#include "base/log.h"
#include "shipping/access_log.h"
#include "shipping/path_patterns.h"
#include "shipping/place_finder.h"
#include "shipping/redis_shipper.h"
#include "telemetry/record_completion.h"
#include "telemetry/record_editor.h"
#include "telemetry/record_ring.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace gw::shipping {

using namespace std::chrono_literals;
using telemetry::AnalyticsRecord;

namespace {

// A ring takes 4096 records: this is good for 160,000 a second and worker.
constexpr auto kInterval = 25ms;
constexpr auto kTellInterval = 1s;
constexpr auto kLastPatience = 2s;

} // namespace

// The thread and what it works on.
class RecordCollector::Worker final {
public:
    explicit Worker(Parts parts)
        : m_parts(std::move(parts))
    {
    }

    // Runs until finish(). Thread: collecting.
    void run();
    void setActive(bool isActive);
    [[nodiscard]] bool finish(std::chrono::milliseconds patience);
    [[nodiscard]] std::uint64_t lostRecords() const { return m_lostRecords.load(); }

private:
    enum class State : std::uint8_t { Asleep, Active, Finishing, Finished, GivenUp };

    [[nodiscard]] State waitForWork();
    // False: the thread was given up meanwhile.
    [[nodiscard]] bool collect();
    // Under the lock: who gives the thread up knows that it does not touch the rings again.
    [[nodiscard]] bool drainRings(std::vector<std::unique_ptr<AnalyticsRecord>> &fresh);
    [[nodiscard]] RecordBatch edited(std::vector<std::unique_ptr<AnalyticsRecord>> fresh);
    void keep(const RecordBatch &batch);
    void tellDropped(RecordFile::Clock::time_point now);

    Parts m_parts;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    State m_state = State::Asleep; // guarded by m_mutex
    std::atomic<bool> m_isGivenUp{false};
    std::atomic<std::uint64_t> m_lostRecords{0};
    // The collecting thread's own.
    std::uint64_t m_nextSequence = 1;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_toldDropped = 0;
    RecordFile::Clock::time_point m_lastTold;
};

void RecordCollector::Worker::run()
{
    State state = State::Active;
    while (state != State::Finishing) {
        state = waitForWork();
        if (!collect()) {
            return;
        }
    }
    if (m_parts.file != nullptr) {
        m_parts.file->sync();
    }
    tellDropped(m_lastTold + kTellInterval);
    const std::lock_guard lock(m_mutex);
    m_state = State::Finished;
    m_changed.notify_all();
}

RecordCollector::Worker::State RecordCollector::Worker::waitForWork()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_state != State::Asleep; });
    m_changed.wait_for(lock, kInterval, [this] { return m_state != State::Active; });
    return m_state;
}

bool RecordCollector::Worker::drainRings(std::vector<std::unique_ptr<AnalyticsRecord>> &fresh)
{
    const std::lock_guard lock(m_mutex);
    if (m_isGivenUp) {
        return false;
    }
    m_dropped = 0;
    for (telemetry::RecordRing *ring : m_parts.rings) {
        ring->drain(fresh);
        m_dropped += ring->dropped();
    }
    return true;
}

bool RecordCollector::Worker::collect()
{
    std::vector<std::unique_ptr<AnalyticsRecord>> fresh;
    if (!drainRings(fresh)) {
        return false;
    }
    const auto now = RecordFile::Clock::now();
    if (!fresh.empty()) {
        std::stable_sort(fresh.begin(), fresh.end(),
                         [](const auto &a, const auto &b) { return a->timeStamp < b->timeStamp; });
        RecordBatch batch = edited(std::move(fresh));
        if (m_isGivenUp) {
            return false;
        }
        keep(batch);
        m_parts.deliver(std::move(batch));
    }
    if (m_parts.file != nullptr) {
        m_parts.file->syncWhenDue(now);
    }
    tellDropped(now);
    return true;
}

void RecordCollector::Worker::keep(const RecordBatch &batch)
{
    if (m_parts.file != nullptr) {
        m_parts.file->write(batch);
        m_lostRecords = m_parts.file->lostRecords();
    }
    if (m_parts.redis != nullptr) {
        m_parts.redis->offer(batch);
    }
    if (m_parts.accessLog != nullptr) {
        m_parts.accessLog->write(batch);
    }
}

RecordBatch RecordCollector::Worker::edited(std::vector<std::unique_ptr<AnalyticsRecord>> fresh)
{
    RecordBatch batch;
    batch.reserve(fresh.size());
    for (std::unique_ptr<AnalyticsRecord> &record : fresh) {
        telemetry::completeRecord(*record);
        if (m_parts.patterns != nullptr) {
            m_parts.patterns->normalise(record->path);
        }
        if (m_parts.places != nullptr) {
            record->place = m_parts.places->find(record->ipAddress);
        }
        // Taken from the record, so that no record keeps an old plugin in memory.
        const auto editor = std::exchange(record->editor, nullptr);
        const bool isKept = editor == nullptr || editor->edit(*record);
        if (m_isGivenUp) {
            return {};
        }
        if (isKept) {
            record->sequence = m_nextSequence++;
            batch.push_back(std::move(record));
        }
    }
    return batch;
}

void RecordCollector::Worker::tellDropped(RecordFile::Clock::time_point now)
{
    if (now - m_lastTold < kTellInterval) {
        return;
    }
    m_lastTold = now;
    if (m_dropped > m_toldDropped) {
        m_parts.log.warning("Analytics records were dropped: they come faster than they are taken",
                            {{"prefix", std::string_view("analytics")},
                             {"dropped", static_cast<std::int64_t>(m_dropped - m_toldDropped)}});
        m_toldDropped = m_dropped;
    }
}

void RecordCollector::Worker::setActive(bool isActive)
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Asleep || m_state == State::Active) {
        m_state = isActive ? State::Active : State::Asleep;
        m_changed.notify_all();
    }
}

bool RecordCollector::Worker::finish(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    if (m_state == State::GivenUp) {
        return false;
    }
    if (m_state != State::Finished) {
        m_state = State::Finishing;
        m_changed.notify_all();
    }
    if (m_changed.wait_for(lock, patience, [this] { return m_state == State::Finished; })) {
        return true;
    }
    m_isGivenUp = true;
    m_state = State::GivenUp;
    return false;
}

RecordCollector::RecordCollector(Parts parts)
    : m_worker(std::make_shared<Worker>(std::move(parts)))
{
    std::thread([worker = m_worker] { worker->run(); }).detach();
}

RecordCollector::~RecordCollector()
{
    static_cast<void>(finish(kLastPatience));
}

void RecordCollector::setActive(bool isActive)
{
    m_worker->setActive(isActive);
}

bool RecordCollector::finish(std::chrono::milliseconds patience)
{
    return m_worker->finish(patience);
}

std::uint64_t RecordCollector::lostRecords() const
{
    return m_worker->lostRecords();
}

} // namespace gw::shipping
