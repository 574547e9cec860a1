// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/response_parser.h"
#include "upstream/http_client.h"

#include <cstdint>
#include <string>

namespace gw::upstream {

// The response half of a call: turns bytes into events, and keeps the head for as long as the call
// lasts. Feed it with next() until it wants more.
// Thread: its call's.
class ResponseReceiver final {
public:
    enum class Event : std::uint8_t {
        NeedMore,
        Informational, // head() is an interim response; the final one follows
        Head,          // head() is the final response, or 101
        Body,          // piece() is the next part of the body, or of what follows 101
        End,           // trailers() are known; bytes left in the input belong to no response
        Refused,       // problem() says why
    };

    ResponseReceiver() = default;

    void begin(http::ResponseParser::Answers method);

    // Takes what it uses off the front of the input.
    [[nodiscard]] Event next(std::string_view &input);
    // The origin has closed its direction: End or Refused.
    [[nodiscard]] Event atEof();

    // Whether a byte of a response has been seen.
    [[nodiscard]] bool hasStarted() const { return m_hasStarted; }
    [[nodiscard]] bool isTunnel() const { return m_phase == Phase::Tunnel; }
    [[nodiscard]] bool keepsAlive() const { return m_parser.keepsAlive(); }
    [[nodiscard]] IncomingHead head() const;
    [[nodiscard]] std::string_view piece() const { return m_piece; }
    [[nodiscard]] const http::FieldList &trailers();
    [[nodiscard]] std::string_view problem() const { return m_problem; }

private:
    enum class Phase : std::uint8_t { Head, Interim, Body, Tunnel, Ended };

    [[nodiscard]] Event nextHead(std::string_view &input);
    [[nodiscard]] Event nextBody(std::string_view &input);
    [[nodiscard]] Event acceptHead();
    [[nodiscard]] Event refuse(std::string_view problem);

    http::ResponseParser m_parser;
    http::ResponseParser::Answers m_method = http::ResponseParser::Answers::AnyOther;
    std::string m_headBytes; // the views of m_head point here
    http::Arena m_arena;
    http::ResponseHead m_head{m_arena};
    http::FieldList m_trailers{m_arena};
    std::string_view m_piece;
    std::string_view m_problem;
    http::ParseState m_bodyState = http::ParseState::NeedMore;
    int m_informational = 0;
    Phase m_phase = Phase::Head;
    bool m_hasStarted = false;
};

} // namespace gw::upstream
