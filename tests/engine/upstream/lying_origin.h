// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/types.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace gw::test {

// The origin's end of one connection. Blocking; every wait ends after ten seconds as if the other
// side had closed.
class OriginPeer final {
public:
    OriginPeer(int fd, SSL *tls);
    ~OriginPeer();
    OriginPeer(const OriginPeer &) = delete;
    OriginPeer &operator=(const OriginPeer &) = delete;

    // Up to and with the empty line; empty when the client closed first.
    std::string readHead();
    std::string readExactly(std::size_t size);
    // What one read gives.
    std::string readOnce();
    // What comes until the client closes.
    std::string readAll();
    // Whether the client closes within that time without sending anything.
    bool isClosedByClient(int milliseconds = 1000);
    bool send(std::string_view bytes);
    // Sends the head's bytes one at a time, each in a segment of its own.
    void sendBytewise(std::string_view bytes);
    void endSending();
    void close();
    // A TLS message that carries no bytes.
    void sendTicket();
    // Closes without TLS's notice of it.
    void cutOff();
    // RST instead of FIN.
    void reset();

private:
    std::size_t readSome(char *buffer, std::size_t size);

    int m_fd;
    SSL *m_tls;
    std::string m_pending;
};

// A server whose connections follow scripts: the first accepted one the first, and so on; the last
// script serves the rest as well. Each connection has a thread.
class LyingOrigin final {
public:
    using Script = std::function<void(OriginPeer &)>;

    // `tls`: null for plain TCP.
    explicit LyingOrigin(std::vector<Script> scripts, SSL_CTX *tls = nullptr,
                         const char *address = "127.0.0.1");
    // Ends the connections and waits for the scripts.
    ~LyingOrigin();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] int accepted() const { return m_accepted; }

private:
    void acceptAll();
    void serve(int fd, const Script &script);

    std::vector<Script> m_scripts;
    SSL_CTX *m_tls;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_accepted = 0;
    std::mutex m_mutex;
    std::vector<std::thread> m_threads; // guarded by m_mutex, as is m_open
    std::vector<int> m_open;
    std::thread m_acceptor;
};

// A script that answers every request (without a body) of a connection with the same bytes.
LyingOrigin::Script answering(std::string response);
// The same once; then it closes.
LyingOrigin::Script answeringOnce(std::string response);

} // namespace gw::test
