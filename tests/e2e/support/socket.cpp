// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/socket.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace gw::e2e {

namespace {

using Clock = std::chrono::steady_clock;

bool waitFor(int descriptor, short events, Clock::time_point deadline)
{
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd entry{descriptor, events, 0};
    return left > 0 && ::poll(&entry, 1, static_cast<int>(left)) > 0;
}

void setBuffer(int descriptor, int option, int size)
{
    if (size > 0) {
        ::setsockopt(descriptor, SOL_SOCKET, option, &size, sizeof size);
    }
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

// The value of the field, trimmed; empty when there is none.
std::string fieldValue(const std::string &head, std::string_view name)
{
    const std::string wanted = "\r\n" + std::string(name) + ":";
    const auto at = lowered(head).find(wanted);
    if (at == std::string::npos) {
        return {};
    }
    const auto start = head.find_first_not_of(' ', at + wanted.size());
    return head.substr(start, head.find("\r\n", start) - start);
}

std::optional<std::string> receiveChunks(Socket &socket)
{
    std::string body;
    for (;;) {
        const auto line = socket.receiveUntil("\r\n");
        std::size_t size = 0;
        if (!line || std::from_chars(line->data(), line->data() + line->size(), size, 16).ec !=
                         std::errc()) {
            return std::nullopt;
        }
        const auto chunk =
            size == 0 ? socket.receiveUntil("\r\n") : socket.receiveExactly(size + 2);
        if (!chunk) {
            return std::nullopt;
        }
        if (size == 0) {
            return body;
        }
        body.append(*chunk, 0, size);
    }
}

} // namespace

Socket::~Socket()
{
    close();
}

Socket::Socket(Socket &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_isAtEnd(other.m_isAtEnd)
    , m_buffer(std::move(other.m_buffer))
{
}

Socket &Socket::operator=(Socket &&other) noexcept
{
    close();
    m_descriptor = std::exchange(other.m_descriptor, -1);
    m_isAtEnd = other.m_isAtEnd;
    m_buffer = std::move(other.m_buffer);
    return *this;
}

Socket Socket::connectTo(std::uint16_t port, ConnectOptions options)
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    setBuffer(socket.m_descriptor, SO_RCVBUF, options.receiveBuffer);
    setBuffer(socket.m_descriptor, SO_SNDBUF, options.sendBuffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.m_descriptor, reinterpret_cast<const sockaddr *>(&address),
                  sizeof address) != 0) {
        socket.close();
    }
    return socket;
}

bool Socket::send(std::string_view bytes, std::chrono::milliseconds deadline)
{
    const auto end = Clock::now() + deadline;
    while (!bytes.empty()) {
        const auto sent =
            ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno != EAGAIN || !waitFor(m_descriptor, POLLOUT, end)) {
            return false;
        }
    }
    return true;
}

bool Socket::fill(Clock::time_point deadline)
{
    if (m_isAtEnd || m_descriptor < 0 || !waitFor(m_descriptor, POLLIN, deadline)) {
        return false;
    }
    std::array<char, 65536> bytes{};
    const auto got = ::recv(m_descriptor, bytes.data(), bytes.size(), 0);
    if (got <= 0) {
        m_isAtEnd = true;
        return false;
    }
    m_buffer.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
}

std::string Socket::receive(std::size_t most, std::chrono::milliseconds deadline)
{
    if (m_buffer.empty()) {
        fill(Clock::now() + deadline);
    }
    std::string result = m_buffer.substr(0, most);
    m_buffer.erase(0, result.size());
    return result;
}

std::optional<std::string> Socket::receiveUntil(std::string_view marker,
                                                std::chrono::milliseconds deadline)
{
    const auto end = Clock::now() + deadline;
    std::size_t at = 0;
    while ((at = m_buffer.find(marker)) == std::string::npos) {
        if (!fill(end)) {
            return std::nullopt;
        }
    }
    return receiveExactly(at + marker.size());
}

std::optional<std::string> Socket::receiveExactly(std::size_t count,
                                                  std::chrono::milliseconds deadline)
{
    const auto end = Clock::now() + deadline;
    while (m_buffer.size() < count) {
        if (!fill(end)) {
            return std::nullopt;
        }
    }
    std::string result = m_buffer.substr(0, count);
    m_buffer.erase(0, count);
    return result;
}

std::optional<std::string> Socket::receiveToEnd(std::chrono::milliseconds deadline)
{
    const auto end = Clock::now() + deadline;
    while (fill(end)) {
    }
    return m_isAtEnd ? std::optional(std::exchange(m_buffer, {})) : std::nullopt;
}

bool Socket::isEndedByPeer(std::chrono::milliseconds deadline)
{
    return m_buffer.empty() && !fill(Clock::now() + deadline) && m_isAtEnd;
}

void Socket::endSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void Socket::close()
{
    if (m_descriptor >= 0) {
        ::close(std::exchange(m_descriptor, -1));
    }
}

void Socket::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

bool RawResponse::hasField(std::string_view line) const
{
    return lowered(head + "\r\n").find("\r\n" + lowered(line) + "\r\n") != std::string::npos;
}

RawResponse receiveResponse(Socket &socket, bool hasBody)
{
    RawResponse response;
    const auto head = socket.receiveUntil("\r\n\r\n");
    if (!head || head->size() < 12) {
        return response;
    }
    std::from_chars(head->data() + 9, head->data() + 12, response.status);
    response.head = head->substr(0, head->size() - 4);
    if (!hasBody || response.status == 204 || response.status == 304 || response.status < 200) {
        return response;
    }
    if (lowered(fieldValue(*head, "transfer-encoding")) == "chunked") {
        response.body = receiveChunks(socket).value_or("(broken chunks)");
        return response;
    }
    const std::string length = fieldValue(*head, "content-length");
    if (length.empty()) {
        response.body = socket.receiveToEnd().value_or("(no end)");
        return response;
    }
    std::size_t size = 0;
    std::from_chars(length.data(), length.data() + length.size(), size);
    response.body = socket.receiveExactly(size).value_or("(too short)");
    return response;
}

} // namespace gw::e2e
