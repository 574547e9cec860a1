// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/wire_exchange.h"

#include <algorithm>
#include <utility>

namespace gw::http {

namespace {

const Peer kNobody;

// Below this a piece is copied, so that small ones leave together with what follows them.
constexpr std::size_t kCopiedPiece = 4 * 1024;
constexpr std::size_t kCopiedInAll = 16 * 1024;
constexpr std::size_t kLowWaterMark = Exchange::kHighWaterMark / 4;

} // namespace

WireExchange::WireExchange(const ConnectionLimits &limits)
    : Exchange(kNobody)
    , m_limits(&limits)
    , m_parser(limits.parser)
{
}

void WireExchange::attach(Carrier &carrier, const Peer &peer)
{
    m_carrier = &carrier;
    m_peer = &peer;
}

void WireExchange::startNext()
{
    m_request.fields.clear();
    m_response.fields.clear();
    m_response.status = 200;
    m_response.reason = {};
    m_requestTrailers.clear();
    m_arena.reset();
    m_trailerArena.reset();
    m_observer = nullptr;
    m_parser.start();
    m_input.startNext();
    m_output.clear();
    m_stage = Stage::Head;
    m_end = End::Complete;
    m_mustClose = m_isHeld = m_isForgotten = false;
    m_reader = nullptr;
    m_bodyTaken = 0;
    m_isHead = m_isBodyRead = m_isPaused = m_owesContinue = false;
    m_format = Format::NoBody;
    m_lengthLeft = m_bytesSent = 0;
    m_isStarted = m_isBehind = m_isOutputEnded = false;
}

void WireExchange::clear()
{
    m_input.clear();
    startNext();
    m_carrier = nullptr;
    m_peer = &kNobody;
}

// --- Request
// --------------------------------------------------------------------------------------

ParseState WireExchange::parseHead()
{
    const ParseState state = m_parser.parseHead(m_input.message());
    if (state != ParseState::Done) {
        return state;
    }
    m_input.keepHead(m_parser.headSize());
    m_parser.takeHead(m_input.message(), m_request, m_arena);
    m_stage = Stage::Answering;
    m_isHead = m_request.method == "HEAD";
    m_isBodyRead = m_parser.bodyKind() == BodyKind::None;
    m_owesContinue = m_parser.expectsContinue();
    return state;
}

std::optional<std::uint64_t> WireExchange::requestBodyLength() const
{
    return m_parser.bodyLength();
}

void WireExchange::readBody(BodyReader &reader)
{
    if (m_stage != Stage::Answering) {
        return;
    }
    m_reader = &reader;
    m_isPaused = false;
    if (std::exchange(m_owesContinue, false) && m_input.unread().empty() && !m_isStarted) {
        m_output.tail() += "HTTP/1.1 100 Continue\r\n\r\n";
        m_carrier->send();
    }
    m_carrier->wake();
}

void WireExchange::pauseBody()
{
    m_isPaused = true;
}

void WireExchange::resumeBody()
{
    if (std::exchange(m_isPaused, false) && m_stage == Stage::Answering) {
        m_carrier->wake();
    }
}

bool WireExchange::awaitsBody() const
{
    return m_stage == Stage::Answering && m_reader != nullptr && !m_isPaused && !m_isBodyRead &&
           !isTunnel();
}

bool WireExchange::awaitsTunnel() const
{
    return m_stage == Stage::Answering && isTunnel() && m_reader != nullptr;
}

bool WireExchange::pumpBody(InputEnd end)
{
    if (m_stage != Stage::Answering || m_reader == nullptr || m_isPaused) {
        return false;
    }
    if (isTunnel()) {
        return pumpTunnel(end);
    }
    if (m_isBodyRead) { // there never was one
        endBody();
        return true;
    }
    const BodyStep step = m_parser.readBody(m_input.unread());
    m_input.take(step.consumed);
    if (step.state == ParseState::Refused) {
        failBody(BodyFailure::Malformed);
        return true;
    }
    m_bodyTaken += step.piece.size();
    if (m_limits->requestBody > 0 && m_bodyTaken > m_limits->requestBody) {
        failBody(BodyFailure::TooLarge);
        return true;
    }
    m_isBodyRead = step.state == ParseState::Done;
    if (!step.piece.empty()) {
        m_reader->onBody(step.piece);
    }
    // The reader may have ended the exchange, or paused: then it hears of the end later.
    if (m_isBodyRead && m_reader != nullptr && !m_isPaused) {
        endBody();
        return true;
    }
    return step.consumed > 0;
}

bool WireExchange::pumpTunnel(InputEnd end)
{
    const std::string_view bytes = m_input.unread();
    if (!bytes.empty()) {
        m_input.take(bytes.size());
        m_reader->onBody(bytes);
        return true;
    }
    if (end == InputEnd::Open) {
        return false;
    }
    m_isBodyRead = true;
    std::exchange(m_reader, nullptr)->onBodyEnd();
    if (m_isOutputEnded && m_stage == Stage::Answering) {
        endAs(End::Complete);
    }
    return true;
}

void WireExchange::endBody()
{
    m_parser.takeTrailers(m_requestTrailers);
    std::exchange(m_reader, nullptr)->onBodyEnd();
}

void WireExchange::failBody(BodyFailure failure)
{
    m_mustClose = true;
    if (m_reader != nullptr) {
        std::exchange(m_reader, nullptr)->onBodyFailed(failure);
    }
}

ParseState WireExchange::skipBody()
{
    if (m_isBodyRead) {
        return ParseState::Done;
    }
    for (;;) {
        const BodyStep step = m_parser.readBody(m_input.unread());
        m_input.take(step.consumed);
        m_bodyTaken += step.piece.size();
        if (step.state != ParseState::NeedMore) {
            m_isBodyRead = step.state == ParseState::Done;
            return step.state;
        }
        if (m_bodyTaken > m_limits->unreadBody) {
            return ParseState::Refused;
        }
        if (step.consumed == 0 || m_input.unread().empty()) {
            return ParseState::NeedMore;
        }
    }
}

// --- Answer
// ---------------------------------------------------------------------------------------

bool WireExchange::allowsBody() const
{
    const int status = m_response.status;
    return !m_isHead && status >= 200 && status != 204 && status != 304;
}

// Before the head of the answer is written, which tells the client.
void WireExchange::decidePersistence()
{
    // A client that waits for "100 Continue" and gets a final answer may or may not send its body.
    const bool isBodyUnsure = m_owesContinue && !m_isBodyRead;
    const bool isBodyAbandoned = !m_isBodyRead && m_reader == nullptr &&
                                 m_parser.bodyLength().value_or(0) > m_limits->unreadBody;
    m_mustClose = m_mustClose || !m_parser.keepsAlive() || isBodyUnsure || isBodyAbandoned ||
                  m_carrier->isDraining();
}

void WireExchange::writeHead(ResponseFraming framing)
{
    decidePersistence();
    if (isTunnel()) {
        framing.persistence = Persistence::Upgrade;
    } else if (m_mustClose) {
        framing.persistence = Persistence::Close;
    } else if (m_parser.minorVersion() == 0) {
        framing.persistence = Persistence::KeepAlive;
    }
    m_isStarted = true;
    std::string &out = m_output.tail();
    const std::size_t before = out.size();
    writeResponseHead(out, m_response, framing, m_carrier->clock());
    m_bytesSent += out.size() - before;
}

void WireExchange::endAs(End end)
{
    m_stage = Stage::Ended;
    m_end = end;
    m_mustClose = m_mustClose || end == End::Aborted;
    m_reader = nullptr;
    m_observer = nullptr;
    m_carrier->wake();
}

void WireExchange::refuse(int status)
{
    m_mustClose = true;
    m_response.status = status;
    m_response.fields.clear();
    m_response.fields.addView({"Content-Type", "text/plain"});
    m_stage = Stage::Answering;
    respond(m_arena.concat(standardReason(status), "\n"));
}

void WireExchange::respond(std::string_view body)
{
    if (m_stage != Stage::Answering || m_isStarted) {
        return;
    }
    ResponseFraming framing;
    if (allowsBody()) {
        framing.contentLength = body.size();
    } else {
        if (!body.empty() && m_response.status >= 200 && m_response.status != 204) {
            framing.contentLength = body.size();
        }
        body = {};
    }
    writeHead(framing);
    m_bytesSent += body.size();
    m_carrier->send(body);
    endAs(End::Complete);
}

void WireExchange::startResponse(std::optional<std::uint64_t> length)
{
    if (m_stage != Stage::Answering || m_isStarted) {
        return;
    }
    ResponseFraming framing;
    if (!allowsBody()) {
        m_format = Format::NoBody;
        if (m_response.status >= 200 && m_response.status != 204) {
            framing.contentLength = length;
        }
    } else if (length) {
        m_format = Format::Length;
        m_lengthLeft = *length;
        framing.contentLength = length;
    } else if (m_parser.minorVersion() > 0) {
        m_format = Format::Chunked;
        framing.isChunked = true;
    } else {
        m_format = Format::UntilClose;
        m_mustClose = true;
    }
    writeHead(framing);
    m_carrier->wake(); // it leaves with the first piece, or at the end of the round
}

bool WireExchange::write(std::string_view bytes)
{
    if (m_stage != Stage::Answering || !m_isStarted || m_isOutputEnded) {
        return true;
    }
    if (m_format == Format::Length) {
        bytes = bytes.substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_lengthLeft)));
        m_lengthLeft -= bytes.size();
    }
    if (bytes.empty() || m_format == Format::NoBody) {
        return !m_isBehind;
    }
    std::string &queue = m_output.tail();
    const std::size_t before = queue.size();
    if (m_format == Format::Chunked) {
        writeChunkStart(queue, bytes.size());
    }
    const std::string_view end = m_format == Format::Chunked ? "\r\n" : "";
    m_bytesSent += queue.size() - before + bytes.size() + end.size();
    if (bytes.size() < kCopiedPiece && m_output.size() + bytes.size() < kCopiedInAll) {
        queue.append(bytes).append(end);
        m_carrier->wake();
        return !m_isBehind;
    }
    const bool isSent = m_carrier->send(bytes, end);
    if (m_isBehind && m_output.size() <= kLowWaterMark) {
        m_carrier->wake(); // the client has caught up, and no event of its socket will tell
    }
    // Once behind, only onDrained() says that it is over: a writer that goes on must not lose it.
    m_isBehind = m_isBehind || !isSent || m_output.size() > kHighWaterMark;
    return !m_isBehind;
}

void WireExchange::finish(const FieldList *trailers)
{
    if (m_stage != Stage::Answering || !m_isStarted || m_isOutputEnded) {
        return;
    }
    if (m_lengthLeft > 0) {
        abort();
        return;
    }
    if (m_format == Format::Chunked) {
        const std::size_t before = m_output.tail().size();
        writeLastChunk(m_output.tail(), trailers);
        m_bytesSent += m_output.tail().size() - before;
    }
    m_isOutputEnded = true;
    if (isTunnel()) {
        if (m_isBodyRead) {
            endAs(End::Complete);
        }
        m_carrier->wake();
        return;
    }
    m_carrier->send();
    endAs(End::Complete);
}

void WireExchange::abort()
{
    if (m_stage == Stage::Answering) {
        endAs(End::Aborted);
    }
}

bool WireExchange::needsReset() const
{
    return !m_isStarted || m_format == Format::UntilClose || m_format == Format::Tunnel;
}

void WireExchange::sendInformational(int status, const FieldList &fields)
{
    if (m_stage != Stage::Answering || m_isStarted || m_parser.minorVersion() == 0) {
        return;
    }
    m_owesContinue = m_owesContinue && status != 100;
    const std::size_t before = m_output.tail().size();
    writeInformationalHead(m_output.tail(), status, fields);
    m_bytesSent += m_output.tail().size() - before;
    m_carrier->send();
}

void WireExchange::upgrade()
{
    if (m_stage != Stage::Answering || m_isStarted) {
        return;
    }
    m_response.status = 101;
    m_format = Format::Tunnel;
    m_isBodyRead = false;
    writeHead({});
    m_mustClose = true;
    m_carrier->send();
    m_carrier->wake();
}

bool WireExchange::noteDrained()
{
    if (!m_isBehind || m_output.size() > kLowWaterMark) {
        return false;
    }
    m_isBehind = false;
    if (m_stage != Stage::Answering || m_observer == nullptr) {
        return false;
    }
    m_observer->onDrained();
    return true;
}

void WireExchange::tellClientGone()
{
    if (m_stage != Stage::Answering) {
        m_isForgotten = true;
        return;
    }
    BodyReader *const reader = std::exchange(m_reader, nullptr);
    if (m_observer != nullptr) {
        std::exchange(m_observer, nullptr)->onClientGone();
        m_isForgotten = true;
    } else if (reader != nullptr) {
        reader->onBodyFailed(BodyFailure::ClientGone);
        m_isForgotten = true;
    }
    // Without either, whoever answers it later has to end it first.
}

void WireExchange::release()
{
    m_isHeld = false;
    m_carrier->wake();
}

} // namespace gw::http
