// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <array>
#include <memory>

namespace gw::shipping {

namespace {

struct FreeContext {
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};
struct FreeConnection {
    void operator()(SSL *connection) const { SSL_free(connection); }
};

tl::unexpected<Error> tlsFailure(const char *what, const std::string &file)
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char *const reason = ERR_reason_error_string(code);
    return failure(std::string("Redis: ") + what + (reason == nullptr ? "" : ": ") +
                       (reason == nullptr ? "" : reason),
                   file, "Check the files that \"storage\" names: PEM, and readable");
}

bool isAddress(const std::string &host)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

// So that only a certificate for this server is taken.
bool expectName(SSL *connection, const std::string &host)
{
    if (isAddress(host)) {
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host.c_str()) == 1;
    }
    return SSL_set1_host(connection, host.c_str()) == 1;
}

Expected<void> loadFiles(SSL_CTX *context, const RedisTls &tls)
{
    if (tls.checksServer) {
        const bool hasRoots =
            tls.caFile.empty()
                ? SSL_CTX_set_default_verify_paths(context) == 1
                : SSL_CTX_load_verify_locations(context, tls.caFile.c_str(), nullptr) == 1;
        if (!hasRoots) {
            return tlsFailure("ca_file cannot be used", tls.caFile);
        }
    }
    if (tls.certFile.empty()) {
        return {};
    }
    if (SSL_CTX_use_certificate_chain_file(context, tls.certFile.c_str()) != 1) {
        return tlsFailure("cert_file cannot be used", tls.certFile);
    }
    if (SSL_CTX_use_PrivateKey_file(context, tls.keyFile.c_str(), SSL_FILETYPE_PEM) != 1) {
        return tlsFailure("key_file cannot be used", tls.keyFile);
    }
    return {};
}

} // namespace

Expected<ssl_st *> makeRedisTls(const RedisTls &tls, const RedisAddress &server)
{
    ERR_clear_error();
    const std::unique_ptr<SSL_CTX, FreeContext> context(SSL_CTX_new(TLS_client_method()));
    if (context == nullptr ||
        (tls.leastVersion != 0 &&
         SSL_CTX_set_min_proto_version(context.get(), tls.leastVersion) != 1) ||
        (tls.mostVersion != 0 &&
         SSL_CTX_set_max_proto_version(context.get(), tls.mostVersion) != 1)) {
        return tlsFailure("TLS cannot be used", server.text());
    }
    if (auto loaded = loadFiles(context.get(), tls); !loaded) {
        return tl::unexpected(loaded.error());
    }
    SSL_CTX_set_verify(context.get(), tls.checksServer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE,
                       nullptr);
    std::unique_ptr<SSL, FreeConnection> connection(SSL_new(context.get()));
    const bool isReady = connection != nullptr &&
                         (!tls.checksServer || expectName(connection.get(), server.host)) &&
                         (isAddress(server.host) ||
                          SSL_set_tlsext_host_name(connection.get(), server.host.c_str()) == 1);
    if (!isReady) {
        return tlsFailure("TLS cannot be used", server.text());
    }
    return connection.release();
}

} // namespace gw::shipping
