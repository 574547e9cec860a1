// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

#include "net/ip_address.h"
#include "net/openssl_bridge.h"

#include <climits>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>

namespace gw::net {

namespace {

constexpr std::size_t kRecordSize = SSL3_RT_MAX_PLAIN_LENGTH; // 16 KiB

// Where a write stands in its pieces.
class Cursor {
public:
    explicit Cursor(std::span<const iovec> pieces)
        : m_pieces(pieces)
    {
        skipEmpty();
    }

    [[nodiscard]] bool isAtEnd() const { return m_pieces.empty(); }

    // The bytes of the next record: those of a large piece in place, small pieces gathered in
    // `room`. What it returns depends on nothing but the bytes ahead, so that a blocked write,
    // repeated, offers OpenSSL at least the same bytes again.
    [[nodiscard]] std::span<const char> record(std::span<char, kRecordSize> room) const
    {
        const std::span<const char> first = rest(m_pieces.front(), m_offset);
        if (first.size() >= room.size() || m_pieces.size() == 1) {
            return first.first(std::min(first.size(), room.size()));
        }
        std::size_t filled = 0;
        std::size_t offset = m_offset;
        for (const iovec &piece : m_pieces) {
            const std::span<const char> bytes = rest(piece, offset);
            const std::size_t count = std::min(bytes.size(), room.size() - filled);
            std::copy_n(bytes.begin(), count, room.begin() + static_cast<std::ptrdiff_t>(filled));
            filled += count;
            offset = 0;
        }
        return room.first(filled);
    }

    void advance(std::size_t count)
    {
        while (count > 0) {
            const std::size_t step = std::min(count, m_pieces.front().iov_len - m_offset);
            m_offset += step;
            count -= step;
            skipEmpty();
        }
    }

private:
    static std::span<const char> rest(const iovec &piece, std::size_t offset)
    {
        return std::span(static_cast<const char *>(piece.iov_base), piece.iov_len).subspan(offset);
    }

    void skipEmpty()
    {
        while (!m_pieces.empty() && m_offset == m_pieces.front().iov_len) {
            m_pieces = m_pieces.subspan(1);
            m_offset = 0;
        }
    }

    std::span<const iovec> m_pieces;
    std::size_t m_offset = 0; // in the first piece
};

std::size_t totalSize(std::span<const iovec> pieces)
{
    std::size_t total = 0;
    for (const iovec &piece : pieces) {
        total += piece.iov_len;
    }
    return total;
}

bool expectServer(SSL *ssl, const std::string &serverName)
{
    if (IpAddress::parse(serverName)) {
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), serverName.c_str()) == 1;
    }
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(ssl, serverName.c_str()) == 1 &&
           SSL_set_tlsext_host_name(ssl, serverName.c_str()) == 1;
}

} // namespace

void Transport::SslFree::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

Transport::Transport() = default;
Transport::~Transport() = default;
Transport::Transport(Transport &&other) noexcept = default;

Transport &Transport::operator=(Transport &&other) noexcept = default;

Transport Transport::plain(Descriptor descriptor)
{
    Transport transport;
    transport.m_descriptor = std::move(descriptor);
    return transport;
}

Transport Transport::tlsServer(Descriptor descriptor, const TlsServerContext &context)
{
    Transport transport = plain(std::move(descriptor));
    transport.startTls(context.native(), context.shared_from_this());
    if (transport.m_ssl) {
        SSL_set_accept_state(transport.m_ssl.get());
    }
    return transport;
}

Transport Transport::tlsClient(Descriptor descriptor, const TlsClientContext &context,
                               const std::string &serverName)
{
    Transport transport = plain(std::move(descriptor));
    transport.startTls(context.native(), context.shared_from_this());
    if (!transport.m_ssl) {
        return transport;
    }
    SSL_set_connect_state(transport.m_ssl.get());
    if (!expectServer(transport.m_ssl.get(), serverName) && !context.isInsecure()) {
        (void)transport.fail("Not a host name that TLS can check: " + serverName);
    }
    return transport;
}

void Transport::startTls(ssl_ctx_st *context, std::shared_ptr<const void> owner)
{
    ERR_clear_error();
    m_context = std::move(owner);
    m_ssl.reset(SSL_new(context));
    BIO *const bio = m_ssl ? makeSocketBio(m_descriptor.get()) : nullptr;
    if (bio == nullptr) {
        (void)fail("Cannot set up TLS: " + takeOpenSslError());
        return;
    }
    SSL_set_bio(m_ssl.get(), bio, bio);
}

IoResult Transport::handshake()
{
    if (m_isBroken) {
        return {IoStatus::Failed, 0};
    }
    if (!m_ssl) {
        return {IoStatus::Ok, 0};
    }
    m_writeWants = 0;
    ERR_clear_error();
    const int result = SSL_do_handshake(m_ssl.get());
    if (result == 1) {
        m_readWants = 0;
        return {IoStatus::Ok, 0};
    }
    const IoResult blocked = tlsResult(result, Side::Read);
    if (blocked.status == IoStatus::Closed) {
        return fail("The peer closed the stream during the TLS handshake");
    }
    return blocked;
}

IoResult Transport::read(std::span<char> buffer)
{
    if (m_isBroken) {
        return {IoStatus::Failed, 0};
    }
    if (buffer.empty()) {
        return {IoStatus::Ok, 0};
    }
    if (m_ssl) {
        return readTls(buffer);
    }
    ssize_t count = 0;
    do {
        count = ::recv(m_descriptor.get(), buffer.data(), buffer.size(), 0);
    } while (count < 0 && errno == EINTR);
    return count == 0 ? IoResult{IoStatus::Closed, 0} : plainResult(count, Side::Read);
}

IoResult Transport::readTls(std::span<char> buffer)
{
    std::size_t total = 0;
    do {
        ERR_clear_error();
        std::size_t count = 0;
        const std::span<char> rest = buffer.subspan(total);
        const int result = SSL_read_ex(m_ssl.get(), rest.data(), rest.size(), &count);
        if (result != 1) {
            const IoResult ended = tlsResult(result, Side::Read);
            // What was read before comes first; the next call meets an end or a failure again.
            return total > 0 ? IoResult{IoStatus::Ok, total} : ended;
        }
        m_readWants = 0;
        total += count;
    } while (total < buffer.size() && SSL_has_pending(m_ssl.get()) == 1);
    return {IoStatus::Ok, total};
}

IoResult Transport::write(std::span<const iovec> pieces)
{
    if (m_isBroken) {
        return {IoStatus::Failed, 0};
    }
    return m_ssl ? writeTls(pieces) : writePlain(pieces);
}

IoResult Transport::writePlain(std::span<const iovec> pieces)
{
    const std::span<const iovec> taken =
        pieces.first(std::min<std::size_t>(pieces.size(), IOV_MAX));
    msghdr message{};
    message.msg_iov = const_cast<iovec *>(taken.data()); // the kernel only reads it
    message.msg_iovlen = taken.size();
    ssize_t count = 0;
    do {
        count = ::sendmsg(m_descriptor.get(), &message, MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    const IoResult result = plainResult(count, Side::Write);
    if (result.status == IoStatus::Ok && result.bytes < totalSize(taken)) {
        m_writeWants = EPOLLOUT;
    }
    return result;
}

IoResult Transport::writeTls(std::span<const iovec> pieces)
{
    std::array<char, kRecordSize> room; // NOLINT: filled before it is read
    std::size_t total = 0;
    for (Cursor cursor(pieces); !cursor.isAtEnd();) {
        const std::span<const char> record = cursor.record(room);
        ERR_clear_error();
        std::size_t count = 0;
        const int result = SSL_write_ex(m_ssl.get(), record.data(), record.size(), &count);
        if (result != 1) {
            const IoResult blocked = tlsResult(result, Side::Write);
            return total > 0 ? IoResult{IoStatus::Ok, total} : blocked;
        }
        m_writeWants = 0;
        total += count;
        cursor.advance(count);
    }
    return {IoStatus::Ok, total};
}

bool Transport::hasBufferedInput() const
{
    if (!m_ssl || m_isBroken) {
        return false;
    }
    // What is there but not a whole record is none: a read that found so blocked.
    return SSL_pending(m_ssl.get()) > 0 || (m_readWants == 0 && SSL_has_pending(m_ssl.get()) == 1);
}

IoResult Transport::shutdownWrite()
{
    if (m_ssl && !m_isBroken && SSL_is_init_finished(m_ssl.get()) == 1 &&
        (SSL_get_shutdown(m_ssl.get()) & SSL_SENT_SHUTDOWN) == 0) {
        ERR_clear_error();
        const int result = SSL_shutdown(m_ssl.get());
        if (result < 0) {
            const IoResult blocked = tlsResult(result, Side::Write);
            if (blocked.status == IoStatus::WouldBlock) {
                return blocked;
            }
        }
    }
    m_writeWants = 0;
    if (::shutdown(m_descriptor.get(), SHUT_WR) != 0) {
        return fail(systemErrorText(errno));
    }
    return {IoStatus::Ok, 0};
}

Descriptor Transport::release()
{
    return std::move(m_descriptor);
}

void Transport::closeWithReset()
{
    const linger reset{1, 0};
    ::setsockopt(m_descriptor.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    m_ssl.reset(); // sends nothing
    m_descriptor.reset();
    m_isBroken = true;
    m_failure = "Closed";
}

std::string Transport::tlsVersion() const
{
    return m_ssl ? SSL_get_version(m_ssl.get()) : std::string();
}

std::string Transport::peerCertificateDigest() const
{
    const X509 *const certificate = m_ssl ? SSL_get0_peer_certificate(m_ssl.get()) : nullptr;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (certificate == nullptr ||
        X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) {
        return {};
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : std::span(digest).first(size)) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 0x0f];
    }
    return text;
}

IoResult Transport::fail(std::string text)
{
    m_isBroken = true;
    m_readWants = 0;
    m_writeWants = 0;
    m_failure = std::move(text);
    return {IoStatus::Failed, 0};
}

IoResult Transport::plainResult(ssize_t count, Side side)
{
    std::uint32_t &wants = side == Side::Read ? m_readWants : m_writeWants;
    if (count >= 0) {
        wants = 0;
        return {IoStatus::Ok, static_cast<std::size_t>(count)};
    }
    if (errno == EAGAIN) {
        wants = side == Side::Read ? EPOLLIN : EPOLLOUT;
        return {IoStatus::WouldBlock, 0};
    }
    return fail(systemErrorText(errno));
}

IoResult Transport::tlsResult(int result, Side side)
{
    const int systemError = errno;
    std::uint32_t &wants = side == Side::Read ? m_readWants : m_writeWants;
    switch (const int error = SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
        wants = EPOLLIN;
        return {IoStatus::WouldBlock, 0};
    case SSL_ERROR_WANT_WRITE:
        wants = EPOLLOUT;
        return {IoStatus::WouldBlock, 0};
    case SSL_ERROR_ZERO_RETURN:
        wants = 0;
        return {IoStatus::Closed, 0};
    default:
        errno = systemError;
        return fail(tlsFailure(error));
    }
}

std::string Transport::tlsFailure(int error) const
{
    if (error == SSL_ERROR_SYSCALL && ERR_peek_error() == 0) {
        return errno != 0 ? systemErrorText(errno) : "The peer closed the stream";
    }
    if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        ERR_clear_error();
        return "The peer ended the TLS stream without close_notify";
    }
    std::string text = "TLS: " + takeOpenSslError();
    const long verdict = SSL_get_verify_result(m_ssl.get());
    if (verdict != X509_V_OK && SSL_get_verify_mode(m_ssl.get()) != SSL_VERIFY_NONE) {
        text += std::string(": ") + X509_verify_cert_error_string(verdict);
    }
    return text;
}

} // namespace gw::net
