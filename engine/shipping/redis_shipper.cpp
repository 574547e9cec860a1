// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_shipper.h"

#include "base/log.h"
#include "shipping/redis_site.h"
#include "telemetry/record_msgpack.h"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace gw::shipping {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kFirstBackOff = 100ms;
constexpr auto kDropInterval = 1s;
constexpr auto kRedisPatience = 2s;
constexpr auto kInterrupted = 500ms; // for a thread whose socket was shut down
constexpr std::size_t kMostAtOnce = 1000;
constexpr std::size_t kMostBytesAtOnce = 4 * 1024 * 1024;
constexpr unsigned kLists = 10;
constexpr LogField kRedisPrefix{"prefix", std::string_view("analytics")};

// OpenSSL writes to sockets without MSG_NOSIGNAL: a server that has left must not end the process.
void blockPipeSignal()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace

// The thread and what it works on.
class RedisShipper::Worker final {
public:
    Worker(Options options, Log &log)
        : m_options(std::move(options))
        , m_log(log)
        , m_site(makeRedisSite(m_options.site, m_interrupt))
    {
    }

    void run(); // until finish(). Thread: shipping.
    void offer(const RecordBatch &records);
    [[nodiscard]] bool finish(std::chrono::milliseconds patience);
    [[nodiscard]] State state() const;

private:
    // Empty: it is time to end.
    [[nodiscard]] std::vector<std::string> nextPortion();
    [[nodiscard]] Expected<void> send(const std::vector<std::string> &portion);
    void onSent(std::size_t records);
    void onFailed(const Error &error);
    void put(std::string record);
    void tellDropped();
    [[nodiscard]] std::string list();

    const Options m_options;
    Log &m_log;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by m_mutex.
    std::deque<std::string> m_waiting; // oldest first; a portion stays until it was sent
    std::size_t m_waitingBytes = 0;
    State m_state; // but for `waiting`
    bool m_isEnding = false;
    bool m_isGivenUp = false; // an attempt has failed at the end: there is no other
    bool m_hasEnded = false;
    Clock::time_point m_end = Clock::time_point::max(); // nothing is tried behind it
    RedisInterrupt m_interrupt;
    // The shipping thread's own.
    std::unique_ptr<RedisSite> m_site;
    std::chrono::milliseconds m_backOff{0};
    unsigned m_nextList = 0;
    // The offering thread's own.
    std::uint64_t m_toldDropped = 0;
    Clock::time_point m_lastTold;
};

void RedisShipper::Worker::run()
{
    blockPipeSignal();
    for (auto portion = nextPortion(); !portion.empty(); portion = nextPortion()) {
        if (const auto sent = send(portion); sent) {
            onSent(portion.size());
        } else {
            onFailed(sent.error());
        }
    }
    m_site->close();
    const std::lock_guard lock(m_mutex);
    m_hasEnded = true;
    m_changed.notify_all();
}

std::vector<std::string> RedisShipper::Worker::nextPortion()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, m_backOff, [this] { return m_isEnding; });
    m_changed.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
    std::vector<std::string> portion;
    if (m_isGivenUp || Clock::now() >= m_end) {
        return portion;
    }
    std::size_t bytes = 0;
    for (const std::string &record : m_waiting) {
        if (portion.size() == kMostAtOnce || bytes > kMostBytesAtOnce) {
            break;
        }
        bytes += record.size();
        portion.push_back(record);
    }
    return portion;
}

Expected<void> RedisShipper::Worker::send(const std::vector<std::string> &portion)
{
    return m_site->append(list(), portion, m_options.lifetime);
}

std::string RedisShipper::Worker::list()
{
    return m_options.usesManyLists ? kList + ("_" + std::to_string(m_nextList++ % kLists)) : kList;
}

void RedisShipper::Worker::onSent(std::size_t records)
{
    bool isBack = false;
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = 0; i < records && !m_waiting.empty(); ++i) {
            m_waitingBytes -= m_waiting.front().size();
            m_waiting.pop_front();
        }
        m_state.sent += records;
        isBack = !m_state.problem.empty();
        m_state.problem.clear();
    }
    m_backOff = 0ms;
    if (isBack) {
        m_log.info("Redis takes analytics records again", {kRedisPrefix});
    }
}

void RedisShipper::Worker::onFailed(const Error &error)
{
    bool isNew = false;
    std::size_t waiting = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_isGivenUp = m_isEnding;
        isNew = m_state.problem.empty();
        m_state.problem = error.text();
        waiting = m_waiting.size();
    }
    m_backOff = std::clamp(m_backOff * 2, std::chrono::milliseconds(kFirstBackOff),
                           m_options.longestBackOff);
    if (isNew) {
        m_log.error("Analytics records wait for Redis",
                    {kRedisPrefix,
                     {"error", std::string_view(error.text())},
                     {"waiting", static_cast<std::int64_t>(waiting)}});
    }
}

void RedisShipper::Worker::offer(const RecordBatch &records)
{
    for (const auto &record : records) {
        if (record->isTracked) {
            put(telemetry::msgpackRecord(*record));
        }
    }
    m_changed.notify_all();
    tellDropped();
}

void RedisShipper::Worker::put(std::string record)
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() >= m_options.mostWaiting ||
        m_waitingBytes + record.size() > m_options.mostWaitingBytes) {
        ++m_state.dropped;
        return;
    }
    m_waitingBytes += record.size();
    m_waiting.push_back(std::move(record));
}

void RedisShipper::Worker::tellDropped()
{
    const Clock::time_point now = Clock::now();
    if (now - m_lastTold < kDropInterval) {
        return;
    }
    const std::uint64_t dropped = state().dropped;
    if (dropped > m_toldDropped) {
        m_lastTold = now;
        m_log.warning(
            "Analytics records were dropped: Redis does not take them in time",
            {kRedisPrefix, {"dropped", static_cast<std::int64_t>(dropped - m_toldDropped)}});
        m_toldDropped = dropped;
    }
}

bool RedisShipper::Worker::finish(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    m_isEnding = true;
    m_end = std::min(m_end, Clock::now() + patience);
    m_changed.notify_all();
    const auto hasEnded = [this] {
        return m_hasEnded;
    };
    if (!m_changed.wait_until(lock, m_end, hasEnded)) {
        m_interrupt.interrupt();
    }
    const bool isBack = m_changed.wait_for(lock, kInterrupted, hasEnded);
    const std::size_t left = m_waiting.size();
    if (left > 0) {
        m_state.dropped += left;
        m_waiting.clear();
        m_waitingBytes = 0;
        lock.unlock();
        m_log.warning("Analytics records were dropped: Redis has not taken them before the end",
                      {kRedisPrefix, {"dropped", static_cast<std::int64_t>(left)}});
    }
    return isBack;
}

RedisShipper::State RedisShipper::Worker::state() const
{
    const std::lock_guard lock(m_mutex);
    State state = m_state;
    state.waiting = m_waiting.size();
    return state;
}

RedisShipper::RedisShipper(Options options, Log &log)
    : m_worker(std::make_shared<Worker>(std::move(options), log))
{
    std::thread([worker = m_worker] { worker->run(); }).detach();
}

RedisShipper::~RedisShipper()
{
    static_cast<void>(finish(kRedisPatience));
}

void RedisShipper::offer(const RecordBatch &records)
{
    m_worker->offer(records);
}

bool RedisShipper::finish(std::chrono::milliseconds patience)
{
    return m_worker->finish(patience);
}

RedisShipper::State RedisShipper::state() const
{
    return m_worker->state();
}

} // namespace gw::shipping
