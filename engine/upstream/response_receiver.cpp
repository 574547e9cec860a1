// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/response_receiver.h"

#include "upstream/call_limits.h"

#include <utility>

namespace gw::upstream {

using http::ParseState;

void ResponseReceiver::begin(http::ResponseParser::Answers method)
{
    m_parser.start(method);
    m_method = method;
    m_headBytes.clear();
    m_head.fields.clear();
    m_trailers.clear();
    m_arena.reset();
    m_problem = {};
    m_bodyState = ParseState::NeedMore;
    m_informational = 0;
    m_phase = Phase::Head;
    m_hasStarted = false;
}

ResponseReceiver::Event ResponseReceiver::next(std::string_view &input)
{
    m_hasStarted = m_hasStarted || !input.empty();
    switch (m_phase) {
    case Phase::Interim:
        m_parser.start(m_method);
        m_headBytes.clear();
        m_phase = Phase::Head;
        [[fallthrough]];
    case Phase::Head:
        return nextHead(input);
    case Phase::Body:
        return nextBody(input);
    case Phase::Tunnel:
        m_piece = std::exchange(input, {});
        return m_piece.empty() ? Event::NeedMore : Event::Body;
    case Phase::Ended:
        break;
    }
    return m_problem.empty() ? Event::End : Event::Refused;
}

ResponseReceiver::Event ResponseReceiver::nextHead(std::string_view &input)
{
    if (input.empty()) {
        return Event::NeedMore;
    }
    // A head that arrives in one piece is parsed where it lies and copied once.
    const bool isWhole = m_headBytes.empty();
    if (!isWhole) {
        m_headBytes += input;
    }
    const std::string_view bytes = isWhole ? input : std::string_view(m_headBytes);
    switch (m_parser.parseHead(bytes)) {
    case ParseState::Refused:
        return refuse(m_parser.refusal());
    case ParseState::NeedMore:
        if (isWhole) {
            m_headBytes = input;
        }
        input = {};
        return Event::NeedMore;
    case ParseState::Done:
        break;
    }
    const std::size_t behind = bytes.size() - m_parser.headSize();
    if (isWhole) {
        m_headBytes = input.substr(0, m_parser.headSize());
    } else {
        m_headBytes.resize(m_parser.headSize());
    }
    input.remove_prefix(input.size() - behind);
    return acceptHead();
}

ResponseReceiver::Event ResponseReceiver::acceptHead()
{
    m_head.fields.clear();
    m_parser.takeHead(m_headBytes, m_head);
    if (m_parser.isInformational()) {
        m_phase = Phase::Interim;
        return ++m_informational > kMostInformational ? refuse("Too many informational responses")
                                                      : Event::Informational;
    }
    m_phase = m_parser.bodyKind() == http::BodyKind::Tunnel ? Phase::Tunnel : Phase::Body;
    return Event::Head;
}

ResponseReceiver::Event ResponseReceiver::nextBody(std::string_view &input)
{
    while (m_bodyState == ParseState::NeedMore) {
        const http::BodyStep step = m_parser.readBody(input);
        input.remove_prefix(step.consumed);
        m_bodyState = step.state;
        if (!step.piece.empty()) {
            m_piece = step.piece;
            return Event::Body;
        }
        if (step.state == ParseState::NeedMore && (input.empty() || step.consumed == 0)) {
            return Event::NeedMore;
        }
    }
    if (m_bodyState == ParseState::Refused) {
        return refuse(m_parser.refusal());
    }
    m_phase = Phase::Ended;
    return Event::End;
}

ResponseReceiver::Event ResponseReceiver::atEof()
{
    if (m_phase == Phase::Ended) {
        return m_problem.empty() ? Event::End : Event::Refused;
    }
    if (m_phase == Phase::Head || m_phase == Phase::Interim) {
        return refuse("Closed before the response head was complete");
    }
    if (m_phase == Phase::Body && m_parser.atEof() != ParseState::Done) {
        return refuse("Closed before the response body was complete");
    }
    m_phase = Phase::Ended;
    return Event::End;
}

IncomingHead ResponseReceiver::head() const
{
    return {m_head.status, m_head.reason, &m_head.fields, m_parser.bodyLength()};
}

const http::FieldList &ResponseReceiver::trailers()
{
    m_trailers.clear();
    if (m_phase == Phase::Ended && m_parser.bodyKind() == http::BodyKind::Chunked) {
        m_parser.takeTrailers(m_trailers);
    }
    return m_trailers;
}

ResponseReceiver::Event ResponseReceiver::refuse(std::string_view problem)
{
    m_phase = Phase::Ended;
    m_problem = problem.empty() ? std::string_view("Not an HTTP response") : problem;
    return Event::Refused;
}

} // namespace gw::upstream
