// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/lying_origin.h"

#include <QtLogging>

#include <openssl/ssl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace gw::test {

namespace {

constexpr int kPatienceMs = 10'000;

bool waitFor(int fd, short events, int milliseconds)
{
    pollfd entry{fd, events, 0};
    return poll(&entry, 1, milliseconds) == 1;
}

} // namespace

OriginPeer::OriginPeer(int fd, SSL *tls)
    : m_fd(fd)
    , m_tls(tls)
{
}

OriginPeer::~OriginPeer()
{
    close();
}

std::size_t OriginPeer::readSome(char *buffer, std::size_t size)
{
    if (m_fd < 0) {
        return 0;
    }
    if (m_tls) {
        const int got = SSL_read(m_tls, buffer, int(size));
        return got > 0 ? std::size_t(got) : 0;
    }
    if (!waitFor(m_fd, POLLIN, kPatienceMs)) {
        return 0;
    }
    const ssize_t got = recv(m_fd, buffer, size, 0);
    return got > 0 ? std::size_t(got) : 0;
}

std::string OriginPeer::readHead()
{
    char buffer[4096];
    std::size_t end = 0;
    while ((end = m_pending.find("\r\n\r\n")) == std::string::npos) {
        const std::size_t got = readSome(buffer, sizeof buffer);
        if (got == 0) {
            return {};
        }
        m_pending.append(buffer, got);
    }
    std::string head = m_pending.substr(0, end + 4);
    m_pending.erase(0, end + 4);
    return head;
}

std::string OriginPeer::readExactly(std::size_t size)
{
    std::vector<char> buffer(64 * 1024);
    while (m_pending.size() < size) {
        const std::size_t got = readSome(buffer.data(), buffer.size());
        if (got == 0) {
            break;
        }
        m_pending.append(buffer.data(), got);
    }
    std::string bytes = m_pending.substr(0, size);
    m_pending.erase(0, size);
    return bytes;
}

std::string OriginPeer::readOnce()
{
    if (!m_pending.empty()) {
        return std::exchange(m_pending, {});
    }
    std::string bytes(64 * 1024, '\0');
    bytes.resize(readSome(bytes.data(), bytes.size()));
    return bytes;
}

std::string OriginPeer::readAll()
{
    return readExactly(std::string().max_size());
}

bool OriginPeer::isClosedByClient(int milliseconds)
{
    char byte = 0;
    return waitFor(m_fd, POLLIN, milliseconds) && recv(m_fd, &byte, 1, 0) <= 0;
}

bool OriginPeer::send(std::string_view bytes)
{
    while (m_fd >= 0 && !bytes.empty()) {
        const ssize_t sent = m_tls ? SSL_write(m_tls, bytes.data(), int(bytes.size()))
                                   : ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(std::size_t(sent));
    }
    return m_fd >= 0;
}

void OriginPeer::sendBytewise(std::string_view bytes)
{
    for (const char &byte : bytes) {
        send({&byte, 1});
    }
}

void OriginPeer::endSending()
{
    if (m_tls) {
        SSL_shutdown(m_tls);
    }
    shutdown(m_fd, SHUT_WR);
}

void OriginPeer::close()
{
    if (m_tls) {
        SSL_free(std::exchange(m_tls, nullptr));
    }
    if (m_fd >= 0) {
        shutdown(m_fd, SHUT_RDWR); // the origin holds the descriptor itself
        m_fd = -1;
    }
}

void OriginPeer::sendTicket()
{
    SSL_new_session_ticket(m_tls);
    SSL_do_handshake(m_tls);
}

void OriginPeer::cutOff()
{
    shutdown(m_fd, SHUT_RDWR);
}

void OriginPeer::reset()
{
    const linger hard{1, 0};
    setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    // The last reference to the socket is the origin's; closing it sends the RST.
    if (m_tls) {
        SSL_free(std::exchange(m_tls, nullptr));
    }
    m_fd = -1;
}

LyingOrigin::LyingOrigin(std::vector<Script> scripts, SSL_CTX *tls, const char *address)
    : m_scripts(std::move(scripts))
    , m_tls(tls)
{
    sockaddr_storage storage{};
    socklen_t length = 0;
    if (std::strchr(address, ':')) {
        auto *v6 = reinterpret_cast<sockaddr_in6 *>(&storage);
        v6->sin6_family = AF_INET6;
        inet_pton(AF_INET6, address, &v6->sin6_addr);
        length = sizeof *v6;
    } else {
        auto *v4 = reinterpret_cast<sockaddr_in *>(&storage);
        v4->sin_family = AF_INET;
        inet_pton(AF_INET, address, &v4->sin_addr);
        length = sizeof *v4;
    }
    m_listener = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(m_listener, reinterpret_cast<sockaddr *>(&storage), length) != 0 ||
        listen(m_listener, 128) != 0) {
        qFatal("The test origin cannot listen on %s", address);
    }
    getsockname(m_listener, reinterpret_cast<sockaddr *>(&storage), &length);
    m_port =
        ntohs(storage.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6 *>(&storage)->sin6_port
                                            : reinterpret_cast<sockaddr_in *>(&storage)->sin_port);
    m_acceptor = std::thread([this] { acceptAll(); });
}

LyingOrigin::~LyingOrigin()
{
    shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    {
        const std::lock_guard lock(m_mutex);
        for (const int fd : m_open) {
            shutdown(fd, SHUT_RDWR);
        }
    }
    for (std::thread &thread : m_threads) {
        thread.join();
    }
    ::close(m_listener);
}

void LyingOrigin::acceptAll()
{
    for (;;) {
        const int fd = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0) {
            return;
        }
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::size_t index =
            std::min(std::size_t(m_accepted.fetch_add(1)), m_scripts.size() - 1);
        const std::lock_guard lock(m_mutex);
        m_open.push_back(fd);
        m_threads.emplace_back([this, fd, index] { serve(fd, m_scripts[index]); });
    }
}

void LyingOrigin::serve(int fd, const Script &script)
{
    sigset_t pipe; // OpenSSL's sockets raise it; the client must do without
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    SSL *tls = nullptr;
    bool isReady = true;
    if (m_tls) {
        tls = SSL_new(m_tls);
        SSL_set_fd(tls, fd);
        isReady = SSL_accept(tls) == 1;
    }
    {
        OriginPeer peer(fd, tls);
        if (isReady) {
            script(peer);
        }
    }
    const std::lock_guard lock(m_mutex);
    std::erase(m_open, fd);
    ::close(fd);
}

LyingOrigin::Script answering(std::string response)
{
    return [response = std::move(response)](OriginPeer &peer) {
        while (!peer.readHead().empty() && peer.send(response)) {
        }
    };
}

LyingOrigin::Script answeringOnce(std::string response)
{
    return [response = std::move(response)](OriginPeer &peer) {
        peer.readHead();
        peer.send(response);
    };
}

} // namespace gw::test
