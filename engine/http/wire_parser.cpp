// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/wire_parser.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace gw::http {

struct WireParser::Callbacks {
    static WireParser &self(llhttp_t *parser) { return *static_cast<WireParser *>(parser->data); }

    static int url(llhttp_t *parser, const char *at, std::size_t length)
    {
        WireParser &me = self(parser);
        const int result = me.noteSpan(me.m_target, at, length);
        if (result == HPE_OK && me.m_target.end - me.m_target.begin > me.m_limits.targetBytes) {
            me.refuse(414, "The request target is too long");
            return HPE_USER;
        }
        return result;
    }
    static int reason(llhttp_t *parser, const char *at, std::size_t length)
    {
        return self(parser).noteSpan(self(parser).m_reason, at, length);
    }
    static int version(llhttp_t *parser, const char *at, std::size_t length)
    {
        return self(parser).noteSpan(self(parser).m_version, at, length);
    }
    static int fieldName(llhttp_t *parser, const char *at, std::size_t length)
    {
        WireParser &me = self(parser);
        return me.m_phase == Phase::Head ? me.onFieldName(at, length)
                                         : me.onTrailerName(at, length);
    }
    static int fieldNameEnd(llhttp_t *parser)
    {
        WireParser &me = self(parser);
        me.m_isInName = false;
        // Not at its first byte: a broken name is found at its end when it comes in one piece.
        if (me.m_fields.size() > me.m_limits.fields) {
            me.refuse(431, "Too many fields");
            return HPE_USER;
        }
        return HPE_OK;
    }
    static int fieldValue(llhttp_t *parser, const char *at, std::size_t length)
    {
        WireParser &me = self(parser);
        return me.m_phase == Phase::Head ? me.onFieldValue(at, length)
                                         : me.onTrailerValue(at, length);
    }
    static int headEnd(llhttp_t *parser)
    {
        self(parser).m_phase = Phase::HeadDone;
        return HPE_PAUSED;
    }
    static int payload(llhttp_t *parser, const char *at, std::size_t length)
    {
        return self(parser).onPayload(at, length);
    }
    static int messageEnd(llhttp_t *parser)
    {
        self(parser).m_phase = Phase::Ended;
        return HPE_PAUSED;
    }

    static llhttp_settings_t settings()
    {
        llhttp_settings_t settings;
        llhttp_settings_init(&settings);
        settings.on_url = url;
        settings.on_status = reason;
        settings.on_version = version;
        settings.on_header_field = fieldName;
        settings.on_header_field_complete = fieldNameEnd;
        settings.on_header_value = fieldValue;
        settings.on_headers_complete = headEnd;
        settings.on_body = payload;
        settings.on_message_complete = messageEnd;
        return settings;
    }
};

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

WireParser::WireParser(llhttp_type_t type, const ParserLimits &limits)
    : m_limits(limits)
{
    static const llhttp_settings_t kSettings = Callbacks::settings();
    llhttp_init(&m_llhttp, type, &kSettings);
    m_llhttp.data = this;
}

void WireParser::restart()
{
    llhttp_reset(&m_llhttp);
    m_target = m_reason = m_version = Span();
    m_fields.clear();
    m_fed = m_headSize = 0;
    m_declaredLength = m_bodyBytes = m_payload = 0;
    m_hasLength = m_isChunked = m_hasClose = m_hasKeepAlive = m_keepsAlive = m_isInName = false;
    m_bodyKind = BodyKind::None;
    m_phase = Phase::Head;
    m_refusalStatus = 0;
    m_refusal = {};
    std::string().swap(m_trailerText); // few messages have trailers
    m_trailers.clear();
}

void WireParser::prime(std::string_view text)
{
    m_base = text.data();
    llhttp_execute(&m_llhttp, text.data(), text.size());
}

std::optional<std::uint64_t> WireParser::bodyLength() const
{
    switch (m_bodyKind) {
    case BodyKind::None:
        return 0;
    case BodyKind::Length:
        return m_declaredLength;
    case BodyKind::Chunked:
    case BodyKind::UntilClose:
    case BodyKind::Tunnel:
        break;
    }
    return std::nullopt;
}

ParseState WireParser::refuse(int status, std::string_view why)
{
    if (m_refusalStatus == 0) {
        m_refusalStatus = status;
        m_refusal = why;
    }
    return ParseState::Refused;
}

// --- Head
// -----------------------------------------------------------------------------------------

ParseState WireParser::feedHead(std::string_view input)
{
    // Bytes over the limit are never shown to llhttp: what is wrong with them must not decide.
    const std::size_t end = std::min(input.size(), m_limits.headBytes);
    if (end > m_fed) {
        m_base = input.data();
        const llhttp_errno_t error = llhttp_execute(&m_llhttp, m_base + m_fed, end - m_fed);
        if (error == HPE_PAUSED && m_phase == Phase::HeadDone) {
            m_headSize = static_cast<std::size_t>(llhttp_get_error_pos(&m_llhttp) - m_base);
            m_fed = m_headSize;
            return ParseState::Done;
        }
        if (error != HPE_OK) {
            return refuseByLlhttp(input);
        }
        m_fed = end;
    }
    if (m_fed >= m_limits.headBytes) {
        return refuse(431, "The head is too large");
    }
    return ParseState::NeedMore;
}

ParseState WireParser::refuseByLlhttp(std::string_view input)
{
    if (m_refusalStatus != 0) {
        return ParseState::Refused;
    }
    const char *reason = llhttp_get_error_reason(&m_llhttp);
    const llhttp_errno_t error = llhttp_get_errno(&m_llhttp);
    const auto position = static_cast<std::size_t>(llhttp_get_error_pos(&m_llhttp) - input.data());
    if (error == HPE_INVALID_URL && position > m_target.begin + m_limits.targetBytes) {
        return refuse(414, "The request target is too long");
    }
    if (error == HPE_INVALID_VERSION) {
        const std::size_t name = m_target.end == 0 ? 0 : m_target.end + 1;
        const std::string_view text = input.substr(std::min(name, input.size()), 8);
        const auto isDigit = [](char c) {
            return c >= '0' && c <= '9';
        };
        if (text.size() == 8 && text.starts_with("HTTP/") && isDigit(text[5]) && text[6] == '.' &&
            isDigit(text[7]) && text != "HTTP/1.0" && text != "HTTP/1.1") {
            return refuse(505, "The version is neither HTTP/1.0 nor HTTP/1.1");
        }
    }
    return refuse(400, reason == nullptr ? std::string_view("Malformed head") : reason);
}

int WireParser::noteSpan(Span &span, const char *at, std::size_t length)
{
    const auto begin = static_cast<std::uint32_t>(at - m_base);
    if (span.end == 0) {
        span.begin = begin;
    } else if (span.end != begin) {
        refuse(400, "A part of the head is not in one piece");
        return HPE_USER;
    }
    span.end = begin + static_cast<std::uint32_t>(length);
    return HPE_OK;
}

int WireParser::onFieldName(const char *at, std::size_t length)
{
    if (!m_isInName) {
        m_fields.emplace_back();
        m_isInName = true;
    }
    return noteSpan(m_fields.back().name, at, length);
}

int WireParser::onFieldValue(const char *at, std::size_t length)
{
    return noteSpan(m_fields.back().value, at, length);
}

bool WireParser::checkFraming(std::string_view input, int minorVersion)
{
    bool hasCoding = false;
    for (FieldSpan &field : m_fields) {
        while (field.value.end > field.value.begin && isBlank(input[field.value.end - 1])) {
            --field.value.end;
        }
        const std::string_view name = field.name.of(input);
        const std::string_view value = field.value.of(input);
        if (name.size() == 10 && equalsIgnoreCase(name, "Connection")) {
            noteConnection(value);
        } else if (name.size() == 14 && equalsIgnoreCase(name, "Content-Length")) {
            if (!noteLength(value)) {
                return false;
            }
        } else if (name.size() == 17 && equalsIgnoreCase(name, "Transfer-Encoding")) {
            if (std::exchange(hasCoding, true)) {
                refuse(400, "More than one Transfer-Encoding");
                return false;
            }
            if (!noteCoding(value, minorVersion)) {
                return false;
            }
        }
    }
    if (m_isChunked && m_hasLength) {
        refuse(400, "Both Content-Length and Transfer-Encoding");
        return false;
    }
    // llhttp reads the chunks, so it has to have seen the same coding: it does not take tabs around
    // it.
    if (m_isChunked && (m_llhttp.flags & F_CHUNKED) == 0) {
        refuse(400, "A Transfer-Encoding other than chunked");
        return false;
    }
    m_keepsAlive = !m_hasClose && (minorVersion > 0 || m_hasKeepAlive);
    return true;
}

bool WireParser::noteLength(std::string_view text)
{
    if (m_hasLength) {
        refuse(400, "More than one Content-Length");
        return false;
    }
    std::int64_t length = -1;
    const char *end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, length);
    if (error != std::errc() || stopped != end || length < 0 || text.front() == '-') {
        refuse(400, "Content-Length is not a number");
        return false;
    }
    m_hasLength = true;
    m_declaredLength = static_cast<std::uint64_t>(length);
    return true;
}

bool WireParser::noteCoding(std::string_view text, int minorVersion)
{
    if (minorVersion == 0) {
        refuse(400, "Transfer-Encoding in an HTTP/1.0 message");
        return false;
    }
    if (!equalsIgnoreCase(text, "chunked")) {
        refuse(400, "A Transfer-Encoding other than chunked");
        return false;
    }
    m_isChunked = true;
    return true;
}

void WireParser::noteConnection(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view option = trimmed(text.substr(0, comma));
        m_hasClose = m_hasClose || equalsIgnoreCase(option, "close");
        m_hasKeepAlive = m_hasKeepAlive || equalsIgnoreCase(option, "keep-alive");
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
}

void WireParser::appendFields(std::string_view input, FieldList &fields) const
{
    for (const FieldSpan &field : m_fields) {
        fields.addView({field.name.of(input), field.value.of(input)});
    }
}

// --- Body
// -----------------------------------------------------------------------------------------

BodyStep WireParser::readBody(std::string_view input)
{
    if (m_refusalStatus != 0) {
        return {0, {}, ParseState::Refused};
    }
    switch (m_bodyKind) {
    case BodyKind::None:
        return {0, {}, ParseState::Done};
    case BodyKind::Length: {
        const std::uint64_t left = m_declaredLength - m_payload;
        const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left, input.size()));
        m_payload += taken;
        return {taken, input.substr(0, taken),
                taken == left ? ParseState::Done : ParseState::NeedMore};
    }
    case BodyKind::Chunked:
        return readChunked(input);
    case BodyKind::UntilClose:
    case BodyKind::Tunnel:
        break;
    }
    return {input.size(), input, ParseState::NeedMore};
}

bool WireParser::isBodyComplete() const
{
    return m_bodyKind == BodyKind::Length ? m_payload == m_declaredLength : m_phase == Phase::Ended;
}

BodyStep WireParser::readChunked(std::string_view input)
{
    if (m_phase == Phase::Ended) {
        return {0, {}, ParseState::Done};
    }
    if (llhttp_get_errno(&m_llhttp) == HPE_PAUSED) {
        llhttp_resume(&m_llhttp);
    }
    m_piece = {};
    m_base = input.data();
    const llhttp_errno_t error = llhttp_execute(&m_llhttp, input.data(), input.size());
    std::size_t consumed = input.size();
    if (error == HPE_PAUSED) {
        consumed = static_cast<std::size_t>(llhttp_get_error_pos(&m_llhttp) - input.data());
    } else if (error != HPE_OK) {
        const char *reason = llhttp_get_error_reason(&m_llhttp);
        return {0, {}, refuse(400, reason == nullptr ? std::string_view("Broken chunk") : reason)};
    }
    m_bodyBytes += consumed;
    if (isOverheadTooLarge(m_bodyBytes)) {
        return {0, {}, refuse(400, "Too much chunk framing for its payload")};
    }
    return {consumed, m_piece, m_phase == Phase::Ended ? ParseState::Done : ParseState::NeedMore};
}

bool WireParser::isOverheadTooLarge(std::uint64_t bodyBytes) const
{
    return bodyBytes - m_payload > m_limits.chunkOverhead + m_payload;
}

int WireParser::onPayload(const char *at, std::size_t length)
{
    const std::uint64_t before = m_bodyBytes + static_cast<std::uint64_t>(at - m_base);
    if (isOverheadTooLarge(before)) {
        refuse(400, "Too much chunk framing for its payload");
        return HPE_USER;
    }
    m_piece = {at, length};
    m_payload += length;
    return HPE_PAUSED;
}

int WireParser::onTrailerName(const char *at, std::size_t length)
{
    if (!m_isInName) {
        if (m_trailers.size() >= m_limits.fields) {
            refuse(400, "Too many trailer fields");
            return HPE_USER;
        }
        const auto begin = static_cast<std::uint32_t>(m_trailerText.size());
        m_trailers.push_back({{begin, begin}, {begin, begin}});
        m_isInName = true;
    }
    if (!takeTrailerText(at, length)) {
        return HPE_USER;
    }
    const auto end = static_cast<std::uint32_t>(m_trailerText.size());
    m_trailers.back().name.end = end;
    m_trailers.back().value = {end, end};
    return HPE_OK;
}

int WireParser::onTrailerValue(const char *at, std::size_t length)
{
    if (!takeTrailerText(at, length)) {
        return HPE_USER;
    }
    m_trailers.back().value.end = static_cast<std::uint32_t>(m_trailerText.size());
    return HPE_OK;
}

bool WireParser::takeTrailerText(const char *at, std::size_t length)
{
    if (m_trailerText.size() + length > m_limits.trailerBytes) {
        refuse(400, "The trailer fields are too large");
        return false;
    }
    m_trailerText.append(at, length);
    return true;
}

void WireParser::takeTrailers(FieldList &trailers) const
{
    for (const FieldSpan &field : m_trailers) {
        trailers.add(field.name.of(m_trailerText), trimmed(field.value.of(m_trailerText)));
    }
}

} // namespace gw::http
