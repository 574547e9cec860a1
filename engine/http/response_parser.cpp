// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response_parser.h"

namespace gw::http {

ResponseParser::ResponseParser(const ParserLimits &limits)
    : WireParser(HTTP_RESPONSE, limits)
{
}

void ResponseParser::start(Answers method)
{
    restart();
    m_method = method;
    m_status = 0;
    m_minorVersion = 1;
}

ParseState ResponseParser::parseHead(std::string_view input)
{
    // llhttp skips empty lines before a message; here they are bytes that nobody asked for.
    if (!input.empty() && input.front() != 'H') {
        return refuse(400, "The response does not start with a status line");
    }
    const ParseState state = feedHead(input);
    return state == ParseState::Done ? checkHead(input) : state;
}

ParseState ResponseParser::checkHead(std::string_view input)
{
    // "HTTP/1.1 200 OK": every part has its place.
    const std::string_view version = m_version.of(input);
    if (m_version.begin != 5 || (version != "1.1" && version != "1.0")) {
        return refuse(505, "The version is neither HTTP/1.0 nor HTTP/1.1");
    }
    m_minorVersion = version == "1.1" ? 1 : 0;
    const auto isDigit = [&](std::size_t place) {
        return input[place] >= '0' && input[place] <= '9';
    };
    if (input[8] != ' ' || !isDigit(9) || !isDigit(10) || !isDigit(11) ||
        (input[12] != ' ' && input[12] != '\r')) {
        return refuse(400, "The status is not three digits");
    }
    m_status = (input[9] - '0') * 100 + (input[10] - '0') * 10 + (input[11] - '0');
    if (m_status < 100 || m_status > 599) {
        return refuse(400, "The status is not between 100 and 599");
    }
    if (!isFieldValue(m_reason.of(input))) {
        return refuse(400, "Control byte in the reason phrase");
    }
    if (!checkFraming(input, m_minorVersion)) {
        return ParseState::Refused;
    }
    decideBody();
    return ParseState::Done;
}

void ResponseParser::decideBody()
{
    if (m_status == 101) {
        m_bodyKind = BodyKind::Tunnel;
        m_keepsAlive = false;
        return;
    }
    if (m_method == Answers::Head || m_status == 304) {
        return;
    }
    if (m_status < 200 || m_status == 204) {
        // A length or coding has no place here (RFC 9110 section 8.6): whether a body follows all
        // the same cannot be known, so nothing that follows on this connection is believed.
        m_keepsAlive = m_keepsAlive && !m_isChunked && m_declaredLength == 0;
        return;
    }
    if (m_isChunked) {
        m_bodyKind = BodyKind::Chunked;
        return;
    }
    if (m_hasLength) {
        m_bodyKind = m_declaredLength > 0 ? BodyKind::Length : BodyKind::None;
        return;
    }
    m_bodyKind = BodyKind::UntilClose;
    m_keepsAlive = false;
}

void ResponseParser::takeHead(std::string_view input, ResponseHead &head) const
{
    head.status = m_status;
    head.reason = m_reason.of(input);
    head.fields.clear();
    appendFields(input, head.fields);
}

ParseState ResponseParser::atEof()
{
    const bool isHeadDone = m_status != 0 && m_refusalStatus == 0 && headSize() > 0;
    if (isHeadDone && !isInformational() &&
        (m_bodyKind == BodyKind::None || m_bodyKind == BodyKind::UntilClose ||
         m_bodyKind == BodyKind::Tunnel || isBodyComplete())) {
        return ParseState::Done;
    }
    return refuse(400, "The server closed before the end of the response");
}

} // namespace gw::http
