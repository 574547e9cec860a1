// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished transfer tells about itself.
#include "base/ascii.h"
#include "requests/curl_transfer.h"
#include "requests/words.h"

#include <algorithm>
#include <charconv>
#include <utility>

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

} // namespace

void CurlTransfer::takeHeaderLine(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (line.starts_with("HTTP/")) {
        m_result.heads.push_back(headOf(trimmed(line, kWhitespace)));
    } else if (colon != std::string_view::npos && !m_result.heads.empty()) {
        m_result.heads.back().headers.emplace_back(line.substr(0, colon),
                                                   trimmed(line.substr(colon + 1), kWhitespace));
    } else if (trimmed(line, kWhitespace).empty() && m_result.status() >= 200 &&
               std::exchange(m_toldHeads, m_result.heads.size()) != m_result.heads.size()) {
        m_answered = marks();
        if (m_onHead) {
            m_onHead(m_result.heads.back());
        }
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
        transfer.m_before = transfer.m_answered;
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

CurlTransfer::Marks CurlTransfer::marks() const
{
    return {.queue = largeOf(m_handle, CURLINFO_QUEUE_TIME_T),
            .dns = largeOf(m_handle, CURLINFO_NAMELOOKUP_TIME_T),
            .connect = largeOf(m_handle, CURLINFO_CONNECT_TIME_T),
            .tls = largeOf(m_handle, CURLINFO_APPCONNECT_TIME_T),
            .ready = largeOf(m_handle, CURLINFO_PRETRANSFER_TIME_T),
            .sent = largeOf(m_handle, CURLINFO_POSTTRANSFER_TIME_T),
            .first = largeOf(m_handle, CURLINFO_STARTTRANSFER_TIME_T)};
}

void CurlTransfer::readTimings()
{
    using Duration = Timings::Duration;
    const Marks now = marks();
    const auto at = [this, &now](std::int64_t Marks::*mark) {
        return now.*mark - m_before.*mark;
    };
    const auto between = [](std::int64_t begin, std::int64_t end) {
        return Duration(std::max<std::int64_t>(0, end - begin));
    };
    const std::int64_t queue = at(&Marks::queue);
    const std::int64_t dns = std::max(queue, at(&Marks::dns));
    const std::int64_t connect = std::max(dns, at(&Marks::connect));
    const std::int64_t tls = std::max(connect, at(&Marks::tls));
    const std::int64_t ready = std::max(tls, at(&Marks::ready));
    const std::int64_t sent = std::max(ready, at(&Marks::sent));
    const std::int64_t first = at(&Marks::first) > 0 ? std::max(sent, at(&Marks::first)) : 0;
    const std::int64_t total = largeOf(m_handle, CURLINFO_TOTAL_TIME_T);
    const std::int64_t redirects = largeOf(m_handle, CURLINFO_REDIRECT_TIME_T);
    const std::int64_t end = total - redirects;
    Timings &timings = m_result.timings;
    timings.queue = Duration(queue);
    timings.redirects = Duration(redirects);
    timings.dns = between(queue, dns);
    timings.connect = between(dns, connect);
    timings.tls = between(connect, tls);
    timings.send = between(ready, sent);
    timings.wait = first > 0 ? between(sent, first) : between(sent, end);
    timings.download = first > 0 ? between(first, end) : Duration(0);
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
    m_result.error = Error{said(Words::tr("Cancelled")), m_request.url, {}};
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
