// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message_head.h"
#include "http/wire_parser.h"

namespace gw::http {

// Reads the requests of a client as RFC 9110 and 9112 want a careful server to: whatever two
// parsers could read differently is refused. Beyond what WireParser refuses: a Host field that is
// missing (HTTP/1.1), repeated or not a host; spaces in other than their places; a target that is
// neither origin-form, absolute-form nor "*" for OPTIONS, or that holds '#', a control byte, a byte
// above 0x7e or a broken percent-escape in its path; CONNECT; other versions than HTTP/1.0 and 1.1.
// Any method that is a token passes. One empty line before a request is skipped (RFC 9112 2.2).
// Thread: any one.
class RequestParser final : public WireParser {
public:
    explicit RequestParser(const ParserLimits &limits = {});

    // Forgets everything and awaits a request.
    void start();

    // `input`: all bytes since the first of this head, in one piece; it may move between calls.
    [[nodiscard]] ParseState parseHead(std::string_view input);
    // After Done. The views point into `input`, which holds the same bytes as in the last call, or
    // into the arena. An absolute-form target becomes origin-form, its authority replaces the value
    // of Host (RFC 9112 section 3.2.2).
    void takeHead(std::string_view input, RequestHead &head, Arena &arena) const;

    // The status that answers a refused request: 400, 414, 417, 431, 501 or 505. Zero if it was
    // not.
    [[nodiscard]] int refusalStatus() const { return m_refusalStatus; }

    [[nodiscard]] int minorVersion() const { return m_minorVersion; }
    // "Expect: 100-continue" of an HTTP/1.1 client that has a body to send.
    [[nodiscard]] bool expectsContinue() const { return m_expectsContinue; }
    // The client asked for "Connection: keep-alive"; an HTTP/1.0 client wants to be told.
    [[nodiscard]] bool asksKeepAlive() const { return m_hasKeepAlive; }

private:
    static constexpr std::size_t kMaxMethod = 32;

    [[nodiscard]] ParseState scanMethod(std::string_view input);
    [[nodiscard]] ParseState checkHead(std::string_view input);
    [[nodiscard]] bool checkVersion(std::string_view input);
    [[nodiscard]] bool checkHost(std::string_view input);
    [[nodiscard]] bool checkTarget(std::string_view input);
    [[nodiscard]] bool checkExpect(std::string_view input);

    enum class Phase : std::uint8_t { EmptyLine, Method, TargetStart, Rest };
    Phase m_step = Phase::EmptyLine;
    Span m_method;
    Span m_authority; // of an absolute-form target
    Span m_path;      // its path and query; may be empty or begin with '?'
    bool m_isAbsolute = false;
    int m_minorVersion = 1;
    bool m_expectsContinue = false;
};

} // namespace gw::http
