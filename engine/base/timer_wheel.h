// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QObject>

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace gw {

using Clock = std::chrono::steady_clock;

// A deadline in a TimerWheel. Derive from it, or hold one whose onExpired() calls back.
class Deadline {
public:
    // The deadline is no longer armed; it may be armed again, or deleted, in here.
    virtual void onExpired() = 0;

    [[nodiscard]] bool isArmed() const { return m_slot >= 0; }

protected:
    Deadline() = default;
    virtual ~Deadline() = default; // must be disarmed before it dies
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

private:
    friend class TimerWheel;
    Deadline *m_previous = nullptr;
    Deadline *m_next = nullptr;
    int m_slot = -1;
    Clock::time_point m_when;
};

// Many deadlines that seldom expire: arming, moving and disarming are O(1) without system call or
// allocation. Moving a deadline later only stores the time. Resolution 10 ms; never fires early.
// It sleeps while nothing is armed, and otherwise wakes up only for slots that hold a deadline: one
// that is far away costs one wake-up a turn (10 s). Thread: one, which runs an event loop.
class TimerWheel final : public QObject {
public:
    TimerWheel();
    ~TimerWheel() override;

    // An armed deadline is moved.
    void arm(Deadline &deadline, Clock::time_point when);
    void disarm(Deadline &deadline);

    // Fires what is due at `now`, earlier slots first. The loop calls it; tests call it with a time
    // of their own. Handlers may arm and disarm any deadline.
    void advance(Clock::time_point now);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    static constexpr int kSlots = 1024;
    static constexpr int kDue = kSlots; // one list more, of what advance() found to be due
    static constexpr std::int64_t kNever = INT64_MAX;

    void link(Deadline &deadline, int slot);
    void unlink(Deadline &deadline);
    void place(Deadline &deadline);
    void collect(int slot, Clock::time_point now);
    void catchUp(Clock::time_point now);
    void scheduleWake();
    [[nodiscard]] std::int64_t tickOf(Clock::time_point when) const;
    [[nodiscard]] std::int64_t nextVisit(int slot) const;
    [[nodiscard]] std::int64_t nextOccupied() const;

    std::vector<Deadline *> m_slots;
    std::array<std::uint64_t, kSlots / 64> m_occupied{}; // a bit a slot
    QBasicTimer m_wake;
    Clock::time_point m_start;
    std::int64_t m_position = 0;    // ticks since m_start that were processed
    std::int64_t m_wakeAt = kNever; // tick for which m_wake is set
    int m_armed = 0;
};

} // namespace gw
