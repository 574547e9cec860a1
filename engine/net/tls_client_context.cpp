// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/openssl_bridge.h"

namespace gw::net {

namespace {

constexpr unsigned char kOfferedProtocols[] = "\x08http/1.1"; // RFC 7301 section 3.1

} // namespace

struct TlsClientContext::Private {
    SslContext context;
    bool isInsecure = false;
};

TlsClientContext::TlsClientContext(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

TlsClientContext::~TlsClientContext() = default;

Expected<std::shared_ptr<const TlsClientContext>> TlsClientContext::create(const Options &options)
{
    Expected<SslContext> made = makeSslContext(TLS_client_method(), options.protocol);
    if (!made) {
        return tl::unexpected(made.error());
    }
    SSL_CTX *const context = made->get();
    if (options.isInsecure) {
        SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    } else {
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        if (options.caFile.empty()) {
            SSL_CTX_set_default_verify_paths(context);
        } else if (const Expected<void> trusted = trustFile(context, options.caFile); !trusted) {
            return tl::unexpected(trusted.error());
        }
    }
    if (!options.certificate.certificate.empty()) {
        if (const Expected<void> used = useCertificate(context, options.certificate); !used) {
            return tl::unexpected(used.error());
        }
    }
    SSL_CTX_set_alpn_protos(context, kOfferedProtocols, sizeof kOfferedProtocols - 1);
    auto priv = std::make_unique<Private>();
    priv->context = std::move(*made);
    priv->isInsecure = options.isInsecure;
    return std::shared_ptr<const TlsClientContext>(new TlsClientContext(std::move(priv)));
}

ssl_ctx_st *TlsClientContext::native() const
{
    return d->context.get();
}

bool TlsClientContext::isInsecure() const
{
    return d->isInsecure;
}

} // namespace gw::net
