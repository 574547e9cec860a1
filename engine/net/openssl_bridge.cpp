// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/openssl_bridge.h"

#include <openssl/bio.h>
#include <openssl/err.h>

#include <cerrno>
#include <sys/socket.h>

namespace gw::net {

namespace {

int nativeVersion(TlsVersion version)
{
    switch (version) {
    case TlsVersion::Tls10:
        return TLS1_VERSION;
    case TlsVersion::Tls11:
        return TLS1_1_VERSION;
    case TlsVersion::Tls12:
        return TLS1_2_VERSION;
    case TlsVersion::Tls13:
        break;
    }
    return TLS1_3_VERSION;
}

void append(std::string &list, const std::string &name)
{
    list += (list.empty() ? "" : ":") + name;
}

Expected<void> useCiphers(SSL_CTX *context, const TlsProtocol &protocol)
{
    std::string suites; // TLS 1.3
    std::string ciphers;
    for (const std::string &name : protocol.ciphers) {
        const bool isStandardName = name.starts_with("TLS_");
        if (isStandardName && name.find("_WITH_") == std::string::npos) {
            append(suites, name);
            continue;
        }
        const char *const known = isStandardName ? OPENSSL_cipher_name(name.c_str()) : name.c_str();
        if (std::string_view(known) == "(NONE)") {
            return failure("Unknown cipher suite", name, "See `openssl ciphers -stdname`");
        }
        append(ciphers, known);
    }
    if (protocol.minimum < TlsVersion::Tls12) {
        // OpenSSL refuses the hashes of TLS 1.0 and 1.1 at any higher level.
        ciphers = (ciphers.empty() ? "DEFAULT" : ciphers) + ":@SECLEVEL=0";
    }
    if (!suites.empty() && SSL_CTX_set_ciphersuites(context, suites.c_str()) != 1) {
        return failure("TLS 1.3 cipher suites are not usable: " + takeOpenSslError(), suites);
    }
    if (!ciphers.empty() && SSL_CTX_set_cipher_list(context, ciphers.c_str()) != 1) {
        return failure("Ciphers are not usable: " + takeOpenSslError(), ciphers);
    }
    return {};
}

int descriptorOf(BIO *bio)
{
    return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

int readSocket(BIO *bio, char *bytes, int size)
{
    BIO_clear_retry_flags(bio);
    ssize_t count = 0;
    do {
        count = ::recv(descriptorOf(bio), bytes, static_cast<std::size_t>(size), 0);
    } while (count < 0 && errno == EINTR);
    if (count == 0) {
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    } else if (count < 0 && errno == EAGAIN) {
        BIO_set_retry_read(bio);
    }
    return static_cast<int>(count);
}

int writeSocket(BIO *bio, const char *bytes, int size)
{
    BIO_clear_retry_flags(bio);
    ssize_t count = 0;
    do {
        count = ::send(descriptorOf(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    if (count < 0 && errno == EAGAIN) {
        BIO_set_retry_write(bio);
    }
    return static_cast<int>(count);
}

long controlSocket(BIO *bio, int command, long, void *)
{
    switch (command) {
    case BIO_CTRL_FLUSH:
        return 1;
    case BIO_CTRL_EOF:
        return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    default:
        return 0;
    }
}

BIO_METHOD *makeSocketMethod()
{
    BIO_METHOD *const method =
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "gatewright socket");
    if (method != nullptr) {
        BIO_meth_set_read(method, readSocket);
        BIO_meth_set_write(method, writeSocket);
        BIO_meth_set_ctrl(method, controlSocket);
    }
    return method;
}

} // namespace

std::string takeOpenSslError()
{
    const char *detail = nullptr;
    int flags = 0;
    const unsigned long code = ERR_get_error_all(nullptr, nullptr, nullptr, &detail, &flags);
    if (code == 0) {
        return "unknown reason";
    }
    const char *const reason = ERR_reason_error_string(code);
    std::string text = reason != nullptr ? reason : "error " + std::to_string(code);
    if ((flags & ERR_TXT_STRING) != 0 && detail != nullptr && *detail != '\0') {
        text += std::string(" (") + detail + ')';
    }
    ERR_clear_error();
    return text;
}

Expected<SslContext> makeSslContext(const SSL_METHOD *method, const TlsProtocol &protocol)
{
    ERR_clear_error();
    SslContext context(SSL_CTX_new(method));
    if (!context) {
        return failure("Cannot set up TLS: " + takeOpenSslError());
    }
    if (protocol.minimum > protocol.maximum) {
        return failure("The lowest TLS version is above the highest");
    }
    SSL_CTX_set_min_proto_version(context.get(), nativeVersion(protocol.minimum));
    SSL_CTX_set_max_proto_version(context.get(), nativeVersion(protocol.maximum));
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                           SSL_OP_CIPHER_SERVER_PREFERENCE);
    // Idle connections give their record buffers (34 KiB) back.
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                        SSL_MODE_RELEASE_BUFFERS);
    // One system call a record instead of one for its head and one for its body.
    SSL_CTX_set_read_ahead(context.get(), 1);
    // A key with a pass phrase fails; nobody sits at the terminal.
    SSL_CTX_set_default_passwd_cb(context.get(), [](char *, int, int, void *) { return -1; });
    if (const Expected<void> used = useCiphers(context.get(), protocol); !used) {
        return tl::unexpected(used.error());
    }
    return context;
}

Expected<void> useCertificate(SSL_CTX *context, const CertificateFiles &files)
{
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
        return failure("Cannot use the certificate: " + takeOpenSslError(), files.certificate,
                       "Give a PEM file with the certificate and its chain");
    }
    if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
        return failure("Cannot use the private key: " + takeOpenSslError(), files.key,
                       "Give a PEM file without pass phrase that belongs to " + files.certificate);
    }
    if (SSL_CTX_check_private_key(context) != 1) {
        return failure("The private key does not belong to the certificate: " + takeOpenSslError(),
                       files.key);
    }
    return {};
}

Expected<void> trustFile(SSL_CTX *context, const std::string &caFile)
{
    ERR_clear_error();
    if (SSL_CTX_load_verify_file(context, caFile.c_str()) != 1) {
        return failure("Cannot use the CA certificates: " + takeOpenSslError(), caFile,
                       "Give a PEM file with the certificates to trust");
    }
    return {};
}

BIO *makeSocketBio(int fd)
{
    static BIO_METHOD *const method = makeSocketMethod(); // constant after the first call
    BIO *const bio = method != nullptr ? BIO_new(method) : nullptr;
    if (bio != nullptr) {
        BIO_set_data(bio, reinterpret_cast<void *>(static_cast<std::intptr_t>(fd)));
        BIO_set_init(bio, 1);
    }
    return bio;
}

} // namespace gw::net
