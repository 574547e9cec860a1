// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/curl_transfer.h"
#include "requests/words.h"

namespace gw::requests {

namespace {

// Remembers the first option that was refused.
class OptionSetter final {
public:
    explicit OptionSetter(CURL *handle)
        : m_handle(handle)
    {
    }

    void set(CURLoption option, const std::string &text)
    {
        if (!text.empty()) {
            keep(option, curl_easy_setopt(m_handle, option, text.c_str()));
        }
    }
    void setAlways(CURLoption option, const std::string &text)
    {
        keep(option, curl_easy_setopt(m_handle, option, text.c_str()));
    }
    void set(CURLoption option, long number)
    {
        keep(option, curl_easy_setopt(m_handle, option, number));
    }
    void set(CURLoption option, bool isOn) { set(option, isOn ? 1L : 0L); }
    void setLarge(CURLoption option, std::int64_t number)
    {
        keep(option, curl_easy_setopt(m_handle, option, static_cast<curl_off_t>(number)));
    }
    void set(CURLoption option, const std::vector<std::string> &texts,
             std::vector<curl_slist *> &kept)
    {
        curl_slist *list = nullptr;
        for (const std::string &text : texts) {
            list = curl_slist_append(list, text.c_str());
        }
        if (list != nullptr) {
            kept.push_back(list);
            keep(option, curl_easy_setopt(m_handle, option, list));
        }
    }

    [[nodiscard]] Expected<void> outcome() const
    {
        if (m_code == CURLE_OK) {
            return {};
        }
        const curl_easyoption *option = curl_easy_option_by_id(m_option);
        return failure(said(Words::tr("libcurl does not take the option %1: %2"),
                            {option == nullptr ? "?" : option->name, curl_easy_strerror(m_code)}));
    }

private:
    void keep(CURLoption option, CURLcode code)
    {
        if (m_code == CURLE_OK) {
            m_code = code;
            m_option = option;
        }
    }

    CURL *m_handle;
    CURLcode m_code = CURLE_OK;
    CURLoption m_option{};
};

long versionOf(HttpVersion version)
{
    switch (version) {
    case HttpVersion::Any:
        break;
    case HttpVersion::Http10:
        return CURL_HTTP_VERSION_1_0;
    case HttpVersion::Http11:
        return CURL_HTTP_VERSION_1_1;
    case HttpVersion::Http2:
        return CURL_HTTP_VERSION_2_0;
    case HttpVersion::Http2PriorKnowledge:
        return CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
    case HttpVersion::Http3:
        return CURL_HTTP_VERSION_3;
    }
    return CURL_HTTP_VERSION_NONE;
}

long familyOf(AddressFamily family)
{
    if (family == AddressFamily::V4) {
        return CURL_IPRESOLVE_V4;
    }
    return family == AddressFamily::V6 ? CURL_IPRESOLVE_V6 : CURL_IPRESOLVE_WHATEVER;
}

long schemeOf(AuthScheme scheme)
{
    switch (scheme) {
    case AuthScheme::Basic:
        break;
    case AuthScheme::Digest:
        return static_cast<long>(CURLAUTH_DIGEST);
    case AuthScheme::Ntlm:
        return static_cast<long>(CURLAUTH_NTLM);
    case AuthScheme::Negotiate:
        return static_cast<long>(CURLAUTH_NEGOTIATE);
    case AuthScheme::Any:
        return static_cast<long>(CURLAUTH_ANY);
    }
    return static_cast<long>(CURLAUTH_BASIC);
}

long leastTlsOf(TlsVersion version)
{
    switch (version) {
    case TlsVersion::Any:
        break;
    case TlsVersion::V10:
        return CURL_SSLVERSION_TLSv1_0;
    case TlsVersion::V11:
        return CURL_SSLVERSION_TLSv1_1;
    case TlsVersion::V12:
        return CURL_SSLVERSION_TLSv1_2;
    case TlsVersion::V13:
        return CURL_SSLVERSION_TLSv1_3;
    }
    return CURL_SSLVERSION_DEFAULT;
}

long mostTlsOf(TlsVersion version)
{
    switch (version) {
    case TlsVersion::Any:
        break;
    case TlsVersion::V10:
        return CURL_SSLVERSION_MAX_TLSv1_0;
    case TlsVersion::V11:
        return CURL_SSLVERSION_MAX_TLSv1_1;
    case TlsVersion::V12:
        return CURL_SSLVERSION_MAX_TLSv1_2;
    case TlsVersion::V13:
        return CURL_SSLVERSION_MAX_TLSv1_3;
    }
    return CURL_SSLVERSION_MAX_NONE;
}

long keptPostsOf(const TransferOptions &options)
{
    return (options.keepsPost301 ? static_cast<long>(CURL_REDIR_POST_301) : 0L) |
           (options.keepsPost302 ? static_cast<long>(CURL_REDIR_POST_302) : 0L) |
           (options.keepsPost303 ? static_cast<long>(CURL_REDIR_POST_303) : 0L);
}

void applyTls(OptionSetter &setter, const TransferOptions &options)
{
    setter.set(CURLOPT_SSL_VERIFYPEER, options.verifyTls);
    setter.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true); // a proxy's head is none of the answer's
    setter.set(CURLOPT_SSL_VERIFYHOST, options.verifyTls ? 2L : 0L);
    setter.set(CURLOPT_CAINFO, options.caFile);
    setter.set(CURLOPT_CAPATH, options.caFolder);
    setter.set(CURLOPT_SSLCERT, options.clientCertificate);
    setter.set(CURLOPT_SSLCERTTYPE, options.certificateType);
    setter.set(CURLOPT_SSLKEY, options.clientKey);
    setter.set(CURLOPT_SSLKEYTYPE, options.keyType);
    setter.setAlways(CURLOPT_KEYPASSWD, options.keyPassword); // else OpenSSL asks the terminal
    setter.set(CURLOPT_SSL_CIPHER_LIST, options.ciphers);
    setter.set(CURLOPT_TLS13_CIPHERS, options.tls13Ciphers);
    setter.set(CURLOPT_PINNEDPUBLICKEY, options.pinnedKey);
    setter.set(CURLOPT_SSLVERSION, leastTlsOf(options.leastTls) | mostTlsOf(options.mostTls));
    setter.set(CURLOPT_CERTINFO, 1L);
}

void applyAuth(OptionSetter &setter, const TransferOptions &options)
{
    if (!options.user.empty() || options.authScheme != AuthScheme::Basic) {
        setter.set(CURLOPT_HTTPAUTH, schemeOf(options.authScheme));
        setter.set(CURLOPT_USERPWD, options.user.empty() ? std::string(":") : options.user);
    }
    if (!options.awsSigV4.empty()) {
        setter.set(CURLOPT_AWS_SIGV4, options.awsSigV4);
        setter.set(CURLOPT_USERPWD, options.user);
    }
    if (options.useNetrc || options.isNetrcOptional) {
        setter.set(CURLOPT_NETRC, options.isNetrcOptional ? static_cast<long>(CURL_NETRC_OPTIONAL)
                                                          : static_cast<long>(CURL_NETRC_REQUIRED));
        setter.set(CURLOPT_NETRC_FILE, options.netrcFile);
    }
}

void applyProxy(OptionSetter &setter, const TransferOptions &options,
                std::vector<curl_slist *> &kept)
{
    if (options.proxy.empty()) {
        setter.set(CURLOPT_NOPROXY, std::string("*"));
    } else {
        setter.set(CURLOPT_PROXY, options.proxy);
        setter.set(CURLOPT_NOPROXY, options.noProxy);
    }
    setter.set(CURLOPT_PRE_PROXY, options.preProxy);
    setter.set(CURLOPT_PROXYUSERPWD, options.proxyUser);
    setter.set(CURLOPT_HTTPPROXYTUNNEL, options.tunnelsProxy);
    std::vector<std::string> lines;
    for (const auto &[name, value] : options.proxyHeaders) {
        lines.push_back(value.empty() ? name + ";" : name + ": " + value);
    }
    setter.set(CURLOPT_PROXYHEADER, lines, kept);
    setter.set(CURLOPT_PROXY_SSL_VERIFYPEER, options.verifyProxyTls);
    setter.set(CURLOPT_PROXY_SSL_VERIFYHOST, options.verifyProxyTls ? 2L : 0L);
    setter.set(CURLOPT_PROXY_CAINFO, options.proxyCaFile);
}

void applyRoute(OptionSetter &setter, const TransferOptions &options,
                std::vector<curl_slist *> &kept)
{
    setter.set(CURLOPT_RESOLVE, options.resolve, kept);
    setter.set(CURLOPT_CONNECT_TO, options.connectTo, kept);
    setter.set(CURLOPT_UNIX_SOCKET_PATH, options.unixSocket);
    setter.set(CURLOPT_INTERFACE, options.interface);
    setter.set(CURLOPT_IPRESOLVE, familyOf(options.addressFamily));
}

} // namespace

Expected<void> applyOptions(CURL *handle, const TransferOptions &options,
                            std::vector<curl_slist *> &kept)
{
    OptionSetter setter(handle);
    setter.set(CURLOPT_FOLLOWLOCATION, options.followRedirects);
    setter.set(CURLOPT_UNRESTRICTED_AUTH, options.sendCredentialsToOtherHosts);
    setter.set(CURLOPT_MAXREDIRS, static_cast<long>(options.maxRedirects));
    setter.set(CURLOPT_POSTREDIR, keptPostsOf(options));
    setter.set(CURLOPT_PATH_AS_IS, options.keepPath);
    setter.set(CURLOPT_REQUEST_TARGET, options.requestTarget);
    if (options.isCompressed) {
        curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, ""); // all that this libcurl unpacks
    }
    setter.set(CURLOPT_HTTP_VERSION, versionOf(options.httpVersion));
    setter.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connectTimeout.count()));
    setter.set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    if (options.bytesPerSecond > 0) {
        setter.setLarge(CURLOPT_MAX_RECV_SPEED_LARGE, options.bytesPerSecond);
        setter.setLarge(CURLOPT_MAX_SEND_SPEED_LARGE, options.bytesPerSecond);
    }
    applyTls(setter, options);
    applyAuth(setter, options);
    applyRoute(setter, options, kept);
    applyProxy(setter, options, kept);
    return setter.outcome();
}

} // namespace gw::requests
