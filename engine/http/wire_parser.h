// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/field_list.h"

#include <llhttp.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::http {

struct ParserLimits {
    std::size_t headBytes = 32 * 1024;     // start line and fields
    std::size_t targetBytes = 8 * 1024;    // request-target
    std::size_t fields = 100;              // of a head; the same again for trailers
    std::size_t trailerBytes = 8 * 1024;   // names and values of trailers
    std::size_t chunkOverhead = 16 * 1024; // chunk framing beyond one byte for each payload byte
};

enum class ParseState : std::uint8_t { NeedMore, Done, Refused };

// How the end of a body is found (RFC 9112 section 6.3).
enum class BodyKind : std::uint8_t {
    None,
    Length,
    Chunked,
    UntilClose, // responses only
    Tunnel,     // after 101: bytes without a message around them
};

// What one look at body bytes gave.
struct BodyStep {
    std::size_t consumed = 0; // bytes of the input that were used, framing included
    std::string_view piece;   // payload among them; a view into the input; may be empty
    ParseState state = ParseState::NeedMore;
};

// What requests and responses share: llhttp with every lenient flag off, the positions of the parts
// of a head, and the body behind it. The verdict never depends on how the input is cut into pieces.
// Use: parseHead() with all bytes since the first of the message, in one piece that may move
// between calls, until it is not NeedMore; then readBody() with what follows, piece by piece.
// Thread: any one.
class WireParser {
public:
    WireParser(const WireParser &) = delete;
    WireParser &operator=(const WireParser &) = delete;

    // After Done: bytes of the head; the body begins there.
    [[nodiscard]] std::size_t headSize() const { return m_headSize; }
    [[nodiscard]] BodyKind bodyKind() const { return m_bodyKind; }
    // Declared length: zero without a body, no value when it is chunked or not declared.
    [[nodiscard]] std::optional<std::uint64_t> bodyLength() const;
    // What Content-Length said, also where no body follows: in answers to HEAD, and in 304.
    [[nodiscard]] std::optional<std::uint64_t> declaredLength() const
    {
        return m_hasLength ? std::optional(m_declaredLength) : std::nullopt;
    }
    // The connection can carry a further message after this one, as far as this side is concerned.
    [[nodiscard]] bool keepsAlive() const { return m_keepsAlive; }

    // Looks at body bytes that follow what was consumed before. Gives at most one piece of payload
    // a call: call again with the rest until the state is not NeedMore or nothing is left. Done is
    // told without input when there is no body. Bytes behind the end are not consumed. A refused
    // body stays refused.
    [[nodiscard]] BodyStep readBody(std::string_view input);
    // Appends the trailer fields, copied into the list's arena. After Done.
    void takeTrailers(FieldList &trailers) const;

    // Why it was refused, for the log: "Space after the field name". Static text; empty if it was
    // not.
    [[nodiscard]] std::string_view refusal() const { return m_refusal; }

protected:
    struct Span {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        [[nodiscard]] std::string_view of(std::string_view input) const
        {
            return input.substr(begin, end - begin);
        }
    };
    struct FieldSpan {
        Span name;
        Span value;
    };

    WireParser(llhttp_type_t type, const ParserLimits &limits);
    ~WireParser() = default;

    void restart();
    // Feeds llhttp bytes that are not part of the input.
    void prime(std::string_view text);
    // Feeds what is new of the input until the end of the head.
    [[nodiscard]] ParseState feedHead(std::string_view input);
    ParseState refuse(int status, std::string_view why);
    // Reads the framing fields of a complete head and notes length, coding and persistence. False:
    // refused.
    [[nodiscard]] bool checkFraming(std::string_view input, int minorVersion);
    // A body with a length or in chunks was read to its end.
    [[nodiscard]] bool isBodyComplete() const;
    void appendFields(std::string_view input, FieldList &fields) const;

    ParserLimits m_limits;
    llhttp_t m_llhttp;
    Span m_target;  // of a request
    Span m_reason;  // of a response
    Span m_version; // "1.1"
    std::vector<FieldSpan> m_fields;
    std::size_t m_fed = 0; // bytes of the head that llhttp has seen
    std::size_t m_headSize = 0;
    std::uint64_t m_declaredLength = 0;
    bool m_hasLength = false;
    bool m_isChunked = false;
    bool m_hasClose = false;     // Connection: close
    bool m_hasKeepAlive = false; // Connection: keep-alive
    bool m_keepsAlive = false;
    BodyKind m_bodyKind = BodyKind::None;
    int m_refusalStatus = 0;
    std::string_view m_refusal;

private:
    struct Callbacks;
    enum class Phase : std::uint8_t { Head, HeadDone, Ended };

    int noteSpan(Span &span, const char *at, std::size_t length);
    int onFieldName(const char *at, std::size_t length);
    int onFieldValue(const char *at, std::size_t length);
    int onTrailerName(const char *at, std::size_t length);
    [[nodiscard]] bool takeTrailerText(const char *at, std::size_t length);
    int onTrailerValue(const char *at, std::size_t length);
    int onPayload(const char *at, std::size_t length);
    [[nodiscard]] BodyStep readChunked(std::string_view input);
    [[nodiscard]] ParseState refuseByLlhttp(std::string_view input);
    [[nodiscard]] bool noteLength(std::string_view text);
    [[nodiscard]] bool noteCoding(std::string_view text, int minorVersion);
    void noteConnection(std::string_view text);
    [[nodiscard]] bool isOverheadTooLarge(std::uint64_t bodyBytes) const;

    Phase m_phase = Phase::Head;
    bool m_isInName = false;
    const char *m_base = nullptr;  // of the input of the call under way
    std::uint64_t m_bodyBytes = 0; // of a chunked body with its framing
    std::uint64_t m_payload = 0;   // of a body, seen so far
    std::string_view m_piece;
    std::string m_trailerText;
    std::vector<FieldSpan> m_trailers; // positions in m_trailerText
};

} // namespace gw::http
