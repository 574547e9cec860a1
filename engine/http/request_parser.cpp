// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/request_parser.h"

#include "http/authority.h"

#include <algorithm>

namespace gw::http {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool hasOnlyGraphicBytes(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

// Two decoders read "%zz" differently; Go's net/http, and so Tyk, refuses it in a path as well.
bool hasBrokenEscape(std::string_view path)
{
    for (std::size_t at = path.find('%'); at != std::string_view::npos;
         at = path.find('%', at + 1)) {
        if (at + 2 >= path.size() || !isHexDigit(path[at + 1]) || !isHexDigit(path[at + 2])) {
            return true;
        }
    }
    return false;
}

std::size_t schemeSize(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (equalsIgnoreCase(target.substr(0, scheme.size()), scheme)) {
            return scheme.size();
        }
    }
    return 0;
}

} // namespace

RequestParser::RequestParser(const ParserLimits &limits)
    : WireParser(HTTP_REQUEST, limits)
{
    start();
}

void RequestParser::start()
{
    restart();
    m_step = Phase::EmptyLine;
    m_method = m_authority = m_path = Span();
    m_isAbsolute = false;
    m_minorVersion = 1;
    m_expectsContinue = false;
}

ParseState RequestParser::parseHead(std::string_view input)
{
    if (m_refusalStatus != 0) {
        return ParseState::Refused;
    }
    if (m_step != Phase::Rest) {
        const ParseState state = scanMethod(input);
        if (state != ParseState::Done) {
            return state;
        }
    }
    const ParseState state = feedHead(input);
    return state == ParseState::Done ? checkHead(input) : state;
}

// llhttp knows a fixed list of methods. The token is checked here, so that any method passes, and
// llhttp is told GET; the method has no say in how the rest is read.
ParseState RequestParser::scanMethod(std::string_view input)
{
    if (m_step == Phase::EmptyLine) {
        if (input.empty() || (input.front() == '\r' && input.size() == 1)) {
            return ParseState::NeedMore;
        }
        m_fed = input.starts_with("\r\n") ? 2 : 0;
        m_method.begin = static_cast<std::uint32_t>(m_fed);
        m_step = Phase::Method;
    }
    for (; m_step == Phase::Method && m_fed < input.size(); ++m_fed) {
        if (input[m_fed] == ' ') {
            m_method.end = static_cast<std::uint32_t>(m_fed);
            m_step = Phase::TargetStart;
        } else if (!isFieldName(input.substr(m_fed, 1))) {
            return refuse(400, "The method is not a token");
        } else if (m_fed - m_method.begin >= kMaxMethod) {
            return refuse(501, "The method is too long");
        }
    }
    if (m_step == Phase::Method) {
        return ParseState::NeedMore;
    }
    const std::string_view method = m_method.of(input);
    if (method.empty()) {
        return refuse(400, "The method is not a token");
    }
    if (method == "CONNECT") {
        return refuse(501, "CONNECT is not served");
    }
    if (m_fed == input.size()) {
        return ParseState::NeedMore;
    }
    if (input[m_fed] == ' ') {
        return refuse(400, "More than one space before the target");
    }
    m_step = Phase::Rest;
    m_target.begin = static_cast<std::uint32_t>(m_fed); // for the limit, should llhttp refuse it
    prime("GET ");
    return ParseState::Done;
}

ParseState RequestParser::checkHead(std::string_view input)
{
    const bool isGood = checkVersion(input) && checkFraming(input, m_minorVersion) &&
                        checkTarget(input) && checkHost(input) && checkExpect(input);
    if (!isGood) {
        return ParseState::Refused;
    }
    if (m_isChunked) {
        m_bodyKind = BodyKind::Chunked;
    } else if (m_declaredLength > 0) {
        m_bodyKind = BodyKind::Length;
    }
    m_expectsContinue = m_expectsContinue && m_bodyKind != BodyKind::None;
    return ParseState::Done;
}

bool RequestParser::checkVersion(std::string_view input)
{
    if (m_version.end == 0 || m_version.begin != m_target.end + 6 ||
        input.substr(m_target.end, 6) != " HTTP/" || input.substr(m_version.end, 2) != "\r\n") {
        refuse(400, "Malformed request line");
        return false;
    }
    const std::string_view version = m_version.of(input);
    if (version != "1.1" && version != "1.0") {
        refuse(505, "The version is neither HTTP/1.0 nor HTTP/1.1");
        return false;
    }
    m_minorVersion = version == "1.1" ? 1 : 0;
    return true;
}

bool RequestParser::checkTarget(std::string_view input)
{
    const std::string_view target = m_target.of(input);
    if (!hasOnlyGraphicBytes(target) || target.find('#') != std::string_view::npos) {
        refuse(400, "A byte that has no place in a target");
        return false;
    }
    if (target == "*") {
        if (m_method.of(input) != "OPTIONS") {
            refuse(400, "The target * is for OPTIONS only");
            return false;
        }
        return true;
    }
    m_path = m_target;
    if (target.front() != '/') {
        const std::size_t scheme = schemeSize(target);
        const std::size_t end = std::min(target.find_first_of("/?", scheme), target.size());
        m_isAbsolute = true;
        m_authority = {m_target.begin + static_cast<std::uint32_t>(scheme),
                       m_target.begin + static_cast<std::uint32_t>(end)};
        m_path.begin = m_authority.end;
        if (scheme == 0 || !isAuthority(m_authority.of(input))) {
            refuse(400, "The target is neither a path nor a URL");
            return false;
        }
    }
    const std::string_view path = m_path.of(input);
    if (hasBrokenEscape(path.substr(0, path.find('?')))) {
        refuse(400, "Broken percent-escape in the path");
        return false;
    }
    return true;
}

bool RequestParser::checkHost(std::string_view input)
{
    int count = 0;
    for (const FieldSpan &field : m_fields) {
        if (!equalsIgnoreCase(field.name.of(input), "Host")) {
            continue;
        }
        if (++count > 1 || !isAuthority(field.value.of(input))) {
            refuse(400, count > 1 ? "More than one Host" : "Host is not a host");
            return false;
        }
    }
    if (count == 0 && m_minorVersion > 0) {
        refuse(400, "Host is missing");
        return false;
    }
    return true;
}

bool RequestParser::checkExpect(std::string_view input)
{
    for (const FieldSpan &field : m_fields) {
        if (m_minorVersion == 0 || !equalsIgnoreCase(field.name.of(input), "Expect")) {
            continue;
        }
        if (!equalsIgnoreCase(field.value.of(input), "100-continue")) {
            refuse(417, "An expectation other than 100-continue");
            return false;
        }
        m_expectsContinue = true;
    }
    return true;
}

void RequestParser::takeHead(std::string_view input, RequestHead &head, Arena &arena) const
{
    head.method = m_method.of(input);
    head.target = m_target.of(input);
    head.minorVersion = m_minorVersion;
    head.fields.clear();
    if (!m_isAbsolute) {
        appendFields(input, head.fields);
        return;
    }
    const std::string_view authority = m_authority.of(input);
    head.target = m_path.of(input);
    if (head.target.empty()) {
        head.target = head.method == "OPTIONS" ? "*" : "/";
    } else if (head.target.front() == '?') {
        head.target = arena.concat("/", head.target);
    }
    if (m_minorVersion == 0) {
        head.fields.addView({"Host", authority});
    }
    for (const FieldSpan &field : m_fields) {
        const std::string_view name = field.name.of(input);
        if (!equalsIgnoreCase(name, "Host")) {
            head.fields.addView({name, field.value.of(input)});
        } else if (m_minorVersion > 0) {
            head.fields.addView({name, authority});
        }
    }
}

} // namespace gw::http
