// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/udp_sender.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gw::shipping {

using namespace std::chrono_literals;

namespace {

constexpr auto kRetryInterval = 10s;

} // namespace

UdpSender::UdpSender(std::string target)
    : m_target(std::move(target))
{
}

UdpSender::~UdpSender()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Expected<void> UdpSender::connect()
{
    const std::size_t colon = m_target.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == m_target.size()) {
        return failure("Not an address", m_target, "Give host:port, such as 127.0.0.1:8125");
    }
    std::string host = m_target.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    addrinfo hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo *list = nullptr;
    const int problem = ::getaddrinfo(host.c_str(), m_target.c_str() + colon + 1, &hints, &list);
    if (problem != 0) {
        return failure(::gai_strerror(problem), m_target, "Give host:port, such as 127.0.0.1:8125");
    }
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> owned(list, ::freeaddrinfo);
    for (const addrinfo *entry = list; entry != nullptr; entry = entry->ai_next) {
        const int descriptor =
            ::socket(entry->ai_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (descriptor >= 0 && ::connect(descriptor, entry->ai_addr, entry->ai_addrlen) == 0) {
            m_descriptor = descriptor;
            return {};
        }
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
    return failure(std::strerror(errno), m_target);
}

Expected<void> UdpSender::send(std::string_view packet)
{
    if (m_descriptor < 0) {
        const auto now = std::chrono::steady_clock::now();
        if (now < m_nextAttempt) {
            return {};
        }
        m_nextAttempt = now + kRetryInterval;
        if (auto connected = connect(); !connected) {
            return connected;
        }
    }
    // A port that nobody listens on answers by an error of the next call: it is sent again then.
    if (::send(m_descriptor, packet.data(), packet.size(), MSG_NOSIGNAL) < 0 &&
        errno == ECONNREFUSED) {
        static_cast<void>(::send(m_descriptor, packet.data(), packet.size(), MSG_NOSIGNAL));
    }
    return {};
}

} // namespace gw::shipping
