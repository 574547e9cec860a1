// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/response_parser.h"
#include "net/transport.h"
#include "upstream/http_client.h"

#include <cstdint>
#include <string>

namespace gw::upstream {

// Asks a proxy for a way to an origin that speaks TLS, or HTTP/2 without it (CONNECT, RFC 9110
// section 9.3.6). Thread: its connection's.
class ProxyTunnel final {
public:
    enum class State : std::uint8_t {
        Waiting, // for events of the transport
        Open,    // the origin is at the other end
        Refused, // problem() says why
    };

    explicit ProxyTunnel(const Origin &origin);

    // Sends and reads what goes now.
    [[nodiscard]] State advance(net::Transport &transport);
    [[nodiscard]] bool hasUnsent() const { return m_sent < m_request.size(); }
    // When it is open: what the origin has sent already.
    [[nodiscard]] std::string_view behindAnswer() const
    {
        return std::string_view(m_answer).substr(m_parser.headSize());
    }
    // "CONNECT origin:443 by proxy proxy:3128: status 407"
    [[nodiscard]] const std::string &problem() const { return m_problem; }

private:
    [[nodiscard]] State read(net::Transport &transport);
    [[nodiscard]] State judge();
    [[nodiscard]] State refuse(std::string_view reason);

    std::string m_name; // of both ends, for the problem
    std::string m_request;
    std::size_t m_sent = 0;
    std::string m_answer;
    http::ResponseParser m_parser;
    std::string m_problem;
    bool m_mayOriginBegin = false; // to speak, before it is spoken to
};

} // namespace gw::upstream
