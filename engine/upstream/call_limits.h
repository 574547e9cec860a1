// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "upstream/http_client.h"

#include <chrono>
#include <cstddef>
#include <utility>

namespace gw::upstream {

// Unsent bytes above which ClientCall::write() asks to wait, and below which it may go on.
inline constexpr std::size_t kHighWater = 64 * 1024;
inline constexpr std::size_t kLowWater = 16 * 1024;
// An origin that never comes to the point is refused before its head timeout.
inline constexpr int kMostInformational = 32;

// How long the parts of a call may take; zero: without end.
struct CallLimits {
    using Milliseconds = std::chrono::milliseconds;

    CallLimits() = default;
    explicit CallLimits(const OutgoingRequest &request)
        : connect(request.connectTimeout)
        , head(request.headTimeout)
        , body(request.bodyTimeout)
        , total(request.totalTimeout)
    {
    }

    Milliseconds connect{0};
    Milliseconds head{0};
    Milliseconds body{0};
    Milliseconds total{0};
};

// A deadline that calls a function of its owner.
template <typename Owner>
class CallDeadline final : public Deadline {
public:
    using Expired = void (Owner::*)();

    CallDeadline(TimerWheel &timers, Owner &owner, Expired expired)
        : m_timers(timers)
        , m_owner(owner)
        , m_expired(expired)
    {
    }
    ~CallDeadline() override { disarm(); }

    // Counts from now, whatever it was armed for before.
    void arm(CallLimits::Milliseconds limit)
    {
        m_left = {};
        if (limit > CallLimits::Milliseconds::zero()) {
            m_when = Clock::now() + limit;
            m_timers.arm(*this, m_when);
        } else {
            disarm();
        }
    }
    void disarm()
    {
        m_left = {};
        m_timers.disarm(*this);
    }
    // Between the two no time passes for it.
    void hold()
    {
        if (isArmed()) {
            m_left = m_when - Clock::now();
            m_timers.disarm(*this);
        }
    }
    void goOn()
    {
        if (m_left != Clock::duration::zero()) {
            m_when = Clock::now() + std::exchange(m_left, {});
            m_timers.arm(*this, m_when);
        }
    }
    void onExpired() override { (m_owner.*m_expired)(); }

private:
    TimerWheel &m_timers;
    Owner &m_owner;
    Expired m_expired;
    Clock::time_point m_when;  // means something while it is armed
    Clock::duration m_left{0}; // while it is held
};

} // namespace gw::upstream
