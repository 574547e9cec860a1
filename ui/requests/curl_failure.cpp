// SPDX-License-Identifier: GPL-3.0-or-later
// Why a transfer failed, and what may mend it.
#include "base/ascii.h"
#include "requests/curl_transfer.h"
#include "requests/words.h"

#include <algorithm>

namespace gw::requests {

namespace {

std::string timeoutRemedy(const TransferOptions &options, bool isConnected)
{
    const auto shown = [](std::chrono::milliseconds time) {
        return std::to_string(time.count()) + " ms";
    };
    const bool isBeforeRequest =
        !isConnected && (options.timeout.count() == 0 || options.connectTimeout <= options.timeout);
    return isBeforeRequest
               ? said(QCoreApplication::translate(
                          "gw::requests::Words",
                          "Does the address match, does a firewall keep packets? For slow "
                          "networks raise connect-timeout (%1)"),
                      {shown(options.connectTimeout)})
               : said(QCoreApplication::translate(
                          "gw::requests::Words",
                          "Raise max-time (%1), or see in the trace what takes so long"),
                      {shown(options.timeout)});
}

// Of WebSockets.
bool isSocketUrl(std::string_view url)
{
    const std::string_view scheme = url.substr(0, std::min(url.find(':'), url.size()));
    return equalIgnoringCase(scheme, "ws") || equalIgnoringCase(scheme, "wss");
}

// What OpenSSL found is only in the message.
QString tlsRemedy(CURLcode code, std::string_view message)
{
    const auto says = [message](std::string_view words) {
        return message.find(words) != std::string_view::npos;
    };
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
        return says("wrong version number") || says("packet length too long") ||
                       says("http request")
                   ? Words::tr("This port speaks no TLS: write http:// in place of https://")
               : says("protocol version") || says("unsupported protocol") || says("no protocols")
                   ? Words::tr("Allow another version of TLS (tlsv1.2, tls-max)")
                   : Words::tr(
                         "The tab Log tells how far the handshake came. A port without TLS wants "
                         "http://");
    case CURLE_PEER_FAILED_VERIFICATION:
        return says("expired")
                   ? Words::tr(
                         "Renew the server's certificate, or do not verify it (insecure: true)")
               : says("not yet valid") ? Words::tr("Set this machine's clock, or do not verify the "
                                                   "certificate (insecure: true)")
               : says("subject name") || says("no alternative")
                   ? Words::tr(
                         "Ask for a name that the certificate has (resolve), or do not verify it "
                         "(insecure: true)")
                   : Words::tr("Give its certificate authority (cacert), or do not verify "
                               "(insecure: true)");
    case CURLE_SSL_CERTPROBLEM:
        return Words::tr("Are the files of cert and key there, of one pair, and as cert-type, "
                         "key-type and pass say?");
    case CURLE_SSL_CACERT_BADFILE:
        return Words::tr("Is the file of cacert there, with certificates in PEM?");
    case CURLE_UNSUPPORTED_PROTOCOL:
        return says("HTTP/0.9")
                   ? Words::tr("What answers speaks no HTTP; a port with TLS wants https://")
                   : Words::tr("Write http:// or https://");
    default:
        return {};
    }
}

QString routeRemedy(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_CONNECT:
        return Words::tr("Is the server running? Does the port in the URL match?");
    case CURLE_COULDNT_RESOLVE_HOST:
        return Words::tr("Is the name spelled right? The option resolve gives it an address: "
                         "name:port:address");
    case CURLE_INTERFACE_FAILED:
        return Words::tr("Is the option interface right? ip address lists them");
    case CURLE_COULDNT_RESOLVE_PROXY:
        return Words::tr("Is the name in the option proxy spelled right?");
    case CURLE_URL_MALFORMAT:
        return Words::tr("A URL is spelled http://host:port/path");
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
        return Words::tr(
            "The server closed the connection; one with TLS on this port wants https://");
    case CURLE_TOO_MANY_REDIRECTS:
        return Words::tr("Raise max-redirs, or see without location where it leads");
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return Words::tr("Try http1.1: true");
    default:
        return {};
    }
}

// What libcurl's codes mean, for those that do not read its English.
const char *meaningOf(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_CONNECT:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "No connection to the server");
    case CURLE_COULDNT_RESOLVE_HOST:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The host's name has no address");
    case CURLE_COULDNT_RESOLVE_PROXY:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The proxy's name has no address");
    case CURLE_OPERATION_TIMEDOUT:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The time is up");
    case CURLE_URL_MALFORMAT:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "This is no URL");
    case CURLE_UNSUPPORTED_PROTOCOL:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "This protocol is not spoken here");
    case CURLE_SSL_CONNECT_ERROR:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The TLS handshake failed");
    case CURLE_PEER_FAILED_VERIFICATION:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The server's certificate is not trusted");
    case CURLE_SSL_CERTPROBLEM:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The client's certificate is of no use");
    case CURLE_SSL_CACERT_BADFILE:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The file of the authorities is of no use");
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The server closed the connection");
    case CURLE_TOO_MANY_REDIRECTS:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "Too many redirects");
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "HTTP/2 went wrong");
    default:
        return QT_TRANSLATE_NOOP("gw::requests::Words", "The transfer failed");
    }
}

// libcurl's message; in another language behind what it is about.
std::string problemOf(CURLcode code, const std::string &message)
{
    const char *meaning = meaningOf(code);
    const std::string translated = said(Words::tr(meaning));
    return translated == meaning ? message : translated + ": " + message;
}

} // namespace

Error CurlTransfer::failureOf(CURLcode code) const
{
    if (m_bodyError) {
        return *m_bodyError;
    }
    const std::string message = m_message[0] != '\0' ? m_message : curl_easy_strerror(code);
    if (code == CURLE_COULDNT_RESOLVE_HOST && m_request.url.find("://") == std::string::npos) {
        code = CURLE_URL_MALFORMAT; // a path, or a word, was taken for a host
    }
    curl_off_t connected = 0;
    curl_easy_getinfo(m_handle, CURLINFO_PRETRANSFER_TIME_T, &connected);
    const bool isConnected = connected > 0;
    const bool hasSpace =
        code == CURLE_URL_MALFORMAT && m_request.url.find(' ') != std::string::npos;
    std::string remedy =
        hasSpace
            ? said(Words::tr("A host has no space in its name; behind it a space is sent as %20"))
        : code == CURLE_OPERATION_TIMEDOUT ? timeoutRemedy(m_request.options, isConnected)
        : code == CURLE_UNSUPPORTED_PROTOCOL && isSocketUrl(m_request.url)
            ? said(
                  Words::tr("WebSockets go through the gateway, but not from here: use websocat or "
                            "wscat, and see the upgrade in Traffic"))
            : said(tlsRemedy(code, message));
    return {problemOf(code, message), m_request.url,
            remedy.empty() ? said(routeRemedy(code)) : std::move(remedy)};
}

} // namespace gw::requests
