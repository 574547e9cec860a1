// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/io_handler.h"

#include <QAbstractEventDispatcher>

#include <functional>
#include <memory>

namespace gw {

// Qt's event loop on epoll: its cost does not grow with the number of idle descriptors (the stock
// dispatcher is poll()-based). Install with QThread::setEventDispatcher before the thread starts.
// Besides QSocketNotifier it offers watch(), which costs no QEvent: the data plane uses that.
// Thread: its own; wakeUp() and interrupt() from any.
class EpollDispatcher final : public QAbstractEventDispatcherV2 {
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    // The dispatcher of the calling thread; null when that thread runs on another kind.
    [[nodiscard]] static EpollDispatcher *current();

    // Level-triggered. One handler a descriptor; the descriptor stays the caller's and must be
    // unwatched before it is closed. A handler is never called after unwatch() returned, also when
    // its event was already fetched.
    // EPOLLHUP and EPOLLERR are reported also when they were not asked for, but then only once:
    // after that the descriptor is silent until setEvents(). So events 0 means "pause, tell me of
    // the end".
    void watch(int fd, std::uint32_t events, IoHandler *handler);
    void setEvents(int fd, std::uint32_t events);
    void unwatch(int fd);

    // Calls the function once, when the current round of events is done and before the loop sleeps.
    // For work that must not run inside the caller's stack, such as deleting a finished connection:
    // a nested event loop inside that stack does not run it either. Functions that still wait when
    // the dispatcher dies are dropped.
    void callSoon(std::function<void()> function);

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(Qt::TimerId id, Duration interval, Qt::TimerType type,
                       QObject *object) override;
    bool unregisterTimer(Qt::TimerId id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfoV2> timersForObject(QObject *object) const override;
    Duration remainingTime(Qt::TimerId id) const override;
    void wakeUp() override;
    void interrupt() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gw
