// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>

namespace gw {

// The QObject timers of one event dispatcher. No timer fires early. Coarse timers fire up to 5 % of
// their interval late, very coarse ones up to a second, so that neighbours share a wake-up.
// Thread: the dispatcher's.
class TimerQueue final {
public:
    using Clock = std::chrono::steady_clock;
    using Duration = QAbstractEventDispatcher::Duration;
    using TimerInfo = QAbstractEventDispatcher::TimerInfoV2;

    // `id` must not be there yet.
    void add(const TimerInfo &timer, QObject *object, Clock::time_point now);
    bool remove(Qt::TimerId id);
    bool removeAllOf(const QObject *object);

    [[nodiscard]] QList<TimerInfo> timersOf(const QObject *object) const;
    // Duration::min() when there is no such timer, zero when it is overdue.
    [[nodiscard]] Duration remaining(Qt::TimerId id, Clock::time_point now) const;

    // When fire() has work again; none: never. A timer whose handler is running does not count.
    [[nodiscard]] std::optional<Clock::time_point> nextDue() const;

    // Sends a QTimerEvent for each timer that is due, in order, each at most once. Handlers may add
    // and remove timers, delete objects and call this again. Returns how many were sent.
    int fire(Clock::time_point now);

private:
    struct Timer {
        TimerInfo info;
        QObject *object = nullptr;
        Clock::time_point due;    // as asked for
        Clock::time_point firing; // `due`, rounded up for coarse timers
        std::uint64_t order = 0;  // of equals, who came first; 0 while the handler runs
    };
    using Key = std::pair<Clock::time_point, std::uint64_t>;

    void schedule(Timer &timer);
    void unschedule(const Timer &timer);

    std::unordered_map<int, Timer> m_timers;
    std::map<Key, int> m_queue;
    std::uint64_t m_lastOrder = 0;
};

} // namespace gw
