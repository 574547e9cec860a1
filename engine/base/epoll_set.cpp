// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epoll_set.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace gw {

namespace {

constexpr std::uint64_t kWakeTag = ~std::uint64_t{0};
constexpr std::uint32_t kEnd = EPOLLHUP | EPOLLERR; // reported always, whatever the mask
constexpr std::array<std::uint32_t, 3> kNotifierEvents = {EPOLLIN, EPOLLOUT, EPOLLPRI};
static_assert(QSocketNotifier::Read == 0 && QSocketNotifier::Write == 1 &&
              QSocketNotifier::Exception == 2);

timespec toTimespec(std::chrono::nanoseconds duration)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
    return {seconds.count(), static_cast<long>((duration - seconds).count())};
}

} // namespace

bool EpollSet::Entry::isUsed() const
{
    return handler != nullptr || notifiers != decltype(notifiers){};
}

std::uint32_t EpollSet::Entry::mask() const
{
    std::uint32_t events = handlerEvents;
    for (std::size_t type = 0; type < kNotifierTypes; ++type) {
        events |= notifiers[type] != nullptr ? kNotifierEvents[type] : 0;
    }
    return events;
}

EpollSet::EpollSet()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{EPOLLIN | EPOLLET, {.u64 = kWakeTag}};
    if (m_epoll < 0 || m_wake < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) != 0) {
        qFatal("EpollDispatcher: no event loop without descriptors: %s", std::strerror(errno));
    }
}

EpollSet::~EpollSet()
{
    ::close(m_epoll);
    ::close(m_wake);
}

void EpollSet::watch(int fd, std::uint32_t events, IoHandler *handler)
{
    Q_ASSERT(fd >= 0 && handler != nullptr);
    Entry &target = entry(fd);
    Q_ASSERT(target.handler == nullptr);
    target.handler = handler;
    target.handlerEvents = events;
    target.isForced = true;
    change(fd);
}

void EpollSet::setEvents(int fd, std::uint32_t events)
{
    Entry &target = entry(fd);
    Q_ASSERT(target.handler != nullptr);
    if (target.handlerEvents != events || target.isMuted) {
        target.handlerEvents = events;
        change(fd);
    }
}

void EpollSet::unwatch(int fd)
{
    Entry &target = entry(fd);
    target.handler = nullptr;
    target.handlerEvents = 0;
    if (target.isUsed()) {
        change(fd);
        return;
    }
    release(fd);
}

void EpollSet::add(QSocketNotifier *notifier)
{
    const auto fd = static_cast<int>(notifier->socket());
    Entry &target = entry(fd);
    QSocketNotifier *&place = target.notifiers[static_cast<std::size_t>(notifier->type())];
    if (place != nullptr) {
        qWarning(
            "EpollDispatcher: descriptor %d has two notifiers of type %d; the newer one counts", fd,
            static_cast<int>(notifier->type()));
        target.isForced = true;
    }
    place = notifier;
    change(fd);
}

void EpollSet::remove(QSocketNotifier *notifier)
{
    const auto fd = static_cast<int>(notifier->socket());
    Entry &target = entry(fd);
    QSocketNotifier *&place = target.notifiers[static_cast<std::size_t>(notifier->type())];
    if (place != notifier) {
        return; // a newer one took its place
    }
    place = nullptr;
    if (target.isUsed()) {
        change(fd);
        return;
    }
    release(fd);
}

EpollSet::Entry &EpollSet::entry(int fd)
{
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_entries.size()) {
        m_entries.resize(std::max(index + 1, m_entries.size() * 2));
    }
    return m_entries[index];
}

void EpollSet::change(int fd)
{
    Entry &changing = entry(fd);
    changing.isMuted = false;
    if (!changing.isChanged) {
        changing.isChanged = true;
        m_changed.push_back(fd);
    }
}

// Removal is told at once: the caller may close the descriptor next, and a duplicate of it
// elsewhere would keep a forgotten registration alive.
void EpollSet::release(int fd)
{
    Entry &released = entry(fd);
    ++released.generation;
    released.handlerEvents = 0;
    if (released.isInKernel) {
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
        released.isInKernel = false;
    }
}

void EpollSet::applyChanges()
{
    for (const int fd : m_changed) {
        Entry &changing = entry(fd);
        changing.isChanged = false;
        tellKernel(fd, changing);
    }
    m_changed.clear();
}

void EpollSet::tellKernel(int fd, Entry &entry)
{
    if (!entry.isUsed()) {
        return;
    }
    if (entry.isMuted) {
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
        entry.isInKernel = false;
        return;
    }
    const std::uint32_t mask = entry.mask();
    if (entry.isInKernel && !entry.isForced && entry.kernelMask == mask) {
        return;
    }
    epoll_event event{mask, {.u64 = std::uint64_t{entry.generation} << 32 | std::uint32_t(fd)}};
    const int first = entry.isInKernel ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    const int second = entry.isInKernel ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    int result = ::epoll_ctl(m_epoll, first, fd, &event);
    if (result != 0 && (errno == ENOENT || errno == EEXIST)) {
        // The number was closed, or closed and opened again, without telling.
        result = ::epoll_ctl(m_epoll, second, fd, &event);
    }
    entry.isForced = false;
    entry.isInKernel = result == 0;
    entry.kernelMask = mask;
    if (result != 0) {
        qWarning("EpollDispatcher: cannot watch descriptor %d: %s", fd, std::strerror(errno));
    }
}

std::span<const epoll_event> EpollSet::wait(std::span<epoll_event> room, Timeout timeout)
{
    applyChanges();
    ++m_round;
    const int count = waitBlocking(room, timeout);
    return room.first(static_cast<std::size_t>(std::max(count, 0))); // a signal: nothing happened
}

int EpollSet::waitBlocking(std::span<epoll_event> room, Timeout timeout)
{
    const int size = static_cast<int>(room.size());
    if (timeout == std::chrono::nanoseconds::zero()) {
        return ::epoll_wait(m_epoll, room.data(), size, 0);
    }
    if (!timeout) {
        return ::epoll_wait(m_epoll, room.data(), size, -1);
    }
    if (m_hasNanosecondWait) {
        const timespec time = toTimespec(*timeout);
        const int count = ::epoll_pwait2(m_epoll, room.data(), size, &time, nullptr);
        if (count >= 0 || (errno != ENOSYS && errno != EPERM)) {
            return count;
        }
        m_hasNanosecondWait = false; // an old kernel or a sandbox that does not know the call
    }
    const auto rounded = std::chrono::ceil<std::chrono::milliseconds>(*timeout).count();
    return ::epoll_wait(m_epoll, room.data(), size,
                        static_cast<int>(std::min<long>(rounded, std::numeric_limits<int>::max())));
}

void EpollSet::waitForWake(Timeout timeout)
{
    pollfd waiting{m_wake, POLLIN, 0};
    const timespec time = toTimespec(timeout.value_or(std::chrono::nanoseconds::zero()));
    ::ppoll(&waiting, 1, timeout ? &time : nullptr, nullptr);
}

void EpollSet::drainWake()
{
    eventfd_t count = 0;
    ::eventfd_read(m_wake, &count);
}

void EpollSet::wake()
{
    while (::eventfd_write(m_wake, 1) != 0 && errno == EAGAIN) {
        drainWake(); // the counter is full
    }
}

bool EpollSet::isCurrent(int fd, std::uint32_t generation) const
{
    return m_entries[static_cast<std::size_t>(fd)].generation == generation;
}

int EpollSet::dispatch(std::span<const epoll_event> events)
{
    int delivered = 0;
    const std::uint64_t ours = m_round;
    for (const epoll_event &event : events) {
        if (event.data.u64 == kWakeTag) {
            continue;
        }
        const auto fd = static_cast<int>(event.data.u64 & 0xffffffff);
        const auto generation = static_cast<std::uint32_t>(event.data.u64 >> 32);
        delivered += deliver(fd, generation, event.events);
        if (m_round != ours) {
            // A nested loop fetched newer events: what is still true of ours is reported again.
            break;
        }
    }
    return delivered;
}

// After every call out the entry is looked up again: the table may have grown, the use have
// changed.
int EpollSet::deliver(int fd, std::uint32_t generation, std::uint32_t events)
{
    if (!isCurrent(fd, generation)) {
        return 0;
    }
    const std::uint32_t asked = entry(fd).mask();
    const std::uint64_t ours = m_round;
    int delivered = 0;
    if (IoHandler *const handler = entry(fd).handler; handler != nullptr) {
        const std::uint32_t theirs = events & (entry(fd).handlerEvents | kEnd);
        if (theirs != 0) {
            ++delivered;
            handler->onReady(theirs);
        }
    }
    for (std::size_t type = 0; type < kNotifierTypes; ++type) {
        if (!isCurrent(fd, generation) || m_round != ours) {
            return delivered;
        }
        QSocketNotifier *const notifier = entry(fd).notifiers[type];
        if (notifier != nullptr && (events & (kNotifierEvents[type] | kEnd)) != 0) {
            ++delivered;
            QEvent activation(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &activation);
        }
    }
    if (isCurrent(fd, generation) && (events & asked) == 0 && entry(fd).mask() == asked) {
        change(fd);
        entry(fd).isMuted = true;
    }
    return delivered;
}

} // namespace gw
