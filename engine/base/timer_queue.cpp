// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/timer_queue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <bit>

namespace gw {

namespace {

using Clock = TimerQueue::Clock;
using std::chrono::nanoseconds;

Clock::time_point roundedUp(Clock::time_point when, nanoseconds grain)
{
    const auto rest = when.time_since_epoch() % grain;
    return rest == nanoseconds::zero() ? when : when + (grain - rest);
}

Clock::time_point firingTime(Clock::time_point due, const TimerQueue::TimerInfo &timer)
{
    switch (timer.timerType) {
    case Qt::VeryCoarseTimer:
        return roundedUp(due, std::chrono::seconds(1));
    case Qt::CoarseTimer: {
        // A power of two, so that the grid of a short timer holds the grid of every longer one.
        const auto tolerance = static_cast<std::uint64_t>(timer.interval.count()) / 20;
        return tolerance == 0
                   ? due
                   : roundedUp(due,
                               nanoseconds(static_cast<std::int64_t>(std::bit_floor(tolerance))));
    }
    case Qt::PreciseTimer:
        break;
    }
    return due;
}

} // namespace

void TimerQueue::add(const TimerInfo &timer, QObject *object, Clock::time_point now)
{
    Timer &added = m_timers[static_cast<int>(timer.timerId)];
    added = {timer, object, now + timer.interval, {}, 0};
    schedule(added);
}

bool TimerQueue::remove(Qt::TimerId id)
{
    const auto found = m_timers.find(static_cast<int>(id));
    if (found == m_timers.end()) {
        return false;
    }
    unschedule(found->second);
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAllOf(const QObject *object)
{
    return std::erase_if(m_timers, [&](const auto &entry) {
               const bool isTheirs = entry.second.object == object;
               if (isTheirs) {
                   unschedule(entry.second);
               }
               return isTheirs;
           }) > 0;
}

QList<TimerQueue::TimerInfo> TimerQueue::timersOf(const QObject *object) const
{
    QList<TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object) {
            timers.append(timer.info);
        }
    }
    return timers;
}

TimerQueue::Duration TimerQueue::remaining(Qt::TimerId id, Clock::time_point now) const
{
    const auto found = m_timers.find(static_cast<int>(id));
    if (found == m_timers.end()) {
        return Duration::min();
    }
    return std::max<Duration>(found->second.due - now, Duration::zero());
}

std::optional<Clock::time_point> TimerQueue::nextDue() const
{
    if (m_queue.empty()) {
        return std::nullopt;
    }
    return m_queue.begin()->first.first;
}

int TimerQueue::fire(Clock::time_point now)
{
    int fired = 0;
    // A timer that is scheduled from here on, such as an interval of zero again, waits its round.
    const std::uint64_t newest = m_lastOrder;
    while (!m_queue.empty()) {
        const auto [key, id] = *m_queue.begin();
        if (key.first > now || key.second > newest) {
            break;
        }
        Timer &timer = m_timers.at(id);
        unschedule(timer);
        timer.order = 0;
        timer.due += timer.info.interval;
        if (timer.due <= now) { // the loop was held up: missed ticks are not made up for
            timer.due = now + timer.info.interval;
        }
        timer.firing = firingTime(timer.due, timer.info);
        QObject *const object = timer.object;

        QTimerEvent event(timer.info.timerId);
        QCoreApplication::sendEvent(object, &event);
        ++fired;

        // Gone, or removed and added again under the same id, in which case it is scheduled
        // already.
        const auto found = m_timers.find(id);
        if (found != m_timers.end() && found->second.order == 0) {
            schedule(found->second);
        }
    }
    return fired;
}

void TimerQueue::schedule(Timer &timer)
{
    timer.order = ++m_lastOrder;
    timer.firing = firingTime(timer.due, timer.info);
    m_queue.emplace(Key(timer.firing, timer.order), static_cast<int>(timer.info.timerId));
}

void TimerQueue::unschedule(const Timer &timer)
{
    if (timer.order != 0) {
        m_queue.erase(Key(timer.firing, timer.order));
    }
}

} // namespace gw
