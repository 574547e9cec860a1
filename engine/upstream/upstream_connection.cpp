// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/upstream_connection.h"

#include "base/epoll_dispatcher.h"
#include "upstream/http_proxy.h"

#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <utility>

namespace gw::upstream {

using net::IoResult;
using net::IoStatus;

namespace {

// Reads in a row, so that one fast origin does not starve the worker's other connections.
constexpr int kMostReads = 4;
constexpr std::size_t kMostParts = 4;
// A send buffer that has grown beyond this is given back when it is empty.
constexpr std::size_t kKeptCapacity = 128 * 1024;

constexpr std::string_view kTlsPrefix = "TLS: ";

} // namespace

UpstreamConnection::UpstreamConnection(ConnectionServices &services,
                                       std::shared_ptr<const Origin> origin)
    : m_services(services)
    , m_origin(std::move(origin))
    , m_dialer(services.forDialing(), *this)
{
}

UpstreamConnection::~UpstreamConnection()
{
    close();
}

void UpstreamConnection::setUser(ConnectionUser &user)
{
    ++m_uses;
    m_user = &user;
    m_idleObserver = nullptr;
    m_services.timers.disarm(*this);
}

void UpstreamConnection::setIdle(IdleObserver &observer)
{
    ++m_uses;
    m_user = nullptr;
    m_idleObserver = &observer;
    m_services.timers.arm(*this, Clock::now() + kIdleTime);
    if (m_isPaused) {
        m_isPaused = false;
        updateEvents();
    }
}

void UpstreamConnection::open(std::chrono::milliseconds limit)
{
    const HttpProxy *proxy = m_origin->proxy.get();
    m_dialer.start(proxy != nullptr ? proxy->host : m_origin->host,
                   proxy != nullptr ? proxy->port : m_origin->port, limit);
}

void UpstreamConnection::close()
{
    if (m_stage == Stage::Closed) {
        return;
    }
    m_stage = Stage::Closed;
    ++m_uses;
    m_user = nullptr;
    m_idleObserver = nullptr;
    m_dialer.cancel();
    m_services.timers.disarm(*this);
    m_services.soon.remove(*this);
    if (m_transport.descriptor() >= 0) {
        EpollDispatcher::current()->unwatch(m_transport.descriptor());
    }
    m_transport = net::Transport();
}

void UpstreamConnection::onDialFailed(Failure failure)
{
    if (m_origin->proxy != nullptr) { // it is not the origin that is unknown
        failure = {FailureKind::Connect,
                   "proxy " + m_origin->proxy->authority + ": " + failure.text};
    }
    m_user->onOpenFailed(std::move(failure));
}

void UpstreamConnection::onConnected(Descriptor socket, const net::Address &address)
{
    m_remoteAddress = address.toString();
    const int descriptor = socket.get();
    m_events = EPOLLIN;
    // A proxy can only be asked for single requests of HTTP/1.1.
    if (m_origin->proxy != nullptr && (m_origin->tls != nullptr || m_origin->speaksHttp2)) {
        m_transport = net::Transport::plain(std::move(socket));
        m_tunnel.emplace(*m_origin);
        m_stage = Stage::Tunnel;
        EpollDispatcher::current()->watch(descriptor, m_events, this);
        askProxy();
        return;
    }
    EpollDispatcher::current()->watch(descriptor, m_events, this);
    startHandshake(std::move(socket));
}

void UpstreamConnection::askProxy()
{
    switch (m_tunnel->advance(m_transport)) {
    case ProxyTunnel::State::Waiting:
        updateEvents();
        return;
    case ProxyTunnel::State::Refused:
        m_user->onOpenFailed({FailureKind::Connect, m_tunnel->problem()});
        return;
    case ProxyTunnel::State::Open:
        break;
    }
    m_early = m_tunnel->behindAnswer();
    m_tunnel.reset();
    startHandshake(m_transport.release());
}

void UpstreamConnection::startHandshake(Descriptor socket)
{
    m_transport = m_origin->tls
                      ? net::Transport::tlsClient(std::move(socket), *m_origin->tls, m_origin->host)
                      : net::Transport::plain(std::move(socket));
    m_stage = Stage::Handshake;
    shakeHands();
}

void UpstreamConnection::shakeHands()
{
    switch (m_transport.handshake().status) {
    case IoStatus::WouldBlock:
        updateEvents();
        return;
    case IoStatus::Ok:
        break;
    case IoStatus::Closed:
    case IoStatus::Failed:
        std::string_view reason = m_transport.failureText();
        reason.remove_prefix(reason.starts_with(kTlsPrefix) ? kTlsPrefix.size() : 0);
        m_user->onOpenFailed(
            {FailureKind::Tls, "TLS " + m_remoteAddress + ": " + std::string(reason)});
        return;
    }
    m_stage = Stage::Open;
    if (!m_early.empty()) {
        m_services.soon.add(*this);
    }
    sendUnsent();
    m_user->onOpen();
}

void UpstreamConnection::onReady(std::uint32_t events)
{
    if (m_stage == Stage::Tunnel) {
        askProxy();
        return;
    }
    if (m_stage == Stage::Handshake) {
        shakeHands();
        return;
    }
    if (m_idleObserver) {
        checkIdle();
        return;
    }
    const std::uint32_t uses = m_uses;
    // TLS may need to write before it can read, and the other way round.
    const bool maySend = m_transport.isTls() || (events & EPOLLOUT) != 0;
    if (maySend && (unsent() > 0 || m_isEndingSending)) {
        sendUnsent();
        m_user->onSent();
    }
    if (m_uses != uses) {
        return;
    }
    if (m_isPaused) {
        updateEvents();
        return;
    }
    const bool mayRead = m_transport.isTls() || (events & ~std::uint32_t(EPOLLOUT)) != 0;
    if (mayRead) {
        readSome();
    }
}

void UpstreamConnection::readSome()
{
    if (!m_early.empty()) {
        const std::string early = std::exchange(m_early, {});
        const std::uint32_t uses = m_uses;
        m_user->onBytes(early);
        if (m_uses != uses || m_isPaused) {
            return;
        }
    }
    for (int reads = 0; reads < kMostReads; ++reads) {
        const IoResult result = readOnce();
        switch (result.status) {
        case IoStatus::Ok:
            break;
        case IoStatus::WouldBlock:
            updateEvents();
            return;
        case IoStatus::Closed:
            m_user->onPeerClosed({});
            return;
        case IoStatus::Failed:
            // A copy: the user may close the connection, and the text with it.
            m_user->onPeerClosed(
                std::string(m_sendProblem.empty() ? m_transport.failureText() : m_sendProblem));
            return;
        }
        const std::uint32_t uses = m_uses;
        m_user->onBytes({m_services.readBuffer.data(), result.bytes});
        if (m_uses != uses || m_isPaused) {
            return;
        }
        // A short read has taken what there was: epoll tells when there is more.
        if (result.bytes < ConnectionServices::kReadSize && !m_transport.hasBufferedInput()) {
            return;
        }
    }
    if (m_transport.hasBufferedInput()) {
        m_services.soon.add(*this);
    }
}

IoResult UpstreamConnection::readOnce()
{
    if (m_sendProblem.empty() || m_transport.isTls()) {
        return m_transport.read(m_services.readBuffer);
    }
    // A transport that could not write is broken for reading too, but an origin that refuses a
    // request body answers and closes: its answer waits in the kernel.
    std::vector<char> &buffer = m_services.readBuffer;
    const ssize_t got = recv(m_transport.descriptor(), buffer.data(), buffer.size(), 0);
    if (got > 0) {
        return {IoStatus::Ok, std::size_t(got)};
    }
    return {got == 0 ? IoStatus::Closed : IoStatus::Failed, 0};
}

// Nothing is expected from an idle origin, but for a TLS message that carries no bytes.
void UpstreamConnection::checkIdle()
{
    if (m_transport.isTls() &&
        m_transport.read(m_services.readBuffer).status == IoStatus::WouldBlock) {
        updateEvents();
        return;
    }
    m_idleObserver->onIdleEnded(*this);
}

void UpstreamConnection::onExpired()
{
    m_idleObserver->onIdleEnded(*this);
}

// Input that epoll does not know of, or the end after a failed write.
void UpstreamConnection::onSoon()
{
    if (m_user && m_stage == Stage::Open && !m_isPaused) {
        readSome();
    }
}

bool UpstreamConnection::looksAlive() const
{
    char byte = 0;
    const ssize_t got = recv(m_transport.descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    const bool maySpeak = m_transport.isTls() || m_origin->speaksHttp2; // without being asked
    return got < 0 ? errno == EAGAIN : got > 0 && maySpeak;
}

void UpstreamConnection::send(std::span<const std::string_view> parts)
{
    if (m_stage == Stage::Closed || !isIntact()) {
        return;
    }
    std::size_t sent = m_stage == Stage::Open && unsent() == 0 ? writeNow(parts) : 0;
    if (!m_sendProblem.empty()) {
        return;
    }
    for (std::string_view part : parts) {
        const std::size_t taken = std::min(sent, part.size());
        sent -= taken;
        m_unsent += part.substr(taken);
    }
    if (unsent() > 0) {
        updateEvents();
    }
}

std::size_t UpstreamConnection::writeNow(std::span<const std::string_view> parts)
{
    std::array<iovec, kMostParts> pieces;
    std::size_t count = 0;
    for (const std::string_view part : parts) {
        if (!part.empty()) {
            pieces[count++] = {const_cast<char *>(part.data()), part.size()};
        }
    }
    const IoResult result = m_transport.write(std::span(pieces).first(count));
    if (result.status == IoStatus::Failed) {
        m_sendProblem = m_transport.failureText();
        m_unsent.clear();
        m_unsentStart = 0;
        m_services.soon.add(*this);
    }
    return result.bytes;
}

void UpstreamConnection::sendUnsent()
{
    if (unsent() > 0) {
        const std::string_view rest = std::string_view(m_unsent).substr(m_unsentStart);
        const std::size_t sent = writeNow(std::array{rest});
        if (!m_sendProblem.empty()) {
            return;
        }
        m_unsentStart += sent;
    }
    if (unsent() == 0) {
        m_unsentStart = 0;
        m_unsent.clear();
        if (m_unsent.capacity() > kKeptCapacity) {
            m_unsent.shrink_to_fit();
        }
        if (m_isEndingSending) {
            finishSending();
        }
    } else if (m_unsentStart > unsent()) {
        m_unsent.erase(0, std::exchange(m_unsentStart, 0));
    }
    updateEvents();
}

void UpstreamConnection::endSending()
{
    m_isEndingSending = true;
    if (m_stage == Stage::Open && unsent() == 0) {
        finishSending();
        updateEvents();
    }
}

void UpstreamConnection::finishSending()
{
    if (!m_hasEndedSending) {
        m_hasEndedSending = m_transport.shutdownWrite().status != IoStatus::WouldBlock;
    }
}

void UpstreamConnection::pauseReading()
{
    // The dispatcher is told when bytes come in spite of it: short pauses cost nothing.
    m_isPaused = true;
}

void UpstreamConnection::resumeReading()
{
    m_isPaused = false;
    updateEvents();
    if (m_transport.hasBufferedInput() || !m_sendProblem.empty()) {
        m_services.soon.add(*this);
    }
}

void UpstreamConnection::updateEvents()
{
    std::uint32_t events = m_isPaused ? 0 : EPOLLIN | m_transport.readWants();
    if (m_stage == Stage::Handshake || unsent() > 0 || m_isEndingSending) {
        events |= m_transport.writeWants();
    }
    if (m_stage == Stage::Handshake) {
        events |= m_transport.readWants();
    }
    if (m_stage == Stage::Tunnel) {
        events = EPOLLIN | (m_tunnel->hasUnsent() ? EPOLLOUT : 0U);
    }
    if (m_stage != Stage::Closed && m_transport.descriptor() >= 0 && events != m_events) {
        m_events = events;
        EpollDispatcher::current()->setEvents(m_transport.descriptor(), events);
    }
}

} // namespace gw::upstream
