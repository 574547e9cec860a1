// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_client.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace gw::http::test {

WireClient::WireClient(std::uint16_t port, int receiveBuffer)
    : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval time{5, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
    if (receiveBuffer > 0) {
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        close();
    }
}

WireClient::~WireClient()
{
    close();
}

bool WireClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::string WireClient::readSome(std::size_t most)
{
    if (!m_rest.empty()) {
        return std::exchange(m_rest, {});
    }
    std::string bytes(most, '\0');
    const ssize_t count = ::recv(m_fd, bytes.data(), bytes.size(), 0);
    m_isEnded = count == 0;
    m_wasReset = count < 0 && errno == ECONNRESET;
    m_hasTimedOut = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

std::string WireClient::readUntil(std::string_view text)
{
    std::string all;
    for (;;) {
        const std::string some = readSome();
        all += some;
        const std::size_t at = all.find(text);
        if (at != std::string::npos) {
            m_rest = all.substr(at + text.size());
            all.resize(at + text.size());
            return all;
        }
        if (some.empty()) {
            return all;
        }
    }
}

std::string WireClient::readAll()
{
    std::string all;
    for (;;) {
        const std::string some = readSome();
        all += some;
        if (some.empty()) {
            return all;
        }
    }
}

std::string WireClient::readExactly(std::size_t size)
{
    std::string all = std::exchange(m_rest, {});
    while (all.size() < size) {
        const std::string some = readSome();
        if (some.empty()) {
            return all;
        }
        all += some;
    }
    m_rest = all.substr(size);
    all.resize(size);
    return all;
}

std::string WireClient::readResponse()
{
    const std::string head = readUntil("\r\n\r\n");
    constexpr std::string_view kName = "Content-Length: ";
    const std::size_t at = head.find(kName);
    if (at == std::string::npos) {
        return head;
    }
    return head + readExactly(std::stoul(head.substr(at + kName.size())));
}

void WireClient::shutDownWriting()
{
    ::shutdown(m_fd, SHUT_WR);
}

void WireClient::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void WireClient::close()
{
    if (m_fd >= 0) {
        ::close(std::exchange(m_fd, -1));
    }
}

} // namespace gw::http::test
