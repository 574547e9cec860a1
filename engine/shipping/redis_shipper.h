// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/record_file.h"
#include "shipping/redis_settings.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace gw::shipping {

// Sends analytics records to the Redis list that tyk-pump empties (reference H1), on a thread of
// its own. What Redis does not take waits, within bounds; then the newest are dropped and counted.
// Each record is sent at least once: when a connection breaks before Redis has answered, its last
// records are sent again. Thread: see each function.
class RedisShipper final {
public:
    struct Options {
        RedisSettings site;
        std::size_t mostWaiting = 10'000;                 // records
        std::size_t mostWaitingBytes = 64 * 1024 * 1024;  // of their encoded form
        std::chrono::seconds lifetime{60};                // of a list that nobody empties
        bool usesManyLists = false;                       // ten, "..._0" to "..._9", in turn
        std::chrono::milliseconds longestBackOff{10'000}; // between attempts to connect
    };
    static constexpr const char *kList = "analytics-tyk-system-analytics";

    struct State {
        std::uint64_t sent = 0;
        std::uint64_t dropped = 0;
        std::size_t waiting = 0;
        std::string problem; // why Redis takes none; empty: it does, or nobody has asked it yet
    };

    RedisShipper(Options options, Log &log);
    ~RedisShipper(); // finish() with little patience
    RedisShipper(const RedisShipper &) = delete;
    RedisShipper &operator=(const RedisShipper &) = delete;

    // Takes those records that are tracked; never waits for Redis. Thread: one at a time.
    void offer(const RecordBatch &records);
    // Sends what waits and ends the thread; what Redis has not taken in time is dropped and told.
    // False: the thread hangs in a look-up of the server's name and may still use the log. Thread:
    // control; offer() is not called any more.
    [[nodiscard]] bool finish(std::chrono::milliseconds patience);
    [[nodiscard]] State state() const; // Thread: any

private:
    class Worker;
    std::shared_ptr<Worker> m_worker; // shared with the thread, which may outlive this
};

} // namespace gw::shipping
