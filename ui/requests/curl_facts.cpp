// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished transfer tells about itself.
#include "base/ascii.h"
#include "requests/curl_transfer.h"

#include <algorithm>
#include <charconv>

namespace gw::requests {

namespace {

constexpr std::size_t kMaxLog = std::size_t{256} << 10;

std::string textOf(CURL *handle, CURLINFO info)
{
    char *text = nullptr;
    return curl_easy_getinfo(handle, info, &text) == CURLE_OK && text != nullptr ? text : "";
}

long numberOf(CURL *handle, CURLINFO info)
{
    long number = 0;
    curl_easy_getinfo(handle, info, &number);
    return number;
}

std::int64_t largeOf(CURL *handle, CURLINFO info)
{
    curl_off_t number = 0;
    curl_easy_getinfo(handle, info, &number);
    return number;
}

// "HTTP/1.1 200 OK"
ResponseHead headOf(std::string_view line)
{
    ResponseHead head;
    const std::size_t space = std::min(line.find(' '), line.size());
    head.version = line.substr(0, space);
    const std::string_view rest = trimmed(line.substr(space), kWhitespace);
    std::from_chars(rest.data(), rest.data() + rest.size(), head.status);
    head.reason = trimmed(rest.substr(std::min(rest.find(' '), rest.size())), kWhitespace);
    return head;
}

std::string timeoutRemedy(const TransferOptions &options, bool isConnected)
{
    const auto shown = [](std::chrono::milliseconds time) {
        return std::to_string(time.count()) + " ms";
    };
    const bool isBeforeRequest =
        !isConnected && (options.timeout.count() == 0 || options.connectTimeout <= options.timeout);
    return isBeforeRequest
               ? "Does the address match, does a firewall keep packets? For slow networks raise "
                 "connect-timeout (" +
                     shown(options.connectTimeout) + ")"
               : "Raise max-time (" + shown(options.timeout) +
                     "), or see in the trace what takes so long";
}

// What OpenSSL found is only in the message.
std::string tlsRemedy(CURLcode code, std::string_view message)
{
    const auto says = [message](std::string_view words) {
        return message.find(words) != std::string_view::npos;
    };
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
        return says("wrong version number") || says("packet length too long") ||
                       says("http request")
                   ? "This port speaks no TLS: write http:// in place of https://"
               : says("protocol version") || says("unsupported protocol") || says("no protocols")
                   ? "Allow another version of TLS (tlsv1.2, tls-max)"
                   : "The tab Log tells how far the handshake came. A port without TLS wants "
                     "http://";
    case CURLE_PEER_FAILED_VERIFICATION:
        return says("expired")
                   ? "Renew the server's certificate, or do not verify it (insecure: true)"
               : says("not yet valid")
                   ? "Set this machine's clock, or do not verify the certificate (insecure: true)"
               : says("subject name") || says("no alternative")
                   ? "Ask for a name that the certificate has (resolve), or do not verify it "
                     "(insecure: true)"
                   : "Give its certificate authority (cacert), or do not verify (insecure: true)";
    case CURLE_SSL_CERTPROBLEM:
        return "Are the files of cert and key there, in PEM, and of one pair?";
    case CURLE_SSL_CACERT_BADFILE:
        return "Is the file of cacert there, with certificates in PEM?";
    case CURLE_UNSUPPORTED_PROTOCOL:
        return says("HTTP/0.9") ? "What answers speaks no HTTP; a port with TLS wants https://"
                                : "Write http:// or https://";
    default:
        return {};
    }
}

std::string routeRemedy(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_CONNECT:
        return "Is the server running? Does the port in the URL match?";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "Is the name spelled right? The option resolve gives it an address: "
               "name:port:address";
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "Is the name in the option proxy spelled right?";
    case CURLE_URL_MALFORMAT:
        return "A URL is spelled http://host:port/path";
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
        return "The server closed the connection; one with TLS on this port wants https://";
    case CURLE_TOO_MANY_REDIRECTS:
        return "Raise max-redirs, or see without location where it leads";
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return "Try http1.1: true";
    default:
        return {};
    }
}

} // namespace

void CurlTransfer::takeHeaderLine(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (line.starts_with("HTTP/")) {
        m_result.heads.push_back(headOf(trimmed(line, kWhitespace)));
    } else if (colon != std::string_view::npos && !m_result.heads.empty()) {
        m_result.heads.back().headers.emplace_back(line.substr(0, colon),
                                                   trimmed(line.substr(colon + 1), kWhitespace));
    }
}

int CurlTransfer::onDebug(CURL *, curl_infotype type, char *text, std::size_t size, void *self)
{
    auto &transfer = *static_cast<CurlTransfer *>(self);
    const std::string_view whole(text, size);
    const char *mark = type == CURLINFO_TEXT ? "* " : type == CURLINFO_HEADER_OUT ? "> " : "< ";
    if (type != CURLINFO_TEXT && type != CURLINFO_HEADER_OUT && type != CURLINFO_HEADER_IN) {
        return 0;
    }
    if (type == CURLINFO_TEXT) {
        transfer.noteText(trimmed(whole, kWhitespace));
    } else if (type == CURLINFO_HEADER_OUT) {
        transfer.m_result.requestHeads.emplace_back(whole);
    }
    std::string &log = transfer.m_result.log;
    for (std::size_t at = 0; at < whole.size() && log.size() < kMaxLog;) {
        const std::size_t end = std::min(whole.find('\n', at), whole.size() - 1) + 1;
        log.append(mark).append(trimmed(whole.substr(at, end - at), kWhitespace)).append("\n");
        at = end;
    }
    return 0;
}

// libcurl tells some facts in its log only.
void CurlTransfer::noteText(std::string_view text)
{
    constexpr std::string_view kCipher = "SSL connection using ";
    constexpr std::string_view kAlpn = "ALPN: server accepted ";
    TlsFacts &tls = m_result.tls;
    if (text.starts_with(kCipher)) {
        text.remove_prefix(kCipher.size());
        const std::size_t slash = text.find(" / ");
        tls.protocol = text.substr(0, slash);
        if (slash != std::string_view::npos) {
            const std::string_view rest = text.substr(slash + 3);
            tls.cipher = rest.substr(0, rest.find(" / "));
        }
    } else if (text.starts_with(kAlpn)) {
        tls.alpn = text.substr(kAlpn.size());
    } else if (text.find("SSL certificate verify ok") != std::string_view::npos) {
        tls.isVerified = true;
    } else if (text.starts_with("Re-using existing")) {
        m_result.connection.isReused = true;
    }
}

void CurlTransfer::readTimings()
{
    using Duration = Timings::Duration;
    const auto at = [this](CURLINFO info) {
        return largeOf(m_handle, info);
    };
    const auto between = [](std::int64_t begin, std::int64_t end) {
        return Duration(std::max<std::int64_t>(0, end - begin));
    };
    const std::int64_t queue = at(CURLINFO_QUEUE_TIME_T);
    const std::int64_t dns = at(CURLINFO_NAMELOOKUP_TIME_T);
    const std::int64_t connect = std::max(dns, at(CURLINFO_CONNECT_TIME_T));
    const std::int64_t tls = std::max(connect, at(CURLINFO_APPCONNECT_TIME_T));
    const std::int64_t ready = std::max(tls, at(CURLINFO_PRETRANSFER_TIME_T));
    const std::int64_t sent = std::max(ready, at(CURLINFO_POSTTRANSFER_TIME_T));
    const std::int64_t first = at(CURLINFO_STARTTRANSFER_TIME_T);
    const std::int64_t total = at(CURLINFO_TOTAL_TIME_T);
    Timings &timings = m_result.timings;
    timings.queue = Duration(queue);
    timings.redirects = Duration(at(CURLINFO_REDIRECT_TIME_T));
    timings.dns = between(queue, dns);
    timings.connect = between(dns, connect);
    timings.tls = between(connect, tls);
    timings.send = between(ready, sent);
    timings.wait = first > 0 ? between(sent, first) : between(sent, total);
    timings.download = first > 0 ? between(first, total) : Duration(0);
    timings.total = Duration(total);
}

void CurlTransfer::readCertificates()
{
    curl_certinfo *chain = nullptr;
    if (curl_easy_getinfo(m_handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == nullptr) {
        return;
    }
    for (int index = 0; index < chain->num_of_certs; ++index) {
        std::vector<Header> facts;
        for (const curl_slist *entry = chain->certinfo[index]; entry != nullptr;
             entry = entry->next) {
            const std::string_view fact(entry->data);
            const std::size_t colon = std::min(fact.find(':'), fact.size());
            facts.emplace_back(fact.substr(0, colon),
                               trimmed(fact.substr(std::min(colon + 1, fact.size())), kWhitespace));
        }
        m_result.tls.certificates.push_back(std::move(facts));
    }
}

void CurlTransfer::readCookies()
{
    curl_slist *cookies = nullptr;
    curl_easy_getinfo(m_handle, CURLINFO_COOKIELIST, &cookies);
    for (const curl_slist *entry = cookies; entry != nullptr; entry = entry->next) {
        m_result.cookies.emplace_back(entry->data);
    }
    curl_slist_free_all(cookies);
}

void CurlTransfer::readFacts()
{
    m_result.url = textOf(m_handle, CURLINFO_EFFECTIVE_URL);
    ConnectionFacts &connection = m_result.connection;
    connection.localAddress = textOf(m_handle, CURLINFO_LOCAL_IP);
    connection.localPort = static_cast<int>(numberOf(m_handle, CURLINFO_LOCAL_PORT));
    connection.remoteAddress = textOf(m_handle, CURLINFO_PRIMARY_IP);
    connection.remotePort = static_cast<int>(numberOf(m_handle, CURLINFO_PRIMARY_PORT));
    m_result.bytesSent = static_cast<std::uint64_t>(largeOf(m_handle, CURLINFO_SIZE_UPLOAD_T));
    m_result.bytesReceived =
        static_cast<std::uint64_t>(largeOf(m_handle, CURLINFO_SIZE_DOWNLOAD_T));
    readTimings();
    readCertificates();
    readCookies();
    if (auto kept = m_body->finish(); !kept && !m_bodyError) {
        m_bodyError = std::move(kept).error();
    }
    m_result.body = m_body;
}

Error CurlTransfer::failureOf(CURLcode code) const
{
    if (m_bodyError) {
        return *m_bodyError;
    }
    const std::string message = m_message[0] != '\0' ? m_message : curl_easy_strerror(code);
    if (code == CURLE_COULDNT_RESOLVE_HOST && m_request.url.find("://") == std::string::npos) {
        code = CURLE_URL_MALFORMAT; // a path, or a word, was taken for a host
    }
    const bool isConnected = largeOf(m_handle, CURLINFO_PRETRANSFER_TIME_T) > 0;
    std::string remedy = code == CURLE_OPERATION_TIMEDOUT
                             ? timeoutRemedy(m_request.options, isConnected)
                             : tlsRemedy(code, message);
    return {message, m_request.url, remedy.empty() ? routeRemedy(code) : std::move(remedy)};
}

TransferResult CurlTransfer::finish(CURLcode code)
{
    readFacts();
    if (code != CURLE_OK || m_bodyError) {
        m_result.error = failureOf(code);
    }
    return std::move(m_result);
}

TransferResult CurlTransfer::finishCancelled()
{
    readFacts();
    m_result.isCancelled = true;
    m_result.error = Error{"Cancelled", m_request.url, {}};
    return std::move(m_result);
}

TransferResult CurlTransfer::finishRefused(Error error)
{
    m_result.body = m_body; // empty
    m_result.url = m_request.url;
    m_result.error = std::move(error);
    return std::move(m_result);
}

} // namespace gw::requests
