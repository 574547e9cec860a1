// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ascii.h"
#include "net/openssl_bridge.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>

namespace gw::net {

namespace {

constexpr std::string_view kSpokenProtocol = "http/1.1";
constexpr unsigned char kSessionId[] = "gatewright"; // OpenSSL demands one with client certificates

std::string textOf(const ASN1_STRING *string)
{
    const unsigned char *const bytes = ASN1_STRING_get0_data(string);
    return {bytes, bytes + ASN1_STRING_length(string)};
}

// The DNS names of a certificate: its alternative names, or without any the common name.
std::vector<std::string> hostNames(X509 *certificate)
{
    std::vector<std::string> names;
    auto *const list = static_cast<GENERAL_NAMES *>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(list); ++i) {
        const GENERAL_NAME *const name = sk_GENERAL_NAME_value(list, i);
        if (name->type == GEN_DNS) {
            names.push_back(lowerAscii(textOf(name->d.dNSName)));
        }
    }
    GENERAL_NAMES_free(list);
    const X509_NAME *const subject = X509_get_subject_name(certificate);
    const int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (names.empty() && index >= 0) {
        names.push_back(
            lowerAscii(textOf(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index)))));
    }
    return names;
}

int chooseProtocol(SSL *, const unsigned char **chosen, unsigned char *chosenSize,
                   const unsigned char *offered, unsigned int offeredSize, void *)
{
    // A list of names, each after a byte with its length (RFC 7301 section 3.1); OpenSSL checked
    // it.
    for (std::span rest(offered, offeredSize); !rest.empty(); rest = rest.subspan(1U + rest[0])) {
        const std::span<const unsigned char> name = rest.subspan(1, rest[0]);
        if (std::equal(name.begin(), name.end(), kSpokenProtocol.begin(), kSpokenProtocol.end())) {
            *chosen = name.data();
            *chosenSize = static_cast<unsigned char>(name.size());
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL; // a client that speaks only HTTP/2 hears it at once
}

int acceptAnyCertificate(int, X509_STORE_CTX *)
{
    return 1;
}

Expected<void> askForCertificate(SSL_CTX *context, const TlsServerContext::Options &options)
{
    SSL_CTX_set_session_id_context(context, kSessionId, sizeof kSessionId - 1);
    switch (options.clientCertificates) {
    case ClientCertificates::None:
        return {};
    case ClientCertificates::Request:
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, acceptAnyCertificate);
        return {};
    case ClientCertificates::Require:
        break;
    }
    if (options.clientCaFile.empty()) {
        return failure("Client certificates are required, but no CA is named", {},
                       "Name the file with the CA certificates that sign them");
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    if (const Expected<void> trusted = trustFile(context, options.clientCaFile); !trusted) {
        return trusted;
    }
    SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file(options.clientCaFile.c_str()));
    return {};
}

} // namespace

struct TlsServerContext::Private {
    Expected<void> add(const CertificateFiles &files, const Options &options);
    [[nodiscard]] SSL_CTX *contextFor(std::string_view hostName) const;
    static int chooseCertificate(SSL *ssl, int *alert, void *self);

    std::vector<SslContext> contexts; // the first is the default
    std::unordered_map<std::string, SSL_CTX *> exact;
    std::unordered_map<std::string, SSL_CTX *> wildcards; // "*.a.test" as ".a.test"
};

Expected<void> TlsServerContext::Private::add(const CertificateFiles &files, const Options &options)
{
    Expected<SslContext> made = makeSslContext(TLS_server_method(), options.protocol);
    if (!made) {
        return tl::unexpected(made.error());
    }
    SSL_CTX *const context = made->get();
    if (const Expected<void> used = useCertificate(context, files); !used) {
        return used;
    }
    if (const Expected<void> asked = askForCertificate(context, options); !asked) {
        return asked;
    }
    // Sessions are resumed by tickets, which cost the server no memory.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    SSL_CTX_set_tlsext_servername_callback(context, chooseCertificate);
    SSL_CTX_set_tlsext_servername_arg(context, this);
    for (const std::string &name : hostNames(SSL_CTX_get0_certificate(context))) {
        // The first certificate that names a host keeps it.
        if (name.starts_with("*.")) {
            wildcards.emplace(name.substr(1), context);
        } else {
            exact.emplace(name, context);
        }
    }
    contexts.push_back(std::move(*made));
    return {};
}

SSL_CTX *TlsServerContext::Private::contextFor(std::string_view hostName) const
{
    const std::string name = lowerAscii(hostName);
    if (const auto found = exact.find(name); found != exact.end()) {
        return found->second;
    }
    // A wildcard stands for one label (RFC 6125 section 6.4.3).
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos && dot > 0) {
        if (const auto found = wildcards.find(name.substr(dot)); found != wildcards.end()) {
            return found->second;
        }
    }
    return contexts.front().get();
}

int TlsServerContext::Private::chooseCertificate(SSL *ssl, int *, void *self)
{
    const char *const name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    if (name != nullptr) {
        SSL_set_SSL_CTX(ssl, static_cast<const Private *>(self)->contextFor(name));
    }
    return SSL_TLSEXT_ERR_OK;
}

TlsServerContext::TlsServerContext(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

TlsServerContext::~TlsServerContext() = default;

Expected<std::shared_ptr<const TlsServerContext>> TlsServerContext::create(const Options &options)
{
    if (options.certificates.empty()) {
        return failure("A TLS listener needs a certificate", {},
                       "Name a certificate file and its key file");
    }
    auto priv = std::make_unique<Private>();
    for (const CertificateFiles &files : options.certificates) {
        if (const Expected<void> added = priv->add(files, options); !added) {
            return tl::unexpected(added.error());
        }
    }
    return std::shared_ptr<const TlsServerContext>(new TlsServerContext(std::move(priv)));
}

ssl_ctx_st *TlsServerContext::native() const
{
    return d->contexts.front().get();
}

} // namespace gw::net
