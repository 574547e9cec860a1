// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "net/tls_context.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <sys/uio.h>

struct ssl_st; // OpenSSL's SSL

namespace gw::net {

enum class IoStatus : std::uint8_t {
    Ok,
    WouldBlock, // wait for wantedEvents(), then call again
    Closed,     // read: the peer ended its side in order
    Failed,     // see failureText(); the stream is of no more use
};

struct IoResult {
    IoStatus status = IoStatus::Failed;
    std::size_t bytes = 0; // of Ok
};

// One non-blocking stream of bytes: plain TCP, or TLS on it. Owns the descriptor. Knows no event
// loop: the owner watches descriptor() for wantedEvents(). Thread: one at a time.
class Transport final {
public:
    Transport();
    ~Transport();
    Transport(Transport &&other) noexcept;
    Transport &operator=(Transport &&other) noexcept;

    // The contexts are kept alive. `serverName`: host name or address as the URL has it; the
    // certificate must name it, and a host name is sent as SNI.
    [[nodiscard]] static Transport plain(Descriptor descriptor);
    [[nodiscard]] static Transport tlsServer(Descriptor descriptor,
                                             const TlsServerContext &context);
    [[nodiscard]] static Transport tlsClient(Descriptor descriptor, const TlsClientContext &context,
                                             const std::string &serverName);

    // Call until Ok before anything else. At once Ok for a plain stream.
    [[nodiscard]] IoResult handshake();

    // Ok has at least one byte; with TLS as much of what the kernel had as fits. A TLS stream that
    // ends without close_notify is Failed: it may have been cut off by anybody on the way.
    [[nodiscard]] IoResult read(std::span<char> buffer);

    // One system call for a plain stream; small pieces share a record in TLS. Ok may be short: then
    // the kernel takes no more, and wantedEvents() is up to date. After a short or blocked write
    // the next one must go on with exactly the bytes that were not taken (more may follow them).
    [[nodiscard]] IoResult write(std::span<const iovec> pieces);

    // EPOLLIN and EPOLLOUT, as the last read and the last write (or handshake) left it: 0 for a
    // side that is not blocked. TLS may wait for output while it reads, and the other way round.
    [[nodiscard]] std::uint32_t wantedEvents() const { return m_readWants | m_writeWants; }
    [[nodiscard]] std::uint32_t readWants() const { return m_readWants; }
    [[nodiscard]] std::uint32_t writeWants() const { return m_writeWants; }

    // True when read() has bytes that epoll does not know of. Ask before waiting.
    [[nodiscard]] bool hasBufferedInput() const;

    // Ends our side in order (close_notify and FIN); the peer may still send. WouldBlock: call
    // again when wantedEvents() came.
    IoResult shutdownWrite();

    // Closes so that the peer sees a reset, not an end: the way to tell that a message is
    // incomplete.
    void closeWithReset();

    // Gives the descriptor away, for another transport on the same connection.
    [[nodiscard]] Descriptor release();

    [[nodiscard]] int descriptor() const { return m_descriptor.get(); }
    [[nodiscard]] bool isTls() const { return m_ssl != nullptr; }
    // "TLSv1.3"; empty for a plain stream.
    [[nodiscard]] std::string tlsVersion() const;
    // SHA-256 of the peer's certificate, in hexadecimal digits; empty when it showed none.
    [[nodiscard]] std::string peerCertificateDigest() const;
    // Why the last call failed, in words for the log.
    [[nodiscard]] const std::string &failureText() const { return m_failure; }

private:
    enum class Side { Read, Write };
    struct SslFree {
        void operator()(ssl_st *ssl) const;
    };

    void startTls(ssl_ctx_st *context, std::shared_ptr<const void> owner);
    [[nodiscard]] IoResult fail(std::string text);
    [[nodiscard]] IoResult plainResult(ssize_t count, Side side);
    [[nodiscard]] IoResult tlsResult(int result, Side side);
    [[nodiscard]] IoResult readTls(std::span<char> buffer);
    [[nodiscard]] IoResult writePlain(std::span<const iovec> pieces);
    [[nodiscard]] IoResult writeTls(std::span<const iovec> pieces);
    [[nodiscard]] std::string tlsFailure(int error) const;

    Descriptor m_descriptor;
    std::shared_ptr<const void> m_context; // OpenSSL calls back into it
    std::unique_ptr<ssl_st, SslFree> m_ssl;
    std::uint32_t m_readWants = 0;
    std::uint32_t m_writeWants = 0;
    bool m_isBroken = false;
    std::string m_failure;
};

} // namespace gw::net
