// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "http/exchange.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace gw::echo {

class EchoTask;

class TaskOwner {
public:
    // Deletes the task.
    virtual void forget(EchoTask &task) = 0;

protected:
    ~TaskOwner() = default;
};

// An answer that takes longer than the call of its handler. Lives until it has answered or its
// client has left. Thread: the exchange's worker.
class EchoTask : public http::ExchangeObserver {
public:
    EchoTask(TaskOwner &owner, http::Exchange &exchange);
    virtual ~EchoTask() = default;
    EchoTask(const EchoTask &) = delete;
    EchoTask &operator=(const EchoTask &) = delete;

    virtual void start() = 0;

protected:
    void onDrained() override {}
    void onClientGone() override { end(); }

    [[nodiscard]] http::Exchange &exchange() const { return m_exchange; }
    // Deletes the task: to be called last.
    void end() { m_owner.forget(*this); }

private:
    TaskOwner &m_owner;
    http::Exchange &m_exchange;
};

// Reads the whole request body, waits, then answers.
class BodyTask final : public EchoTask, private http::BodyReader, private Deadline {
public:
    // Sends the response, with the body as argument; the exchange is gone afterwards.
    using Answer = std::function<void(http::Exchange &, std::string_view)>;

    struct Plan {
        std::chrono::milliseconds delay{0};
        Answer answer;
    };

    BodyTask(TaskOwner &owner, http::Exchange &exchange, TimerWheel &timers, Plan plan);
    ~BodyTask() override;

    void start() override;

private:
    void onBody(std::string_view bytes) override;
    void onBodyEnd() override;
    void onBodyFailed(http::BodyFailure failure) override;
    void onExpired() override;

    TimerWheel &m_timers;
    Plan m_plan;
    std::string m_body;
    bool m_isTooLarge = false;
};

// Sends a body piece by piece, as fast as the client takes it or with pauses.
class StreamTask final : public EchoTask, private Deadline {
public:
    // The next piece; no value at the end.
    using Source = std::function<std::optional<std::string>()>;

    struct Plan {
        std::optional<std::uint64_t> length; // no value: chunked
        std::chrono::milliseconds pause{0};  // between pieces
        Source next;
    };

    StreamTask(TaskOwner &owner, http::Exchange &exchange, TimerWheel &timers, Plan plan);
    ~StreamTask() override;

    void start() override;

private:
    void onDrained() override;
    void onExpired() override { sendOn(); }
    void sendOn();

    TimerWheel &m_timers;
    Plan m_plan;
};

} // namespace gw::echo
