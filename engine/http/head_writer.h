// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message_head.h"

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>

namespace gw::http {

// Appends heads to a buffer. Names go out as given. Framing fields among the given ones
// (Content-Length, Transfer-Encoding, Connection, Keep-Alive; Host of requests) are left out: the
// writer makes its own. A field whose name or value breaks the grammar (a line break, a control
// byte) is left out as well, so that nothing can be injected through it.

// Whether a field frames its message, or speaks of the connection.
[[nodiscard]] bool isFramingName(std::string_view name);
// Whether a field may follow a body: not those that mean something before it only, such as Host,
// Authorization or Content-Type (RFC 9110 section 6.5.1). A receiver that merges trailers into the
// head must not be talked into anything.
[[nodiscard]] bool mayTrail(std::string_view name);
// Whether a length of zero is told for requests of that method (RFC 9110 section 8.6).
[[nodiscard]] bool usuallyHasBody(std::string_view method);

// The value of a Date field, made anew once a second. Thread: one.
class DateClock final {
public:
    // "Mon, 23 Nov 2026 06:00:00 GMT"; valid until the next call.
    [[nodiscard]] std::string_view text();
    // For tests: the text for that second.
    [[nodiscard]] std::string_view textAt(std::time_t second);

private:
    std::time_t m_second = -1;
    char m_text[30] = {};
};

enum class Persistence : std::uint8_t {
    Default,   // says nothing: an HTTP/1.1 connection stays open
    Close,     // Connection: close
    KeepAlive, // Connection: keep-alive, for an HTTP/1.0 client that asked for it
    Upgrade,   // Connection: Upgrade
};

struct ResponseFraming {
    std::optional<std::uint64_t> contentLength = std::nullopt; // no value: none is sent
    bool isChunked = false;
    Persistence persistence = Persistence::Default;
};

// Adds Date unless the head has one.
void writeResponseHead(std::string &out, const ResponseHead &head, const ResponseFraming &framing,
                       DateClock &clock);
// A 1xx head: neither Date nor framing.
void writeInformationalHead(std::string &out, int status, const FieldList &fields);

struct OutgoingHead {
    std::string_view method;
    std::string_view target;                  // origin-form, or absolute-form for a proxy
    std::string_view host;                    // value of Host, which is sent first
    std::string_view proxyAuthorization = {}; // empty: not sent
    const FieldList *fields = nullptr;
    // No value: chunked. Zero is only told for methods that usually carry a body.
    std::optional<std::uint64_t> bodyLength = 0;
    Persistence persistence = Persistence::Default;
};

// An HTTP/1.1 request head.
void writeRequestHead(std::string &out, const OutgoingHead &head);

// The lines around a piece of a chunked body: "1f4\r\n" before it, "\r\n" behind it.
void writeChunkStart(std::string &out, std::size_t size);
// "0\r\n", the trailers that may trail, "\r\n".
void writeLastChunk(std::string &out, const FieldList *trailers);

} // namespace gw::http
