// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "proxy/end_to_end.h"
#include "proxy/request_runner.h"
#include "telemetry/worker_counters.h"

#include <charconv>
#include <utility>

namespace gw::proxy {

using chain::StepRunner;

namespace {

// The length of the body that an answer stands for without bringing it (RFC 9110 section 8.6).
std::optional<std::uint64_t> absentLength(const http::FieldList &fields)
{
    const std::string_view text = fields.value("Content-Length");
    std::uint64_t length = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), length);
    const bool isLength = problem == std::errc() && end == text.data() + text.size();
    return isLength ? std::optional(length) : std::nullopt;
}

} // namespace

void RequestRunner::onInformational(const upstream::IncomingHead &head)
{
    if (head.status == 100 || exchange.isResponseStarted()) {
        return; // the client got its own 100 when its body was read
    }
    exchange.sendInformational(head.status, *head.fields);
}

void RequestRunner::onHead(const upstream::IncomingHead &head)
{
    upstreamNs = (Clock::now() - m_forwardedAt).count();
    upstreamAddress = m_call->remoteAddress();
    m_host.counters().upstreamTime.record(static_cast<std::uint64_t>(upstreamNs));
    traceUpstream("continue");

    m_response.emplace(exchange.arena());
    m_response->head.status = head.status;
    m_response->head.reason = exchange.arena().copy(head.reason);
    m_isBodiless = m_sentHead || head.status == 304;
    m_response->bodyLength = m_isBodiless ? absentLength(*head.fields) : head.bodyLength;
    if (m_sentHead && !m_gotHead && head.status != 304) {
        m_response->bodyLength = 0; // a client that asked by GET would wait for the body
    }
    copyResponseFields(*head.fields, head.status == 101, m_response->head.fields);
    if (const std::string_view trailer = head.fields->value("Trailer"); !trailer.empty()) {
        m_response->head.fields.add("Trailer", trailer); // goes out if the body is chunked
    }
    upstreamResponse = &*m_response;
    if (head.status == 101) {
        beginUpgrade();
        return;
    }
    m_state = State::ResponseSteps;
    m_steps.start(m_api->chain.response, "response");
    runResponseSteps();
}

void RequestRunner::runResponseSteps()
{
    onResponseStop(m_steps.run(*this));
}

void RequestRunner::onResponseStop(StepRunner::Stop stop)
{
    switch (stop) {
    case StepRunner::Stop::AtEnd:
        deliver();
        return;
    case StepRunner::Stop::AtBody:
        if (m_upstreamEnded) {
            m_response->body.bytes = std::move(m_waitingBody);
            m_waitingBody.clear();
            m_response->body.isBuffered = true;
            runResponseSteps();
        } else if (m_call != nullptr) {
            m_call->resume();
        }
        return;
    case StepRunner::Stop::Suspended:
        if (m_call != nullptr) {
            m_call->pause();
        }
        suspendRequest();
        return;
    case StepRunner::Stop::Decided:
        answerDecision(m_steps.decision());
        return;
    case StepRunner::Stop::AtBreakpoint:
        stopAtStep();
        return;
    }
}

// Upstream bytes that arrive before the steps are through wait, up to the limit of whole bodies.
void RequestRunner::onBody(std::string_view bytes)
{
    if (m_state == State::Relaying || m_state == State::Upgraded) {
        sendClient(bytes, false);
        return;
    }
    if (m_waitingBody.size() + bytes.size() > api->gateway->maxBufferedResponse) {
        dropCall();
        if (isWaiting()) {
            m_lateFailure = {upstream::FailureKind::Closed, "Response body too large"};
            return;
        }
        answerError(500, "Response body too large");
        return;
    }
    if (!mayHold(bytes.size())) {
        dropCall();
        if (isWaiting()) {
            m_lateFailure = {upstream::FailureKind::Closed, "too many bodies are held"};
            return;
        }
        answerOverloaded();
        return;
    }
    m_waitingBody += bytes;
}

void RequestRunner::onEnd(const http::FieldList &trailers)
{
    m_call = nullptr;
    m_upstreamEnded = true;
    if (!trailers.isEmpty()) {
        m_trailers.emplace(m_trailerArena);
        for (const http::Field &field : trailers) {
            m_trailers->add(field.name, field.value);
        }
    }
    if (m_state == State::Relaying || m_state == State::Upgraded) {
        sendClient({}, true);
        return;
    }
    if (m_state != State::ResponseSteps || isWaiting()) {
        return;
    }
    if (std::exchange(m_holdsResponse, false)) {
        runResponseSteps(); // to the breakpoint again
    } else {
        onResponseStop(StepRunner::Stop::AtBody);
    }
}

// The steps are through: what the upstream said, as they left it, goes to the client.
void RequestRunner::deliver()
{
    using Place = PausePoint::Place;
    const chain::Breakpoint *breakpoint =
        m_pause != nullptr ? m_pause->meets(*this, Place::Client) : nullptr;
    if (breakpoint == nullptr) {
        mergeAnswer();
        relayAnswer();
        return;
    }
    if (holdResponseBody()) {
        return;
    }
    m_pause->pass(Place::Client);
    m_pause->replyBefore = exchange.response();
    mergeAnswer();
    if (!pause({breakpoint, chain::kClientPlace, chain::When::Before}, Place::Client)) {
        relayAnswer();
    }
}

void RequestRunner::mergeAnswer()
{
    addQuotaFields(m_response->head.fields);
    http::ResponseHead &reply = exchange.response();
    reply.status = m_response->head.status;
    reply.reason = m_response->head.reason;
    const bool isWhole = m_response->body.isBuffered || m_response->body.isReplaced;
    if (m_response->filters.empty() && (isWhole || m_response->bodyLength)) {
        m_response->head.fields.remove("Trailer"); // a body with a length has none
    }
    mergeIntoReply(m_response->head.fields, reply.fields);
}

void RequestRunner::relayAnswer()
{
    m_state = State::Relaying;
    if (m_response->body.isBuffered || m_response->body.isReplaced) {
        dropCall();
        m_waitingBody = std::move(m_response->body.bytes);
        m_upstreamEnded = true;
        // The answer to HEAD has no body, but tells the length that GET would have.
        const bool keepsLength = m_isBodiless && !m_response->body.isReplaced;
        const std::optional<std::uint64_t> length =
            keepsLength ? m_response->bodyLength
                        : std::optional(std::uint64_t(m_waitingBody.size()));
        exchange.startResponse(m_response->filters.empty() ? length : std::nullopt);
    } else {
        exchange.startResponse(m_response->filters.empty() ? m_response->bodyLength : std::nullopt);
        if (m_call != nullptr) {
            m_call->resume();
        }
    }
    if (!m_waitingBody.empty()) {
        const std::string waiting = std::move(m_waitingBody);
        m_waitingBody.clear();
        sendClient(waiting, false);
    }
    if (m_upstreamEnded && m_state == State::Relaying) {
        sendClient({}, true);
    }
}

void RequestRunner::sendClient(std::string_view bytes, bool isLast)
{
    bool mayGoOn = true;
    if (m_response->filters.empty() || m_state == State::Upgraded) {
        capture(m_rawResponseBody, bytes);
        mayGoOn = bytes.empty() || exchange.write(bytes);
    } else {
        std::string piece(bytes);
        for (const auto &filter : m_response->filters) {
            m_filtered.clear();
            if (!filter->filter(piece, isLast, m_filtered)) {
                cutOff();
                return;
            }
            piece.swap(m_filtered);
        }
        capture(m_rawResponseBody, piece);
        mayGoOn = piece.empty() || exchange.write(piece);
    }
    if (isLast) {
        finishClient();
        return;
    }
    if (!mayGoOn && m_call != nullptr) {
        m_call->pause();
    }
}

void RequestRunner::finishClient()
{
    if (m_state == State::Upgraded && !m_clientBodyEnded) {
        // The exchange of a tunnel goes on until the client ends its direction too.
        exchange.finish(nullptr);
        exchange.resumeBody();
        return;
    }
    const int status = exchange.response().status;
    if (auto analytics = makeRecord(status)) {
        analytics->bytesOut = exchange.bytesSent();
        m_host.keepRecord(std::move(analytics));
    }
    exchange.setObserver(nullptr);
    exchange.finish(m_trailers ? &*m_trailers : nullptr);
    end(status);
}

void RequestRunner::onDrained()
{
    if (m_call != nullptr && (m_state == State::Relaying || m_state == State::Upgraded)) {
        m_call->resume();
    }
}

void RequestRunner::beginUpgrade()
{
    m_state = State::Upgraded;
    m_host.counters().upgrades.fetch_add(1, std::memory_order_relaxed);
    http::ResponseHead &reply = exchange.response();
    reply.status = 101;
    reply.reason = m_response->head.reason;
    mergeIntoReply(m_response->head.fields, reply.fields);
    exchange.upgrade();
    m_isReadingClient = true;
    m_clientBodyEnded = false;
    exchange.readBody(m_clientBody);
}

// Set on every proxied response, quota numbers or zeros (reference D6, F6).
void RequestRunner::addQuotaFields(http::FieldList &fields) const
{
    fields.remove("X-RateLimit-Limit");
    fields.remove("X-RateLimit-Remaining");
    fields.remove("X-RateLimit-Reset");
    if (!session || session->quotaMax <= 0) {
        fields.addView({"X-RateLimit-Limit", "0"});
        fields.addView({"X-RateLimit-Remaining", "0"});
        fields.addView({"X-RateLimit-Reset", "0"});
        return;
    }
    fields.add("X-RateLimit-Limit", std::to_string(session->quotaMax));
    fields.add("X-RateLimit-Remaining", std::to_string(session->quotaRemaining));
    fields.add("X-RateLimit-Reset", std::to_string(session->quotaRenews));
}

} // namespace gw::proxy
