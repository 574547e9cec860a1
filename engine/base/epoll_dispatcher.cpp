// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epoll_dispatcher.h"

#include "base/epoll_set.h"
#include "base/timer_queue.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <algorithm>
#include <atomic>

namespace gw {

namespace {

using Clock = TimerQueue::Clock;

constexpr std::size_t kMaxEvents = 256; // fetched by one system call

} // namespace

struct EpollDispatcher::Private {
    enum class State { Running, Sleeping, Woken };

    struct Soon {
        std::function<void()> function;
        int depth;
    };

    [[nodiscard]] EpollSet::Timeout timeout(bool mayWait, bool withTimers) const;
    [[nodiscard]] bool hasSoon() const;
    int runSoon();

    EpollSet descriptors;
    TimerQueue timers;
    std::vector<Soon> soon;
    int depth = 0; // of nested processEvents()
    std::atomic<State> state = State::Running;
    std::atomic<bool> isInterrupted = false;
};

EpollSet::Timeout EpollDispatcher::Private::timeout(bool mayWait, bool withTimers) const
{
    if (!mayWait) {
        return std::chrono::nanoseconds::zero();
    }
    const auto due = withTimers ? timers.nextDue() : std::nullopt;
    if (!due) {
        return std::nullopt;
    }
    return std::max<std::chrono::nanoseconds>(*due - Clock::now(),
                                              std::chrono::nanoseconds::zero());
}

bool EpollDispatcher::Private::hasSoon() const
{
    return std::any_of(soon.begin(), soon.end(),
                       [this](const Soon &entry) { return entry.depth >= depth; });
}

int EpollDispatcher::Private::runSoon()
{
    if (soon.empty()) {
        return 0;
    }
    const auto firstDue = std::stable_partition(
        soon.begin(), soon.end(), [this](const Soon &entry) { return entry.depth < depth; });
    std::vector<Soon> due(std::make_move_iterator(firstDue), std::make_move_iterator(soon.end()));
    soon.erase(firstDue, soon.end());
    for (const Soon &entry : due) {
        entry.function();
    }
    return static_cast<int>(due.size());
}

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcherV2(parent)
    , d(std::make_unique<Private>())
{
}

EpollDispatcher::~EpollDispatcher() = default;

EpollDispatcher *EpollDispatcher::current()
{
    return qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance());
}

void EpollDispatcher::watch(int fd, std::uint32_t events, IoHandler *handler)
{
    d->descriptors.watch(fd, events, handler);
}

void EpollDispatcher::setEvents(int fd, std::uint32_t events)
{
    d->descriptors.setEvents(fd, events);
}

void EpollDispatcher::unwatch(int fd)
{
    d->descriptors.unwatch(fd);
}

void EpollDispatcher::callSoon(std::function<void()> function)
{
    d->soon.push_back({std::move(function), std::max(d->depth, 1)});
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    using State = Private::State;
    ++d->depth;
    const auto leave = qScopeGuard([this] { --d->depth; });
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool withDescriptors = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);

    d->isInterrupted.store(false, std::memory_order_relaxed);
    Q_EMIT awake();
    // Whoever woke it may also have asked for an end: a quit() between QEventLoop's look at its
    // flag and the reset above is told by nothing but this. So such a call does not wait.
    const bool wasWoken = d->state.exchange(State::Running) == State::Woken;
    bool hasWorked = wasWoken;
    QCoreApplication::sendPostedEvents();
    hasWorked |= d->runSoon() > 0;

    bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !wasWoken && !d->hasSoon() &&
                   !d->isInterrupted.load(std::memory_order_relaxed);
    if (mayWait && d->state.load(std::memory_order_relaxed) == State::Running) {
        Q_EMIT aboutToBlock();
    }
    if (d->isInterrupted.load(std::memory_order_relaxed)) {
        return hasWorked;
    }
    if (!withDescriptors) {
        d->descriptors.drainWake();
    }
    // From Sleeping on, another thread that has work for this one writes to the eventfd.
    State expected = State::Running;
    mayWait =
        mayWait && !d->hasSoon() && d->state.compare_exchange_strong(expected, State::Sleeping);

    std::array<epoll_event, kMaxEvents> room; // NOLINT: filled by the kernel
    std::span<const epoll_event> events;
    const EpollSet::Timeout timeout = d->timeout(mayWait, withTimers);
    if (withDescriptors) {
        events = d->descriptors.wait(room, timeout);
    } else if (mayWait) {
        d->descriptors.waitForWake(timeout);
    }
    if (mayWait) {
        expected = State::Sleeping;
        // Woken stays for the next call, which sends the posted events.
        hasWorked |= !d->state.compare_exchange_strong(expected, State::Running);
    }
    hasWorked |= d->descriptors.dispatch(events) > 0;
    if (withTimers && d->timers.nextDue()) {
        hasWorked |= d->timers.fire(Clock::now()) > 0;
    }
    hasWorked |= d->runSoon() > 0;
    return hasWorked;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    d->descriptors.add(notifier);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    d->descriptors.remove(notifier);
}

void EpollDispatcher::registerTimer(Qt::TimerId id, Duration interval, Qt::TimerType type,
                                    QObject *object)
{
    d->timers.add({interval, id, type}, object, Clock::now());
}

bool EpollDispatcher::unregisterTimer(Qt::TimerId id)
{
    return d->timers.remove(id);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return d->timers.removeAllOf(object);
}

QList<EpollDispatcher::TimerInfoV2> EpollDispatcher::timersForObject(QObject *object) const
{
    return d->timers.timersOf(object);
}

EpollDispatcher::Duration EpollDispatcher::remainingTime(Qt::TimerId id) const
{
    return d->timers.remaining(id, Clock::now());
}

void EpollDispatcher::wakeUp()
{
    // A loop that runs looks at the state before it sleeps: only a sleeping one costs a system
    // call.
    if (d->state.exchange(Private::State::Woken) == Private::State::Sleeping) {
        d->descriptors.wake();
    }
}

void EpollDispatcher::interrupt()
{
    d->isInterrupted.store(true, std::memory_order_relaxed);
    wakeUp();
}

} // namespace gw
