// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http2_call.h"

#include "http/wire_parser.h"
#include "upstream/http2_head.h"
#include "upstream/http2_session.h"

#include <algorithm>
#include <charconv>
#include <nghttp2/nghttp2.h>
#include <utility>

namespace gw::upstream {

namespace {

constexpr std::size_t kFieldOverhead = 32; // RFC 9113 section 6.5.2
// Clients that leave sooner say nothing about an origin.
constexpr CallLimits::Milliseconds kPatience{1000};

std::optional<std::uint64_t> numberIn(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                      : std::nullopt;
}

} // namespace

Http2Call::Http2Call(Http2CallHost &host, TimerWheel &timers, SoonQueue &soon)
    : m_host(host)
    , m_soon(soon)
    , m_stageDeadline(timers, *this, &Http2Call::onStageExpired)
    , m_totalDeadline(timers, *this, &Http2Call::onTotalExpired)
{
}

Http2Call::~Http2Call()
{
    cancel();
}

void Http2Call::begin(std::shared_ptr<const Origin> origin, const OutgoingRequest &request,
                      ResponseListener &listener)
{
    m_origin = std::move(origin);
    m_listener = &listener;
    m_limits = CallLimits(request);
    m_remoteAddress.clear();
    for (http::FieldList *fields : {&m_requestFields, &m_requestTrailers, &m_fields, &m_trailers}) {
        fields->clear();
    }
    m_arena.reset();
    writeHttp2Head(request, *m_origin, m_requestFields);
    m_body.clear();
    m_bodyStart = 0;
    m_remaining = request.bodyLength;
    m_isBodyEnded = m_remaining == 0;
    m_isIdempotent = http::isIdempotent(request.method);
    m_status = 0;
    m_held.clear();
    m_refusal.clear();
    m_informational = 0;
    m_hasSentBody = m_hasResent = m_isReset = m_hasHead = m_isHeadHeld = m_isComplete = m_isPaused =
        m_isLagging = m_mayWrite = false;
    m_totalDeadline.arm(m_limits.total);
    attach();
}

void Http2Call::attach()
{
    const bool isRepeatable = m_isBodyEnded && m_isIdempotent;
    Http2Session &session = m_host.session(m_origin, m_limits.connect, !isRepeatable);
    m_startedAt = Clock::now();
    m_isReused = session.isOpen();
    m_stream = session.start(*this, m_requestFields,
                             !m_isBodyEnded || unsent() > 0 || !m_requestTrailers.isEmpty());
    if (m_stream < 0) {
        failLater(FailureKind::Protocol, "no stream is to be had");
        return;
    }
    m_session = &session;
    m_stage = Stage::Opening;
    if (m_isReused) {
        onSessionOpen();
    } else {
        m_stageDeadline.arm(m_limits.connect);
    }
}

void Http2Call::onSessionOpen()
{
    m_stage = Stage::AwaitingHead;
    m_remoteAddress = m_session->remoteAddress();
    watchSending();
}

void Http2Call::detach()
{
    if (m_session != nullptr) {
        std::exchange(m_session, nullptr)->leave(std::exchange(m_stream, -1), m_isComplete);
    }
}

bool Http2Call::write(std::string_view bytes)
{
    if (m_session == nullptr) {
        return false; // the response, or a failure, is on its way
    }
    if (m_isBodyEnded || (m_remaining && bytes.size() > *m_remaining)) {
        failLater(FailureKind::Closed, "the request body is longer than declared");
        return false;
    }
    if (m_remaining) {
        *m_remaining -= bytes.size();
    }
    if (m_bodyStart > unsent()) {
        m_body.erase(0, std::exchange(m_bodyStart, 0));
    }
    m_body += bytes;
    m_session->resumeBody(m_stream);
    watchSending();
    m_isLagging = m_isLagging || unsent() > kHighWater;
    return !m_isLagging;
}

void Http2Call::endBody(const http::FieldList *trailers)
{
    if (m_session == nullptr || m_isBodyEnded) {
        return;
    }
    if (m_remaining.value_or(0) != 0) {
        failLater(FailureKind::Closed, "the request body is shorter than declared");
        return;
    }
    m_isBodyEnded = true;
    if (trailers != nullptr && !m_remaining) {
        copyHttp2Trailers(*trailers, m_requestTrailers);
    }
    m_session->resumeBody(m_stream);
    watchSending();
}

std::size_t Http2Call::takeBody(std::span<char> space)
{
    const std::size_t size = std::min(space.size(), unsent());
    std::copy_n(m_body.begin() + static_cast<std::ptrdiff_t>(m_bodyStart), size, space.begin());
    m_bodyStart += size;
    m_hasSentBody = m_hasSentBody || size > 0 || isBodyTaken();
    if (unsent() == 0) {
        m_body.clear();
        m_bodyStart = 0;
    }
    watchSending();
    if (m_isLagging && unsent() <= kLowWater) {
        m_isLagging = false;
        m_mayWrite = true;
        m_soon.add(*this);
    }
    return size;
}

void Http2Call::pause()
{
    m_isPaused = true;
    if (m_stage == Stage::Receiving) {
        m_stageDeadline.disarm(); // it is not the origin that waits
    }
}

void Http2Call::resume()
{
    m_isPaused = false;
    watchBody();
    if (hasMoreToReport()) {
        m_soon.add(*this);
    }
}

void Http2Call::cancel()
{
    if (m_listener != nullptr) {
        doubtSession(kPatience);
        release();
        m_host.recycle(*this);
    }
}

// Many calls share a connection: one that has died unnoticed must not swallow them all. When the
// origin has said nothing since this call, others take another connection.
void Http2Call::doubtSession(CallLimits::Milliseconds patience)
{
    if (m_session != nullptr && m_session->lastHeard() < m_startedAt &&
        Clock::now() - m_startedAt >= patience) {
        m_session->retire();
    }
}

// The head is due within its time once the origin has the whole request; an origin that stops
// taking the request is given the same time for its next move.
void Http2Call::watchSending()
{
    if (m_stage != Stage::AwaitingHead || m_listener == nullptr) {
        return;
    }
    if (m_isBodyEnded || unsent() > 0) {
        m_stageDeadline.arm(m_limits.head);
    } else {
        m_stageDeadline.disarm();
    }
}

void Http2Call::watchBody()
{
    if (m_stage == Stage::Receiving && m_listener != nullptr && !m_isPaused && !m_isComplete) {
        m_stageDeadline.arm(m_limits.body);
    }
}

void Http2Call::onStageExpired()
{
    doubtSession();
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
    fail(FailureKind::TimedOut, std::string(isBodyTaken() ? "no response head within "
                                                          : "the request was not taken within ") +
                                    std::to_string(m_limits.head.count()) + " ms");
}

void Http2Call::onTotalExpired()
{
    doubtSession();
    fail(FailureKind::TimedOut,
         "no complete response within " + std::to_string(m_limits.total.count()) + " ms");
}

void Http2Call::onSoon()
{
    if (m_pendingFailure) {
        fail(Failure(*std::exchange(m_pendingFailure, std::nullopt)));
        return;
    }
    const std::uint32_t serial = m_serial;
    if (std::exchange(m_mayWrite, false)) {
        m_listener->onWritable();
    }
    if (m_serial == serial && !m_isPaused) {
        goOnReceiving();
    }
}

void Http2Call::onFieldsBegin()
{
    m_fieldBytes = 0;
    if (!m_hasHead) {
        m_fields.clear();
    }
}

bool Http2Call::onField(std::string_view name, std::string_view value)
{
    const http::ParserLimits limits;
    http::FieldList &fields = m_hasHead ? m_trailers : m_fields;
    m_fieldBytes += name.size() + value.size() + kFieldOverhead;
    if (m_fieldBytes > (m_hasHead ? limits.trailerBytes : limits.headBytes) ||
        fields.size() >= limits.fields) {
        onRefused(m_hasHead ? "the trailers are too large" : "the head is too large");
        return false;
    }
    if (name == ":status") { // nghttp2 accepts three digits, once, in heads
        m_status = static_cast<int>(numberIn(value).value_or(0));
        return true;
    }
    fields.add(name, value);
    return true;
}

void Http2Call::onFieldsEnd(bool isLast)
{
    if (m_hasHead) {
        return; // trailers
    }
    if (m_status < 200) {
        if (++m_informational > kMostInformational) {
            fail(FailureKind::Protocol, "Too many informational responses");
        } else if (!m_isPaused) { // one that nobody waits for is passed over
            m_listener->onInformational({m_status, {}, &m_fields, 0});
        }
        return;
    }
    if (m_status > 599) {
        fail(FailureKind::Protocol, "The status is not between 100 and 599");
        return;
    }
    m_hasHead = true;
    m_bodyLength =
        isLast ? std::optional<std::uint64_t>(0)
               : numberIn(m_fields.contains("content-length") ? m_fields.value("content-length")
                                                              : "unknown");
    m_stage = Stage::Receiving;
    m_stageDeadline.disarm();
    watchBody();
    if (m_isPaused) {
        m_isHeadHeld = true;
    } else {
        reportHead();
    }
}

void Http2Call::reportHead()
{
    m_listener->onHead({m_status, {}, &m_fields, m_bodyLength});
}

void Http2Call::onData(std::string_view bytes)
{
    watchBody();
    if (m_isPaused || hasMoreToReport()) {
        m_held += bytes;
        return;
    }
    m_session->grantMore(m_stream, bytes.size());
    m_listener->onBody(bytes);
}

void Http2Call::onResponseEnd()
{
    const bool wasHolding = hasMoreToReport();
    m_isComplete = true;
    m_stageDeadline.disarm();
    if (!m_isPaused && !wasHolding) {
        finish();
    }
}

void Http2Call::onRefused(std::string_view problem)
{
    if (m_refusal.empty()) { // the first says most
        m_refusal = problem;
    }
}

void Http2Call::onStreamClosed(std::uint32_t errorCode)
{
    m_session = nullptr;
    m_stream = -1;
    if (m_isComplete) {
        return; // what is held is reported when it is asked for
    }
    if (errorCode == NGHTTP2_REFUSED_STREAM && !m_hasResent && isUntouched()) {
        resend(); // RFC 9113 section 8.7: nothing was done with it
    } else if (errorCode == NGHTTP2_NO_ERROR) {
        fail(FailureKind::Closed, "Closed before the response was complete");
    } else if (m_isReset || errorCode == NGHTTP2_REFUSED_STREAM) {
        fail(FailureKind::Closed,
             std::string("the origin reset the stream: ") + nghttp2_http2_strerror(errorCode));
    } else {
        fail(FailureKind::Protocol,
             "not an HTTP/2 response: " +
                 (m_refusal.empty() ? nghttp2_http2_strerror(errorCode) : m_refusal));
    }
}

void Http2Call::onSessionEnded(const Http2Session &session, std::int32_t stream,
                               const Failure &failure)
{
    if (m_session != &session || m_stream != stream) {
        return;
    }
    m_session = nullptr;
    m_stream = -1;
    if (m_isComplete) {
        return;
    }
    if (mayResend()) {
        resend();
        return;
    }
    fail(failure);
}

// RFC 9110 section 9.2.2: the origin may have closed the connection before it saw the request.
bool Http2Call::mayResend() const
{
    return m_isReused && !m_hasResent && m_isIdempotent && m_remaining == 0 && isUntouched();
}

// Neither has it answered anything, nor is any of the body gone that would have to go again.
bool Http2Call::isUntouched() const
{
    return !m_hasHead && m_informational == 0 && !m_hasSentBody;
}

void Http2Call::resend()
{
    m_hasResent = true;
    m_isReset = false;
    m_refusal.clear();
    m_stageDeadline.disarm();
    attach();
}

bool Http2Call::hasMoreToReport() const
{
    return m_isHeadHeld || !m_held.empty() || m_isComplete;
}

void Http2Call::goOnReceiving()
{
    const std::uint32_t serial = m_serial;
    if (std::exchange(m_isHeadHeld, false)) {
        reportHead();
    }
    if (m_serial != serial || m_isPaused) {
        return;
    }
    if (!m_held.empty()) {
        const std::string held = std::exchange(m_held, {});
        if (m_session != nullptr) {
            m_session->grantMore(m_stream, held.size());
        }
        m_listener->onBody(held);
    }
    if (m_serial == serial && !m_isPaused && m_isComplete) {
        finish();
    }
}

void Http2Call::finish()
{
    release()->onEnd(m_trailers);
    m_host.recycle(*this);
}

void Http2Call::fail(FailureKind kind, std::string_view text)
{
    const std::string peer =
        m_stage == Stage::Opening ? "connect " + m_origin->authority : m_remoteAddress;
    fail(Failure{kind, peer + ": " + std::string(text)});
}

void Http2Call::fail(const Failure &failure)
{
    release()->onFailure(failure);
    m_host.recycle(*this);
}

// For a stack in which the listener must not be called.
void Http2Call::failLater(FailureKind kind, std::string_view text)
{
    m_pendingFailure = Failure{kind, m_origin->authority + ": " + std::string(text)};
    detach();
    m_stageDeadline.disarm();
    m_soon.add(*this);
}

// Ends the call but for its last report. From here on cancel() and the rest have no effect.
ResponseListener *Http2Call::release()
{
    ++m_serial;
    m_stageDeadline.disarm();
    m_totalDeadline.disarm();
    m_soon.remove(*this);
    m_pendingFailure.reset();
    detach();
    m_origin.reset();
    return std::exchange(m_listener, nullptr);
}

} // namespace gw::upstream
