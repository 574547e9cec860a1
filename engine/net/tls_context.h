// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct ssl_ctx_st; // OpenSSL's SSL_CTX

namespace gw::net {

enum class TlsVersion : std::uint8_t { Tls10, Tls11, Tls12, Tls13 };

struct TlsProtocol {
    TlsVersion minimum = TlsVersion::Tls12;
    TlsVersion maximum = TlsVersion::Tls13;
    // IANA names (TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256) or OpenSSL's. Empty: OpenSSL's choice.
    // Suites of TLS 1.3 are restricted only when at least one of them is named.
    std::vector<std::string> ciphers{};
};

// PEM files. The certificate file holds the chain, the server's own certificate first.
struct CertificateFiles {
    std::string certificate{};
    std::string key{}; // without a pass phrase
};

enum class ClientCertificates : std::uint8_t {
    None,
    Request, // any certificate is taken, or none: whoever reads it decides
    Require, // it must chain to Options::clientCaFile
};

// How a listener speaks TLS. Of several certificates the one that names the host that the client
// asks for (SNI) is shown: an exact name goes before a wildcard; without a match it is the first
// one. ALPN: only http/1.1 is spoken. Thread: any (immutable).
class TlsServerContext final : public std::enable_shared_from_this<TlsServerContext> {
public:
    struct Options {
        std::vector<CertificateFiles> certificates{}; // at least one
        TlsProtocol protocol{};
        ClientCertificates clientCertificates = ClientCertificates::None;
        std::string clientCaFile{}; // for Require
    };

    // Fails when a file cannot be read or used; the error names it and OpenSSL's reason.
    [[nodiscard]] static Expected<std::shared_ptr<const TlsServerContext>>
    create(const Options &options);
    ~TlsServerContext();
    TlsServerContext(const TlsServerContext &) = delete;
    TlsServerContext &operator=(const TlsServerContext &) = delete;

    // For Transport.
    [[nodiscard]] ssl_ctx_st *native() const;

private:
    struct Private;
    explicit TlsServerContext(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

// How the engine speaks TLS to an upstream. The certificate must chain to a trusted root and name
// the host, unless Options::isInsecure. Thread: any (immutable).
class TlsClientContext final : public std::enable_shared_from_this<TlsClientContext> {
public:
    struct Options {
        std::string caFile{}; // roots to trust; empty: those of the system
        bool isInsecure = false;
        TlsProtocol protocol{};
        CertificateFiles certificate{}; // shown when the server asks; may be empty
    };

    [[nodiscard]] static Expected<std::shared_ptr<const TlsClientContext>>
    create(const Options &options);
    ~TlsClientContext();
    TlsClientContext(const TlsClientContext &) = delete;
    TlsClientContext &operator=(const TlsClientContext &) = delete;

    // For Transport.
    [[nodiscard]] ssl_ctx_st *native() const;
    [[nodiscard]] bool isInsecure() const;

private:
    struct Private;
    explicit TlsClientContext(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace gw::net
