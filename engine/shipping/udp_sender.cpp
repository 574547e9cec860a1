// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/udp_sender.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>

namespace gw::shipping {

using namespace std::chrono_literals;

namespace {

constexpr auto kRetryInterval = 10s; // between attempts to look the name up
constexpr auto kRefreshInterval = 5min;

} // namespace

Expected<Descriptor> connectUdp(const std::string &target)
{
    const std::size_t colon = target.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == target.size()) {
        return failure("Not an address", target, "Give host:port, such as 127.0.0.1:8125");
    }
    std::string host = target.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    addrinfo hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo *list = nullptr;
    const int problem = ::getaddrinfo(host.c_str(), target.c_str() + colon + 1, &hints, &list);
    if (problem != 0) {
        return failure(::gai_strerror(problem), target, "Give host:port, such as 127.0.0.1:8125");
    }
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> owned(list, ::freeaddrinfo);
    for (const addrinfo *entry = list; entry != nullptr; entry = entry->ai_next) {
        Descriptor descriptor(
            ::socket(entry->ai_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (descriptor.get() >= 0 &&
            ::connect(descriptor.get(), entry->ai_addr, entry->ai_addrlen) == 0) {
            return descriptor;
        }
    }
    return failure(std::strerror(errno), target);
}

Expected<void> UdpSender::send(std::string_view packet, Clock::time_point now)
{
    Expected<void> connected;
    if (now >= m_nextAttempt) {
        const Clock::time_point begun = Clock::now();
        if (auto socket = m_connect(m_target)) {
            m_socket = std::move(*socket);
        } else { // what was found before is used
            connected = tl::unexpected(socket.error());
        }
        // A look-up may take longer than the interval.
        const auto took = std::chrono::floor<std::chrono::seconds>(Clock::now() - begun);
        m_nextAttempt = now + took + (connected ? kRefreshInterval : kRetryInterval);
    }
    if (m_socket.get() < 0) {
        return connected;
    }
    const auto sendOnce = [&] {
        return ::send(m_socket.get(), packet.data(), packet.size(), MSG_NOSIGNAL) >= 0;
    };
    if (sendOnce() || errno == EAGAIN) {
        return connected;
    }
    // A port that nobody listens on answers by an error of the next call: it is sent again then.
    if (errno == ECONNREFUSED) {
        static_cast<void>(sendOnce());
    }
    m_nextAttempt = std::min(m_nextAttempt, now + kRetryInterval);
    return connected;
}

} // namespace gw::shipping
