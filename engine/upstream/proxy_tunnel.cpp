// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/proxy_tunnel.h"

#include "upstream/http_proxy.h"

#include <array>
#include <sys/uio.h>

namespace gw::upstream {

using net::IoStatus;

ProxyTunnel::ProxyTunnel(const Origin &origin)
    : m_mayOriginBegin(origin.speaksHttp2)
{
    const bool isV6 = origin.host.find(':') != std::string::npos;
    const std::string target =
        (isV6 ? '[' + origin.host + ']' : origin.host) + ':' + std::to_string(origin.port);
    m_name = "CONNECT " + target + " by proxy " + origin.proxy->authority + ": ";
    m_request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
    if (!origin.proxy->authorization.empty()) {
        m_request += "Proxy-Authorization: " + origin.proxy->authorization + "\r\n";
    }
    m_request += "\r\n";
    m_parser.start(http::ResponseParser::Answers::Head); // a body would be the tunnel's
}

ProxyTunnel::State ProxyTunnel::advance(net::Transport &transport)
{
    if (hasUnsent()) {
        const iovec rest{m_request.data() + m_sent, m_request.size() - m_sent};
        const net::IoResult result = transport.write(std::span(&rest, 1));
        if (result.status == IoStatus::Failed) {
            return refuse(transport.failureText());
        }
        m_sent += result.bytes;
    }
    return read(transport);
}

ProxyTunnel::State ProxyTunnel::read(net::Transport &transport)
{
    std::array<char, 4096> buffer; // NOLINT: only read into
    for (;;) {
        const net::IoResult result = transport.read(buffer);
        switch (result.status) {
        case IoStatus::Ok:
            break;
        case IoStatus::WouldBlock:
            return State::Waiting;
        case IoStatus::Closed:
            return refuse("closed before it answered");
        case IoStatus::Failed:
            return refuse(transport.failureText());
        }
        m_answer.append(buffer.data(), result.bytes);
        if (const State state = judge(); state != State::Waiting) {
            return state;
        }
    }
}

ProxyTunnel::State ProxyTunnel::judge()
{
    switch (m_parser.parseHead(m_answer)) {
    case http::ParseState::NeedMore:
        return State::Waiting;
    case http::ParseState::Refused:
        return refuse(m_parser.refusal());
    case http::ParseState::Done:
        break;
    }
    if (m_parser.status() < 200 || m_parser.status() > 299) {
        return refuse("status " + std::to_string(m_parser.status()));
    }
    const bool isOriginHeard = m_answer.size() > m_parser.headSize();
    return isOriginHeard && !m_mayOriginBegin ? refuse("bytes behind its answer") : State::Open;
}

ProxyTunnel::State ProxyTunnel::refuse(std::string_view reason)
{
    m_problem = m_name + std::string(reason);
    return State::Refused;
}

} // namespace gw::upstream
