// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/scripted_origin.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace gw::e2e {

namespace {

// A socket bound to a free port of 127.0.0.1, and the port.
std::pair<int, std::uint16_t> bindToFreePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto *any = reinterpret_cast<sockaddr *>(&address);
    socklen_t size = sizeof address;
    if (::bind(descriptor, any, size) != 0 || ::getsockname(descriptor, any, &size) != 0) {
        return {descriptor, 0};
    }
    return {descriptor, ntohs(address.sin_port)};
}

} // namespace

ScriptedOrigin::ScriptedOrigin(Script script)
    : m_script(std::move(script))
{
    std::tie(m_listener, m_port) = bindToFreePort();
    ::listen(m_listener, 128);
    m_acceptor = std::jthread([this] { accept(); });
}

ScriptedOrigin::~ScriptedOrigin()
{
    ::shutdown(m_listener, SHUT_RDWR); // wakes accept()
    m_acceptor.join();
    ::close(m_listener);
}

ScriptedOrigin::Script ScriptedOrigin::answering(std::string bytes)
{
    return [bytes = std::move(bytes)](Socket &connection) {
        while (connection.receiveUntil("\r\n\r\n") && connection.send(bytes)) {
        }
    };
}

std::string ScriptedOrigin::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + "/";
}

void ScriptedOrigin::accept()
{
    for (;;) {
        const int descriptor = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) {
            return;
        }
        ++m_connections;
        const std::lock_guard lock(m_mutex);
        m_scripts.emplace_back([this, descriptor] {
            Socket connection(descriptor);
            m_script(connection);
        });
    }
}

std::uint16_t closedPort()
{
    const auto [descriptor, port] = bindToFreePort();
    ::close(descriptor);
    return port;
}

} // namespace gw::e2e
