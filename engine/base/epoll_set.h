// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/io_handler.h"

#include <QSocketNotifier>

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <sys/epoll.h>
#include <vector>

namespace gw {

// The descriptors of one EpollDispatcher: what they are watched for, waiting for them, telling whom
// they belong to. The kernel hears of a change of events before the next wait, so a mask that is
// changed and changed back within a round costs no system call.
// Thread: the dispatcher's; wake() from any.
class EpollSet final {
public:
    using Timeout = std::optional<std::chrono::nanoseconds>; // none: for ever

    EpollSet();
    ~EpollSet();
    EpollSet(const EpollSet &) = delete;
    EpollSet &operator=(const EpollSet &) = delete;

    // As EpollDispatcher documents them.
    void watch(int fd, std::uint32_t events, IoHandler *handler);
    void setEvents(int fd, std::uint32_t events);
    void unwatch(int fd);

    // Each activation is a QEvent::SockAct. A descriptor may have one notifier of each type, and a
    // handler besides.
    void add(QSocketNotifier *notifier);
    void remove(QSocketNotifier *notifier);

    // Waits for events and puts them into `room`. Returns those that there are.
    [[nodiscard]] std::span<const epoll_event> wait(std::span<epoll_event> room, Timeout timeout);
    // Waits for wake() alone.
    void waitForWake(Timeout timeout);
    // Forgets earlier calls of wake() that waitForWake() would still see.
    void drainWake();
    // Ends a wait, the present or the next one.
    void wake();

    // Calls whom the events belong to; returns how many were called. A handler may change the set,
    // and wait for and dispatch newer events: then the rest of these is left out, because what is
    // still true of it is reported again.
    int dispatch(std::span<const epoll_event> events);

private:
    static constexpr std::size_t kNotifierTypes = 3;

    // What one descriptor number is watched for. `generation` tells the present use of the number
    // from earlier ones: it is part of what epoll reports, so that a stale event finds nobody.
    struct Entry {
        std::uint32_t generation = 0;
        std::uint32_t kernelMask = 0;
        bool isInKernel = false;
        bool isForced = false; // the kernel's view is unknown: tell it again
        bool isChanged = false;
        bool isMuted = false; // an end nobody asked for was reported
        std::uint32_t handlerEvents = 0;
        IoHandler *handler = nullptr;
        std::array<QSocketNotifier *, kNotifierTypes> notifiers{};

        [[nodiscard]] bool isUsed() const;
        [[nodiscard]] std::uint32_t mask() const;
    };

    Entry &entry(int fd);
    void change(int fd);
    void release(int fd);
    void applyChanges();
    void tellKernel(int fd, Entry &entry);
    int waitBlocking(std::span<epoll_event> room, Timeout timeout);
    int deliver(int fd, std::uint32_t generation, std::uint32_t events);
    [[nodiscard]] bool isCurrent(int fd, std::uint32_t generation) const;

    int m_epoll = -1;
    int m_wake = -1; // edge-triggered in the epoll set, so that it need not be read
    bool m_hasNanosecondWait = true;
    std::uint64_t m_round = 0; // counts waits
    std::vector<Entry> m_entries;
    std::vector<int> m_changed;
};

} // namespace gw
