// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gw {
class Log;
class TimerWheel;
} // namespace gw

namespace gw::upstream {
class HttpClient;
}

namespace gw::request {

// Runs work that may block. The queue is bounded. Thread: any.
class BlockingPool {
public:
    // False: the queue is full and the work was not taken; answer 503.
    [[nodiscard]] virtual bool submit(std::function<void()> work) = 0;

protected:
    ~BlockingPool() = default;
};

// Runs work on one worker's event loop. Thread: post() from any.
class WorkerPost {
public:
    virtual void post(std::function<void()> work) = 0;

protected:
    ~WorkerPost() = default;
};

// Keys with expiry that plugins share (and, later, engines of a fleet). Never blocks on a disk or a
// network. Thread: any.
class KeyValueStore {
public:
    [[nodiscard]] virtual std::optional<std::string> get(std::string_view key) = 0;
    // lifetime zero: for ever. False: refused, the store is full.
    virtual bool set(std::string_view key, std::string_view value,
                     std::chrono::milliseconds lifetime) = 0;
    virtual bool remove(std::string_view key) = 0;
    // Adds to a decimal value, which starts at 0 with the lifetime given; returns the sum.
    virtual std::optional<std::int64_t> increment(std::string_view key, std::int64_t delta,
                                                  std::chrono::milliseconds lifetime) = 0;

protected:
    ~KeyValueStore() = default;
};

class BodyBudget;
class RightsCache;
class Tickets;

// What a worker lends to the requests that it runs. Lives as long as the worker.
struct WorkerServices {
    int workerIndex = 0;
    Log &log;
    TimerWheel &timers;
    upstream::HttpClient &client;
    BlockingPool &blocking;
    WorkerPost &worker;
    KeyValueStore &store;
    Tickets &tickets;
    RightsCache &rights;
    BodyBudget &bodies;
    bool runsHooks = true; // false: a hook fails with 503 here, so that none can hold the thread
};

} // namespace gw::request
