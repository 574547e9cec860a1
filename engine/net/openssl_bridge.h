// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tls_context.h"

#include <openssl/ssl.h>

// What the files of this room share about OpenSSL. Not for other rooms.
namespace gw::net {

struct SslContextFree {
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};
using SslContext = std::unique_ptr<SSL_CTX, SslContextFree>;

// The reason of the last failed call on this thread; empties the thread's queue of errors.
[[nodiscard]] std::string takeOpenSslError();

// A context with what holds for both sides: versions, ciphers, modes.
[[nodiscard]] Expected<SslContext> makeSslContext(const SSL_METHOD *method,
                                                  const TlsProtocol &protocol);

// Loads the chain and its key, and checks that they belong together.
[[nodiscard]] Expected<void> useCertificate(SSL_CTX *context, const CertificateFiles &files);
[[nodiscard]] Expected<void> trustFile(SSL_CTX *context, const std::string &caFile);

// A BIO on a non-blocking socket that raises no SIGPIPE, unlike BIO_s_socket. It does not own the
// descriptor. Null when there is no memory.
[[nodiscard]] BIO *makeSocketBio(int fd);

} // namespace gw::net
