// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection waits for: events of its socket and the passing of time.
#include "base/epoll_dispatcher.h"
#include "http/connection.h"

#include <algorithm>
#include <sys/epoll.h>
#include <utility>

namespace gw::http {

void Connection::settle()
{
    if (m_phase == Phase::Dead || m_isRunning) {
        return;
    }
    watchWhatIsWanted();
    if (wantsInput() && m_transport.hasBufferedInput()) {
        m_around.owner.callSoon(*this); // epoll does not know of it
    }
    const Wait wait = wanted();
    const bool isSame = std::exchange(m_wait, wait) == wait;
    if (m_isBodyAwaited || wait == Wait::Body) {
        meterBody(wait == Wait::Body);
    }
    if (wait != Wait::Nothing && (!isSame || isRenewed(wait))) {
        m_around.timers.arm(*this, Clock::now() + timeOf(wait));
    }
    m_hasRead = m_hasSent = false;
}

bool Connection::isRenewed(Wait wait) const
{
    switch (wait) {
    case Wait::Idle:
    case Wait::Tunnel:
        return m_hasRead || m_hasSent;
    case Wait::Body:
        return m_hasRead;
    case Wait::Write:
        return m_hasSent;
    case Wait::Nothing:
    case Wait::Handshake:
    case Wait::Head:
    case Wait::Unread:
    case Wait::Linger:
        break;
    }
    return false;
}

void Connection::watchWhatIsWanted()
{
    if (m_exchange != nullptr && m_exchange->isTunnel() && m_exchange->isOutputEnded() &&
        m_exchange->output().isEmpty() && !std::exchange(m_isOutputShut, true)) {
        static_cast<void>(m_transport.shutdownWrite());
    }
    std::uint32_t events = 0;
    if (m_phase == Phase::Handshake) {
        events = m_transport.wantedEvents() != 0 ? m_transport.wantedEvents() : EPOLLIN;
    } else {
        if (wantsInput()) {
            events |= m_transport.readWants() != 0 ? m_transport.readWants() : EPOLLIN;
        }
        if (m_exchange != nullptr && !m_exchange->output().isEmpty()) {
            events |= m_transport.writeWants();
        }
        if (m_exchange != nullptr && !m_exchange->isTunnel() &&
            m_around.limits.halfClose == HalfClose::Abort) {
            events |= EPOLLRDHUP;
        }
    }
    if (events != m_events) {
        m_events = events;
        m_around.dispatcher.setEvents(m_transport.descriptor(), events);
    }
}

bool Connection::wantsInput() const
{
    return !m_isInputEnded && (m_exchange == nullptr || m_exchange->takesInput());
}

Connection::Wait Connection::wanted() const
{
    if (m_phase == Phase::Handshake) {
        return Wait::Handshake;
    }
    if (m_phase == Phase::Lingering) {
        return Wait::Linger;
    }
    if (m_exchange == nullptr) {
        return Wait::Idle;
    }
    if (!m_exchange->output().isEmpty()) {
        return Wait::Write;
    }
    switch (m_exchange->stage()) {
    case WireExchange::Stage::Head:
        return Wait::Head;
    case WireExchange::Stage::Answering:
        if (m_exchange->isTunnel()) {
            return waitOfTunnel();
        }
        return m_exchange->awaitsBody() ? Wait::Body : Wait::Nothing;
    case WireExchange::Stage::Ended:
        return m_exchange->isHeld() ? Wait::Nothing : Wait::Unread;
    }
    return Wait::Nothing;
}

Connection::Wait Connection::waitOfTunnel() const
{
    if (m_exchange->isOutputEnded()) {
        return Wait::Write; // one that is half over does not stay for ever
    }
    const bool isLimited = m_around.limits.tunnelIdle > ConnectionLimits::Duration::zero();
    return isLimited ? Wait::Tunnel : Wait::Nothing;
}

ConnectionLimits::Duration Connection::timeOf(Wait wait) const
{
    const ConnectionLimits &limits = m_around.limits;
    switch (wait) {
    case Wait::Nothing:
        break;
    case Wait::Handshake:
        return limits.handshake;
    case Wait::Head:
        return limits.head;
    case Wait::Idle:
        return limits.idle;
    case Wait::Tunnel:
        return limits.tunnelIdle;
    case Wait::Body:
        return std::min(limits.bodyStall, timeLeftForBody());
    case Wait::Write:
        return limits.writeStall;
    case Wait::Unread:
    case Wait::Linger:
        return limits.linger;
    }
    return {};
}

// Only time in which the client could have sent counts, not that in which it was told to wait.
void Connection::meterBody(bool isAwaited)
{
    const Clock::time_point now = Clock::now();
    if (std::exchange(m_isBodyAwaited, isAwaited)) {
        m_bodyAwaitedBefore += now - m_bodyAwaitedSince;
    }
    m_bodyAwaitedSince = now;
}

ConnectionLimits::Duration Connection::timeLeftForBody() const
{
    using Duration = ConnectionLimits::Duration;
    const ConnectionLimits &limits = m_around.limits;
    if (limits.bodyTotal == Duration::zero()) {
        return Duration::max();
    }
    Duration allowed = limits.bodyTotal;
    if (limits.bodyRate > 0) {
        allowed += std::chrono::seconds(m_exchange->bodyTaken() / limits.bodyRate);
    }
    const auto used = std::chrono::duration_cast<Duration>(m_bodyAwaitedBefore);
    return std::max(allowed - used, Duration::zero());
}

void Connection::onExpired()
{
    // The deadline is left armed when nothing needs it: then it has nothing to say.
    if (m_phase == Phase::Dead || m_wait == Wait::Nothing) {
        return;
    }
    switch (std::exchange(m_wait, Wait::Nothing)) {
    case Wait::Nothing:
        return;
    case Wait::Head:
        m_exchange->refuse(408);
        break;
    case Wait::Body:
        m_exchange->failBody(BodyFailure::TimedOut);
        break;
    case Wait::Tunnel:
    case Wait::Write:
        loseClient();
        return;
    case Wait::Handshake:
    case Wait::Idle:
    case Wait::Unread:
    case Wait::Linger:
        close();
        return;
    }
    run();
}

} // namespace gw::http
