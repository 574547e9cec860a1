// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message_head.h"
#include "http/wire_parser.h"

namespace gw::http {

// Reads the responses of a server, as strictly as requests are read: what two parsers could read
// differently is refused. Refuses: other versions than HTTP/1.0 and 1.1, a status outside 100 to
// 599, Content-Length together with Transfer-Encoding, more than one of either, a coding other than
// exactly "chunked", obs-fold, bare CR or LF, control bytes, and whatever is over the limits.
//
//   parser.start(isHead);
//   while (parser.parseHead(bytesSoFar) == ParseState::NeedMore) { read more }
//   parser.takeHead(bytesSoFar, head);            // views into bytesSoFar
//   if (parser.isInformational()) { drop headSize() bytes; start() again }
//   step = parser.readBody(bytes after the head)  // until Done; at end of stream: atEof()
//
// Thread: any one.
class ResponseParser final : public WireParser {
public:
    explicit ResponseParser(const ParserLimits &limits = {});

    enum class Answers : std::uint8_t { Head, AnyOther };

    // Forgets everything and awaits a response to a request of that kind of method.
    void start(Answers method);

    // `input`: all bytes since the first of this head, in one piece; it may move between calls.
    [[nodiscard]] ParseState parseHead(std::string_view input);
    // After Done. The views point into `input`, which holds the same bytes as in the last call.
    void takeHead(std::string_view input, ResponseHead &head) const;

    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] int minorVersion() const { return m_minorVersion; }
    // A 1xx head other than 101: another head follows it.
    [[nodiscard]] bool isInformational() const { return m_status < 200 && m_status != 101; }

    // The server has closed its direction: Done when that ends the response properly, Refused when
    // the response is incomplete.
    [[nodiscard]] ParseState atEof();

private:
    [[nodiscard]] ParseState checkHead(std::string_view input);
    void decideBody();

    Answers m_method = Answers::AnyOther;
    int m_status = 0;
    int m_minorVersion = 1;
};

} // namespace gw::http
