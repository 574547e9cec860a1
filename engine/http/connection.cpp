// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection.h"

#include "base/epoll_dispatcher.h"

#include <array>
#include <sys/epoll.h>
#include <utility>

namespace gw::http {

namespace {

// Reads in a row on one event, when each filled its buffer: then others have their turn.
constexpr int kReadsInARow = 8;

} // namespace

Connection::Connection(const ConnectionSurroundings &surroundings, net::Transport transport,
                       const net::Address &peer)
    : m_around(surroundings)
    , m_transport(std::move(transport))
{
    m_peer.address = peer.hostText();
    m_peer.port = peer.port();
    m_peer.isTls = m_transport.isTls();
}

Connection::~Connection()
{
    leave();
    giveExchangeBack();
}

void Connection::start()
{
    m_events = EPOLLIN;
    m_around.dispatcher.watch(m_transport.descriptor(), m_events, this);
    m_isWatched = true;
    if (!m_transport.isTls()) {
        m_phase = Phase::Open;
    }
    settle();
}

// --- Events
// ---------------------------------------------------------------------------------------

void Connection::onReady(std::uint32_t events)
{
    switch (m_phase) {
    case Phase::Handshake:
        shakeHands();
        return;
    case Phase::Lingering:
        linger();
        return;
    case Phase::Dead:
        return;
    case Phase::Open:
        break;
    }
    // A reset, or both directions are shut: nobody reads an answer. In a tunnel the client's last
    // bytes may still wait to be read.
    const bool isTunnelEnd = m_exchange != nullptr && m_exchange->isTunnel() && m_isOutputShut;
    if ((events & EPOLLERR) != 0 || ((events & EPOLLHUP) != 0 && !isTunnelEnd)) {
        loseClient();
        return;
    }
    if ((events & EPOLLRDHUP) != 0 && m_exchange != nullptr && !m_exchange->isTunnel() &&
        m_around.limits.halfClose == HalfClose::Abort) {
        loseClient();
        return;
    }
    if (m_exchange != nullptr && !m_exchange->output().isEmpty() &&
        (events & m_transport.writeWants()) != 0) {
        flush();
    }
    if ((events & (EPOLLIN | EPOLLHUP | m_transport.readWants())) != 0) {
        readInput();
    }
    run();
}

void Connection::onSoon()
{
    if (m_phase == Phase::Dead) {
        if (m_exchange == nullptr || m_exchange->isLetGo()) {
            m_around.owner.onOver(*this);
        }
        return;
    }
    if (m_phase != Phase::Open) {
        return;
    }
    if (m_transport.hasBufferedInput() && wantsInput()) {
        readInput();
    }
    run();
}

void Connection::wake()
{
    if (!m_isRunning) {
        m_around.owner.callSoon(*this);
    }
}

bool Connection::isDraining() const
{
    return m_around.owner.isDraining();
}

void Connection::drain()
{
    if (isIdle()) {
        close();
    }
}

void Connection::shutDown()
{
    if (m_phase != Phase::Dead) {
        loseClient();
    }
}

void Connection::shakeHands()
{
    const net::IoResult result = m_transport.handshake();
    if (result.status == net::IoStatus::WouldBlock) {
        settle();
        return;
    }
    if (result.status != net::IoStatus::Ok) {
        close();
        return;
    }
    m_peer.clientCertificateSha256 = m_transport.peerCertificateDigest();
    m_phase = Phase::Open;
    m_around.owner.onHandshakeDone(*this);
    readInput(); // the first request may have come with the last flight
    run();
    if (isIdle() && isDraining()) { // drain() left it to its handshake
        close();
    }
}

// --- Input and output
// -----------------------------------------------------------------------------

void Connection::readInput()
{
    for (int i = 0; i < kReadsInARow && m_phase == Phase::Open; ++i) {
        if (m_exchange == nullptr) {
            m_exchange = m_around.exchanges.take();
            m_exchange->attach(*this, m_peer);
        }
        if (!wantsInput() || !readOnce(m_exchange->input().room())) {
            return;
        }
        run();
    }
}

// True when there may be more.
bool Connection::readOnce(std::span<char> room)
{
    const net::IoResult result = m_transport.read(room);
    switch (result.status) {
    case net::IoStatus::Ok:
        m_exchange->input().filled(result.bytes);
        m_hasRead = true;
        return result.bytes == room.size() || m_transport.hasBufferedInput();
    case net::IoStatus::WouldBlock:
        return false;
    case net::IoStatus::Closed:
        m_isInputEnded = true;
        return false;
    case net::IoStatus::Failed:
        m_isBroken = true;
        return false;
    }
    return false;
}

bool Connection::send(std::string_view piece, std::string_view end)
{
    OutputQueue &queue = m_exchange->output();
    if (m_phase != Phase::Open || m_isBroken) {
        queue.clear();
        return m_phase == Phase::Dead; // nobody waits for room that never comes
    }
    const std::size_t before = queue.size() + piece.size() + end.size();
    const OutputQueue::Result result = queue.send(m_transport, piece, end);
    m_hasSent = m_hasSent || queue.size() < before;
    if (result == OutputQueue::Result::Failed) {
        m_isBroken = true;
        queue.clear();
        wake();
        return false;
    }
    // To watch for room. A tunnel's time begins anew, whoever of the two sends.
    if (result == OutputQueue::Result::Blocked || m_wait == Wait::Tunnel) {
        wake();
    }
    return true;
}

void Connection::flush()
{
    if (m_exchange == nullptr || m_exchange->output().isEmpty()) {
        return;
    }
    send({}, {});
    m_exchange->noteDrained();
}

// --- The course of a request
// ----------------------------------------------------------------------

// Handlers called in here may answer at once; their calls only leave marks, and the loop goes on.
void Connection::run()
{
    if (m_isRunning) {
        return;
    }
    m_isRunning = true;
    while (m_phase == Phase::Open && !m_isBroken && m_exchange != nullptr &&
           (step() || sendRest() || tellDrained())) {
    }
    if (m_isBroken && m_phase == Phase::Open) {
        loseClient();
    }
    m_isRunning = false;
    settle();
}

// Pieces that were put together for one system call, and the head of a started answer.
bool Connection::sendRest()
{
    if (m_exchange == nullptr || m_exchange->output().isEmpty() || m_transport.writeWants() != 0) {
        return false;
    }
    flush();
    return true;
}

// A write may have emptied the queue that an event of the socket was awaited for.
bool Connection::tellDrained()
{
    return m_exchange != nullptr && m_exchange->noteDrained();
}

bool Connection::step()
{
    switch (m_exchange->stage()) {
    case WireExchange::Stage::Head:
        return readHead();
    case WireExchange::Stage::Answering: {
        const InputEnd end = m_isInputEnded ? InputEnd::Closed : InputEnd::Open;
        if (m_exchange->pumpBody(end)) {
            return true;
        }
        const bool isBodyCut = m_isInputEnded && m_exchange->awaitsBody();
        const bool isAbort = m_isInputEnded && !m_exchange->isTunnel() &&
                             m_around.limits.halfClose == HalfClose::Abort;
        if (m_exchange->stage() == WireExchange::Stage::Answering && (isBodyCut || isAbort)) {
            loseClient();
        }
        return false;
    }
    case WireExchange::Stage::Ended:
        return m_exchange->end() == WireExchange::End::Aborted ? endAborted() : endExchange();
    }
    return false;
}

bool Connection::readHead()
{
    if (m_exchange->input().message().empty()) {
        if (m_isInputEnded) {
            close();
        } else {
            giveExchangeBack();
        }
        return false;
    }
    switch (m_exchange->parseHead()) {
    case ParseState::NeedMore:
        if (m_isInputEnded) {
            close();
        }
        return false;
    case ParseState::Refused:
        m_exchange->refuse(m_exchange->refusalStatus());
        return true;
    case ParseState::Done:
        break;
    }
    const std::uint64_t limit = m_around.limits.requestBody;
    if (limit > 0 && m_exchange->requestBodyLength().value_or(0) > limit) {
        m_exchange->refuse(413);
        return true;
    }
    m_isBodyAwaited = false;
    m_bodyAwaitedBefore = Clock::duration::zero();
    m_around.handler.onRequest(*m_exchange);
    return true;
}

bool Connection::endExchange()
{
    if (!m_exchange->output().isEmpty() || m_exchange->isHeld()) {
        return false;
    }
    const bool isTunnel = m_exchange->isTunnel();
    const bool hasUnread = !m_exchange->isBodyRead() || !m_exchange->input().unread().empty();
    if (m_exchange->mustClose() || isDraining()) {
        if (hasUnread && !isTunnel && !m_isInputEnded) {
            startLingering();
        } else {
            close();
        }
        return false;
    }
    switch (m_exchange->skipBody()) {
    case ParseState::NeedMore:
        if (m_isInputEnded) {
            close();
        }
        return false;
    case ParseState::Refused:
        startLingering();
        return false;
    case ParseState::Done:
        break;
    }
    if (m_exchange->input().unread().empty() && !m_isInputEnded) {
        giveExchangeBack();
        return false;
    }
    m_wait = Wait::Nothing;
    m_exchange->startNext();
    return true;
}

// The client must see that the answer is incomplete: by its framing, or else by a reset.
bool Connection::endAborted()
{
    if (!m_exchange->needsReset()) {
        flush();
    } else {
        leave();
        m_transport.closeWithReset();
    }
    close();
    return false;
}

void Connection::loseClient()
{
    WireExchange *const exchange = m_exchange.get();
    m_phase = Phase::Dead;
    leave();
    m_transport.closeWithReset();
    if (exchange != nullptr) {
        exchange->tellClientGone();
    }
    m_around.owner.callSoon(*this);
}

void Connection::close()
{
    leave();
    m_phase = Phase::Dead;
    // RFC 9112 section 9.8: an answer that was cut off must not look as if it had ended well.
    const bool isCutOff = m_exchange != nullptr && m_exchange->end() == WireExchange::End::Aborted;
    if (m_transport.isTls() && !isCutOff) {
        static_cast<void>(m_transport.shutdownWrite());
    }
    m_transport = net::Transport();
    m_around.owner.callSoon(*this);
}

// Nothing calls it any more but the owner.
void Connection::leave()
{
    m_around.timers.disarm(*this);
    if (std::exchange(m_isWatched, false)) {
        m_around.dispatcher.unwatch(m_transport.descriptor());
    }
}

void Connection::giveExchangeBack()
{
    if (m_exchange != nullptr) {
        m_around.exchanges.give(std::move(m_exchange));
    }
}

// --- Lingering
// ------------------------------------------------------------------------------------

// A client that is still sending would lose the answer to a reset, were the socket closed at once
// (RFC 9112 section 9.6).
void Connection::startLingering()
{
    m_phase = Phase::Lingering;
    giveExchangeBack();
    static_cast<void>(m_transport.shutdownWrite());
    linger();
}

void Connection::linger()
{
    std::array<char, 8192> waste; // NOLINT: only read into
    for (int i = 0; i < kReadsInARow; ++i) {
        const net::IoResult result = m_transport.read(waste);
        if (result.status == net::IoStatus::WouldBlock) {
            break;
        }
        if (result.status != net::IoStatus::Ok) {
            close();
            return;
        }
    }
    settle();
}

} // namespace gw::http
