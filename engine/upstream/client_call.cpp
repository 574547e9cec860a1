// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/client_call.h"

#include <array>
#include <utility>

namespace gw::upstream {

namespace {

using Event = ResponseReceiver::Event;

} // namespace

Call::Call(CallHost &host, TimerWheel &timers, SoonQueue &soon)
    : m_host(host)
    , m_soon(soon)
    , m_stageDeadline(timers, *this, &Call::onStageExpired)
    , m_totalDeadline(timers, *this, &Call::onTotalExpired)
{
}

Call::~Call()
{
    cancel();
}

void Call::begin(std::shared_ptr<const Origin> origin, const OutgoingRequest &request,
                 ResponseListener &listener)
{
    using Answers = http::ResponseParser::Answers;
    m_origin = std::move(origin);
    m_listener = &listener;
    m_sender.begin(request, *m_origin);
    m_receiver.begin(request.method == "HEAD" ? Answers::Head : Answers::AnyOther);
    m_limits = CallLimits(request);
    m_wantsUpgrade = request.wantsUpgrade;
    m_isPaused = false;
    m_isInterrupted = false;
    m_held.clear();
    m_isLagging = false;
    m_remoteAddress.clear();
    m_totalDeadline.arm(m_limits.total);

    if (!attachIdle()) {
        openNew();
    }
    if (m_sender.isEnded()) {
        m_sender.sendHead(*m_connection);
        watchSending();
    } else {
        m_soon.add(*this);
    }
}

// Whether a connection that has served before takes the request. One that cannot be sent again must
// not be lost to a connection that has died unnoticed: it pays for a look.
bool Call::attachIdle()
{
    while (auto connection = m_host.takeIdle(*m_origin)) {
        if (!m_sender.isRepeatable() && !connection->looksAlive()) {
            m_host.discard(std::move(connection));
            continue;
        }
        m_connection = std::move(connection);
        m_connection->setUser(*this);
        m_remoteAddress = m_connection->remoteAddress();
        m_isReused = true;
        m_stage = Stage::AwaitingHead;
        return true;
    }
    return false;
}

void Call::openNew()
{
    m_isReused = false;
    m_stage = Stage::Opening;
    m_connection = m_host.connection(m_origin);
    m_connection->setUser(*this);
    m_stageDeadline.arm(m_limits.connect);
    m_connection->open(m_limits.connect);
}

void Call::onOpen()
{
    m_stage = Stage::AwaitingHead;
    m_remoteAddress = m_connection->remoteAddress();
    if (m_isPaused) {
        m_connection->pauseReading();
    }
    onSent();
}

void Call::onOpenFailed(Failure failure)
{
    release(Fate::Broken)->onFailure(failure);
    m_host.recycle(*this);
}

bool Call::write(std::string_view bytes)
{
    if (!m_connection) {
        return false; // a failure is on its way
    }
    if (m_receiver.isTunnel()) {
        m_connection->send(std::array{bytes});
    } else if (m_sender.sendBody(*m_connection, bytes) == RequestSender::Result::LengthMismatch) {
        failLater(FailureKind::Closed, "the request body is longer than declared");
        return false;
    }
    watchSending();
    // When sending has failed, what the origin may still say decides.
    m_isLagging = m_isLagging || m_connection->unsent() > kHighWater || !m_connection->isIntact();
    return !m_isLagging;
}

void Call::endBody(const http::FieldList *trailers)
{
    if (!m_connection) {
        return;
    }
    if (m_receiver.isTunnel()) {
        m_connection->endSending();
    } else if (m_sender.end(*m_connection, trailers) == RequestSender::Result::LengthMismatch) {
        failLater(FailureKind::Closed, "the request body is shorter than declared");
    } else {
        watchSending();
    }
}

void Call::pause()
{
    m_isPaused = true;
    if (m_stage == Stage::Receiving) {
        m_stageDeadline.disarm(); // it is not the origin that waits
    }
    if (m_connection && m_stage != Stage::Opening) {
        m_connection->pauseReading();
    }
}

void Call::resume()
{
    m_isPaused = false;
    watchBody();
    if (m_isInterrupted) { // what was read already comes first
        m_soon.add(*this);
    } else if (m_connection && m_stage != Stage::Opening) {
        m_connection->resumeReading();
    }
}

void Call::cancel()
{
    if (m_listener) {
        release(Fate::Broken);
        m_host.recycle(*this);
    }
}

// The head is due within its time once the origin has the whole request; an origin that stops
// taking the request is given the same time for its next move.
void Call::watchSending()
{
    if (m_stage != Stage::AwaitingHead) {
        return;
    }
    if (m_sender.isEnded() || m_connection->unsent() > 0) {
        m_stageDeadline.arm(m_limits.head);
    } else {
        m_stageDeadline.disarm();
    }
}

// A body may take as long as it likes, but it must not stand still. A tunnel may.
void Call::watchBody()
{
    if (m_stage == Stage::Receiving && m_listener != nullptr && !m_receiver.isTunnel()) {
        m_stageDeadline.arm(m_limits.body);
    }
}

void Call::onStageExpired()
{
    if (m_stage == Stage::Opening) {
        fail(FailureKind::Connect,
             "no connection within " + std::to_string(m_limits.connect.count()) + " ms");
        return;
    }
    if (m_stage == Stage::Receiving) {
        fail(FailureKind::TimedOut,
             "no byte of the response body for " + std::to_string(m_limits.body.count()) + " ms");
        return;
    }
    fail(FailureKind::TimedOut, std::string(m_sender.isEnded() && m_connection->unsent() == 0
                                                ? "no response head within "
                                                : "the request was not taken within ") +
                                    std::to_string(m_limits.head.count()) + " ms");
}

void Call::onTotalExpired()
{
    fail(FailureKind::TimedOut,
         "no complete response within " + std::to_string(m_limits.total.count()) + " ms");
}

void Call::onSoon()
{
    if (m_pendingFailure) {
        const Failure failure = *std::exchange(m_pendingFailure, std::nullopt);
        release(Fate::Broken)->onFailure(failure);
        m_host.recycle(*this);
        return;
    }
    if (!m_sender.isHeadSent()) {
        m_sender.sendHead(*m_connection);
        watchSending();
    }
    if (m_isInterrupted && !m_isPaused) {
        goOnReceiving();
    }
}

void Call::goOnReceiving()
{
    m_isInterrupted = false;
    const std::string held = std::exchange(m_held, {});
    const std::uint32_t serial = m_serial;
    onBytes(held);
    if (m_serial == serial && m_connection && !m_isPaused) {
        m_connection->resumeReading();
    }
}

void Call::onSent()
{
    watchSending();
    if (m_isLagging && m_connection->unsent() <= kLowWater) {
        m_isLagging = false;
        m_listener->onWritable();
    }
}

void Call::onBytes(std::string_view bytes)
{
    const std::uint32_t serial = m_serial;
    watchBody();
    while (m_serial == serial && m_connection) {
        if (m_isPaused) {
            m_isInterrupted = true;
            m_held = bytes;
            return;
        }
        switch (m_receiver.next(bytes)) {
        case Event::NeedMore:
            return;
        case Event::Informational:
            m_listener->onInformational(m_receiver.head());
            break;
        case Event::Head:
            reportHead();
            break;
        case Event::Body:
            m_listener->onBody(m_receiver.piece());
            break;
        case Event::End:
            // Bytes behind the response answer nothing that was asked.
            finish(bytes.empty() ? Fate::Reusable : Fate::Broken);
            break;
        case Event::Refused:
            fail(FailureKind::Protocol, m_receiver.problem());
            break;
        }
    }
}

void Call::reportHead()
{
    if (m_receiver.isTunnel()) {
        if (!m_wantsUpgrade) {
            fail(FailureKind::Protocol, "101 without being asked for");
            return;
        }
        m_totalDeadline.disarm();
    }
    m_stage = Stage::Receiving;
    m_stageDeadline.disarm();
    watchBody();
    m_listener->onHead(m_receiver.head());
}

void Call::onPeerClosed(std::string_view problem)
{
    if (mayRetry()) {
        m_host.discard(std::move(m_connection));
        m_sender.rewind();
        openNew();
        m_sender.sendHead(*m_connection);
        return;
    }
    if (problem.empty() && m_receiver.atEof() == Event::End) {
        finish(Fate::Broken);
        return;
    }
    fail(FailureKind::Closed, problem.empty() ? m_receiver.problem() : problem);
}

// RFC 9110 section 9.2.2: the origin may have closed the idle connection before it saw the request.
bool Call::mayRetry() const
{
    return m_isReused && m_sender.isRepeatable() && !m_receiver.hasStarted();
}

void Call::finish(Fate fate)
{
    const bool isReusable = fate == Fate::Reusable && m_receiver.keepsAlive() &&
                            m_sender.isEnded() && m_connection->unsent() == 0 &&
                            m_connection->isIntact() && !m_receiver.isTunnel();
    ResponseListener *listener = release(isReusable ? Fate::Reusable : Fate::Broken);
    listener->onEnd(m_receiver.trailers());
    m_host.recycle(*this);
}

void Call::fail(FailureKind kind, std::string_view text)
{
    const std::string peer =
        m_stage == Stage::Opening ? "connect " + m_origin->authority : m_remoteAddress;
    const Failure failure{kind, peer + ": " + std::string(text)};
    release(Fate::Broken)->onFailure(failure);
    m_host.recycle(*this);
}

void Call::failLater(FailureKind kind, std::string text)
{
    m_pendingFailure = Failure{kind, m_origin->authority + ": " + text};
    m_host.discard(std::move(m_connection));
    m_stageDeadline.disarm();
    m_soon.add(*this);
}

// Ends the call but for its last report. From here on cancel() and the rest have no effect.
ResponseListener *Call::release(Fate fate)
{
    ++m_serial;
    m_stageDeadline.disarm();
    m_totalDeadline.disarm();
    m_soon.remove(*this);
    m_pendingFailure.reset();
    if (m_connection && fate == Fate::Reusable) {
        m_host.giveBack(std::move(m_connection));
    } else if (m_connection) {
        m_host.discard(std::move(m_connection));
    }
    m_origin.reset();
    return std::exchange(m_listener, nullptr);
}

} // namespace gw::upstream
