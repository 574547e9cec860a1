// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/relay_connection.h"

#include "base/epoll_dispatcher.h"
#include "base/log.h"

#include <array>
#include <sys/epoll.h>
#include <utility>

namespace gw::relay {

namespace {

// Of bytes that one side has not taken; then the other is not read.
constexpr std::size_t kMostWaiting = 64 * 1024;
// On one event, when each filled the buffer: then others have their turn.
constexpr int kReadsInARow = 4;

// A connection asks a proxy for a tunnel only to origins that need more of it than single requests.
// To one that speaks HTTP/2 without TLS any bytes may follow, and it may begin: as here.
std::shared_ptr<const upstream::Origin>
throughTunnel(std::shared_ptr<const upstream::Origin> origin)
{
    if (origin->proxy == nullptr || origin->tls != nullptr) {
        return origin;
    }
    auto tunnelled = std::make_shared<upstream::Origin>(*origin);
    tunnelled->speaksHttp2 = true;
    return tunnelled;
}

} // namespace

RelayConnection::RelayConnection(const RelaySurroundings &surroundings, net::Transport client)
    : m_around(surroundings)
    , m_client(std::move(client))
{
}

RelayConnection::~RelayConnection()
{
    leave();
}

void RelayConnection::start()
{
    m_around.dispatcher.watch(m_client.descriptor(), m_events, this);
    m_isWatched = true;
    limit(m_around.limits.handshake);
    shakeHands();
}

void RelayConnection::shakeHands()
{
    switch (m_client.handshake().status) {
    case net::IoStatus::WouldBlock:
        watchWhatIsWanted();
        return;
    case net::IoStatus::Ok:
        open();
        return;
    case net::IoStatus::Closed:
    case net::IoStatus::Failed:
        close();
        return;
    }
}

void RelayConnection::open()
{
    std::optional<RelayTarget> target = m_around.owner.target();
    if (!target) {
        close();
        return;
    }
    m_phase = Phase::Opening;
    m_origin.emplace(m_around.services, throughTunnel(std::move(target->origin)));
    m_origin->setUser(*this);
    m_origin->open(target->connectTimeout);
    limit(target->connectTimeout);
    watchWhatIsWanted();
}

std::size_t RelayConnection::waitingBytes() const
{
    return m_toClient.size() + (m_origin ? m_origin->unsent() : 0);
}

// --- Events
// ---------------------------------------------------------------------------------------

void RelayConnection::onReady(std::uint32_t events)
{
    if (m_phase == Phase::Handshake) {
        shakeHands();
        return;
    }
    if ((events & EPOLLERR) != 0) {
        cut();
        return;
    }
    if (!m_toClient.isEmpty()) {
        sendToClient({});
    }
    // TLS may need to write before it can read.
    if (m_client.isTls() || (events & ~std::uint32_t(EPOLLOUT)) != 0) {
        readClient();
    }
    settle();
}

// TLS has bytes that epoll does not know of.
void RelayConnection::onSoon()
{
    readClient();
    settle();
}

void RelayConnection::onExpired()
{
    switch (m_phase) {
    case Phase::Handshake:
        close();
        return;
    case Phase::Opening:
        tell("timed out");
        close();
        return;
    case Phase::Relaying:
        cut();
        return;
    case Phase::Over:
        return;
    }
}

void RelayConnection::onOpen()
{
    m_phase = Phase::Relaying;
    limit(m_around.limits.idle);
    readClient();
    settle();
}

void RelayConnection::onOpenFailed(upstream::Failure failure)
{
    tell(failure.text);
    close();
}

void RelayConnection::onBytes(std::string_view bytes)
{
    limit(m_around.limits.idle);
    sendToClient(bytes);
    settle();
}

void RelayConnection::onPeerClosed(std::string_view problem)
{
    if (!problem.empty()) {
        cut();
        return;
    }
    m_hasOriginEnded = true;
    m_origin->pauseReading(); // for good: there is nothing but the end
    settle();
}

void RelayConnection::onSent()
{
    limit(m_around.limits.idle);
    settle();
}

// --- Bytes
// ----------------------------------------------------------------------------------------

bool RelayConnection::wantsClientBytes() const
{
    // When sending has failed the origin's last bytes may still come, and then its end.
    return m_phase == Phase::Relaying && !m_hasClientEnded && m_origin->isIntact() &&
           m_origin->unsent() < kMostWaiting;
}

void RelayConnection::readClient()
{
    std::vector<char> &buffer = m_around.services.readBuffer;
    for (int i = 0; i < kReadsInARow && wantsClientBytes(); ++i) {
        const net::IoResult result = m_client.read(buffer);
        switch (result.status) {
        case net::IoStatus::Ok:
            break;
        case net::IoStatus::WouldBlock:
            return;
        case net::IoStatus::Closed:
            m_hasClientEnded = true;
            m_origin->endSending();
            return;
        case net::IoStatus::Failed:
            cut();
            return;
        }
        limit(m_around.limits.idle);
        m_origin->send(std::array{std::string_view(buffer.data(), result.bytes)});
        // A short read has taken what there was.
        if (result.bytes < buffer.size() && !m_client.hasBufferedInput()) {
            return;
        }
    }
}

void RelayConnection::sendToClient(std::string_view bytes)
{
    const std::size_t before = m_toClient.size() + bytes.size();
    if (m_toClient.send(m_client, bytes, {}) == http::OutputQueue::Result::Failed) {
        cut();
        return;
    }
    if (m_toClient.size() < before) {
        limit(m_around.limits.idle);
    }
}

// What follows from an event, for both sides.
void RelayConnection::settle()
{
    if (m_phase != Phase::Relaying) {
        return;
    }
    // An origin that has ended is not read any more: nothing else tells that sending fails.
    if (m_hasOriginEnded && !m_hasClientEnded && !m_origin->isIntact()) {
        cut();
        return;
    }
    passOriginsEnd();
    if (m_phase != Phase::Relaying) {
        return;
    }
    if (m_isClientTold && m_hasClientEnded && m_origin->unsent() == 0) {
        close();
        return;
    }
    holdOriginBack();
    watchWhatIsWanted();
}

void RelayConnection::passOriginsEnd()
{
    if (!m_hasOriginEnded || m_isClientTold || !m_toClient.isEmpty()) {
        return;
    }
    const net::IoStatus status = m_client.shutdownWrite().status;
    if (status == net::IoStatus::Failed) {
        cut();
        return;
    }
    m_isClientTold = status == net::IoStatus::Ok;
}

void RelayConnection::holdOriginBack()
{
    const bool isFull = m_toClient.size() >= kMostWaiting;
    if (m_hasOriginEnded || isFull == std::exchange(m_isOriginHeldBack, isFull)) {
        return;
    }
    if (isFull) {
        m_origin->pauseReading();
    } else {
        m_origin->resumeReading();
    }
}

void RelayConnection::watchWhatIsWanted()
{
    std::uint32_t events = 0;
    if (m_phase == Phase::Handshake) {
        events = m_client.wantedEvents();
    } else if (wantsClientBytes()) {
        events = EPOLLIN | m_client.readWants();
        if (m_client.hasBufferedInput()) {
            m_around.services.soon.add(*this);
        }
    }
    if (!m_toClient.isEmpty() || (m_hasOriginEnded && !m_isClientTold)) {
        events |= m_client.writeWants();
    }
    if (events != std::exchange(m_events, events)) {
        m_around.dispatcher.setEvents(m_client.descriptor(), events);
    }
}

// --- Times and ends
// -------------------------------------------------------------------------------

// Of the phase, from now on. Zero: none.
void RelayConnection::limit(std::chrono::milliseconds time)
{
    if (time > std::chrono::milliseconds::zero()) {
        m_around.services.timers.arm(*this, Clock::now() + time);
    } else if (isArmed()) {
        m_around.services.timers.disarm(*this);
    }
}

void RelayConnection::tell(std::string_view problem) const
{
    if (m_around.log != nullptr) {
        m_around.log->warning(
            "Cannot relay",
            {{"prefix", "relay"}, {"origin", m_origin->origin().authority}, {"error", problem}});
    }
}

void RelayConnection::cut()
{
    if (m_phase == Phase::Over) {
        return;
    }
    // A reset would take back what the client has not received yet, its end included.
    if (!m_isClientTold) {
        leave();
        m_client.closeWithReset();
    }
    close();
}

void RelayConnection::close()
{
    leave();
    m_phase = Phase::Over;
    if (m_client.isTls() && !m_isClientTold) {
        static_cast<void>(m_client.shutdownWrite());
    }
    m_client = net::Transport();
    m_toClient.clear();
    if (m_origin) {
        m_origin->close();
    }
    m_around.owner.onOver(*this);
}

// Nothing calls it any more but the owner and the origin's connection.
void RelayConnection::leave()
{
    m_around.services.timers.disarm(*this);
    m_around.services.soon.remove(*this);
    if (std::exchange(m_isWatched, false)) {
        m_around.dispatcher.unwatch(m_client.descriptor());
    }
}

} // namespace gw::relay
