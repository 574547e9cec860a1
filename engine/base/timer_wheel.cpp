// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/timer_wheel.h"

#include <QTimerEvent>

#include <algorithm>
#include <bit>

namespace gw {

namespace {

constexpr std::chrono::milliseconds kTick(10);

} // namespace

TimerWheel::TimerWheel()
    : m_slots(kSlots + 1, nullptr)
    , m_start(Clock::now())
{
}

TimerWheel::~TimerWheel()
{
    for (Deadline *deadline : m_slots) {
        while (deadline != nullptr) {
            deadline->m_slot = -1;
            deadline = std::exchange(deadline->m_next, nullptr);
        }
    }
}

void TimerWheel::arm(Deadline &deadline, Clock::time_point when)
{
    deadline.m_when = when;
    if (deadline.isArmed()) {
        // The visit to its slot, or the list of due ones, puts a deadline that moved later in its
        // place.
        if (deadline.m_slot == kDue || tickOf(when) >= nextVisit(deadline.m_slot)) {
            return;
        }
        unlink(deadline);
    }
    catchUp(Clock::now());
    place(deadline);
    if (nextVisit(deadline.m_slot) < m_wakeAt) {
        scheduleWake();
    }
}

void TimerWheel::disarm(Deadline &deadline)
{
    if (deadline.isArmed()) {
        unlink(deadline);
    }
    // The wake-up stays: arming and disarming for each request must not touch the event loop's
    // timers.
}

void TimerWheel::advance(Clock::time_point now)
{
    const std::int64_t target = (now - m_start) / kTick;
    const std::int64_t passed = std::min<std::int64_t>(target - m_position, kSlots);
    m_position = std::max(m_position, target);
    // Backwards, because collect() puts what it finds before what is there.
    for (std::int64_t i = 0; i < passed; ++i) {
        collect(static_cast<int>((target - i) % kSlots), now);
    }
    while (Deadline *const deadline = m_slots[kDue]) {
        unlink(*deadline);
        if (deadline->m_when > now) { // moved by a handler meanwhile
            place(*deadline);
            continue;
        }
        deadline->onExpired();
    }
    scheduleWake();
}

void TimerWheel::timerEvent(QTimerEvent *event)
{
    if (event->id() == m_wake.id()) {
        m_wake.stop();
        m_wakeAt = kNever;
        advance(Clock::now());
    }
}

// Takes everything out of the slot: what is due to the due list, the rest to the slot of its time.
void TimerWheel::collect(int slot, Clock::time_point now)
{
    if ((m_occupied[static_cast<std::size_t>(slot) / 64] >> (slot % 64) & 1) == 0) {
        return;
    }
    Deadline *deadline = m_slots[static_cast<std::size_t>(slot)];
    while (deadline != nullptr) {
        Deadline *const next = deadline->m_next;
        unlink(*deadline);
        if (deadline->m_when <= now) {
            link(*deadline, kDue);
        } else {
            place(*deadline);
        }
        deadline = next;
    }
}

void TimerWheel::place(Deadline &deadline)
{
    const std::int64_t tick = std::max(tickOf(deadline.m_when), m_position + 1);
    link(deadline, static_cast<int>(tick % kSlots));
}

void TimerWheel::link(Deadline &deadline, int slot)
{
    Deadline *&first = m_slots[static_cast<std::size_t>(slot)];
    deadline.m_slot = slot;
    deadline.m_previous = nullptr;
    deadline.m_next = first;
    if (first != nullptr) {
        first->m_previous = &deadline;
    }
    first = &deadline;
    if (slot != kDue) {
        m_occupied[static_cast<std::size_t>(slot) / 64] |= std::uint64_t{1} << (slot % 64);
    }
    ++m_armed;
}

void TimerWheel::unlink(Deadline &deadline)
{
    const int slot = deadline.m_slot;
    Deadline *&first = m_slots[static_cast<std::size_t>(slot)];
    if (deadline.m_previous != nullptr) {
        deadline.m_previous->m_next = deadline.m_next;
    } else {
        first = deadline.m_next;
    }
    if (deadline.m_next != nullptr) {
        deadline.m_next->m_previous = deadline.m_previous;
    }
    if (first == nullptr && slot != kDue) {
        m_occupied[static_cast<std::size_t>(slot) / 64] &= ~(std::uint64_t{1} << (slot % 64));
    }
    deadline.m_previous = nullptr;
    deadline.m_next = nullptr;
    deadline.m_slot = -1;
    --m_armed;
}

// Skips slots that are known to be empty, so that ticks are counted from about the present.
void TimerWheel::catchUp(Clock::time_point now)
{
    const std::int64_t occupied = m_armed > 0 ? nextOccupied() : kNever;
    m_position = std::max(m_position, std::min((now - m_start) / kTick, occupied - 1));
}

// The first tick that is not before the time.
std::int64_t TimerWheel::tickOf(Clock::time_point when) const
{
    const auto sinceStart = when - m_start;
    return sinceStart <= Clock::duration::zero()
               ? 0
               : (sinceStart + kTick - Clock::duration(1)) / kTick;
}

std::int64_t TimerWheel::nextVisit(int slot) const
{
    const std::int64_t first = m_position + 1;
    return first + ((slot - first) % kSlots + kSlots) % kSlots;
}

std::int64_t TimerWheel::nextOccupied() const
{
    const auto begin = static_cast<int>((m_position + 1) % kSlots);
    constexpr int kWords = kSlots / 64;
    for (int i = 0; i <= kWords; ++i) {
        const int word = (begin / 64 + i) % kWords;
        std::uint64_t bits = m_occupied[static_cast<std::size_t>(word)];
        const std::uint64_t fromBegin = ~std::uint64_t{0} << (begin % 64);
        if (i == 0) {
            bits &= fromBegin;
        } else if (i == kWords) {
            bits &= ~fromBegin;
        }
        if (bits != 0) {
            return nextVisit(word * 64 + std::countr_zero(bits));
        }
    }
    return kNever;
}

void TimerWheel::scheduleWake()
{
    const std::int64_t next = nextOccupied();
    if (next == kNever || next == m_wakeAt) {
        return;
    }
    m_wakeAt = next;
    using std::chrono::milliseconds;
    const auto wait = std::chrono::ceil<milliseconds>(m_start + next * kTick - Clock::now());
    m_wake.start(std::max(wait, milliseconds::zero()), Qt::PreciseTimer, this);
}

} // namespace gw
