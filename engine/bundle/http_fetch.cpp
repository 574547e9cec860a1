// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/http_fetch.h"

#include <QHostAddress>
#include <QUrl>

#include <array>
#include <curl/curl.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

namespace gw::bundle {

namespace {

constexpr int kMostRedirects = 5;
constexpr long kOk = 200;
constexpr long kNotModified = 304;

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

// What the callbacks of one transfer share.
struct Transfer {
    const FetchRequest &request;
    std::string body = {};
    bool isTooLarge = false;
    bool isRedirect = false; // this hop's address came from a server
    bool wasLocal = false;   // the first hop went to a local address
    bool isLocalRefused = false;
};

bool isLocal(const sockaddr *address)
{
    const QHostAddress host(address);
    return host.isLoopback() || host.isLinkLocal() || host.isNull() ||
           host == QHostAddress(QHostAddress::AnyIPv4) ||
           host == QHostAddress(QHostAddress::AnyIPv6);
}

std::size_t takeBody(char *bytes, std::size_t size, std::size_t count, void *context)
{
    auto &transfer = *static_cast<Transfer *>(context);
    const std::size_t length = size * count;
    if (transfer.body.size() + length > transfer.request.mostBytes) {
        transfer.isTooLarge = true;
        return CURL_WRITEFUNC_ERROR;
    }
    transfer.body.append(bytes, length);
    return length;
}

int isCancelled(void *context, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    const std::atomic<bool> *flag = static_cast<Transfer *>(context)->request.isCancelled;
    return flag != nullptr && flag->load(std::memory_order_relaxed) ? 1 : 0;
}

curl_socket_t openSocket(void *context, curlsocktype, curl_sockaddr *address)
{
    auto &transfer = *static_cast<Transfer *>(context);
    const bool isHere = isLocal(&address->addr);
    if (transfer.isRedirect && isHere && !transfer.wasLocal) {
        transfer.isLocalRefused = true;
        return CURL_SOCKET_BAD;
    }
    if (!transfer.isRedirect) {
        transfer.wasLocal = isHere;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

HeaderList conditions(const Validators &known)
{
    HeaderList list(nullptr, &curl_slist_free_all);
    const auto add = [&list](const std::string &field) {
        list.reset(curl_slist_append(list.release(), field.c_str()));
    };
    if (!known.etag.empty()) {
        add("If-None-Match: " + known.etag);
    }
    if (!known.lastModified.empty()) {
        add("If-Modified-Since: " + known.lastModified);
    }
    return list;
}

void setLimits(CURL *curl, const FetchRequest &request)
{
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(request.times.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.times.total.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.times.idle.count()));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); // followed here, with its own rules
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_HTTP09_ALLOWED, 0L);
    if (request.skipsTlsVerification) {
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

void setCallbacks(CURL *curl, Transfer &transfer)
{
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &takeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &isCancelled);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &openSocket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
}

std::string headerOf(CURL *curl, const char *name)
{
    curl_header *header = nullptr;
    return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK
               ? std::string(header->value)
               : std::string();
}

tl::unexpected<FetchFailure> finalFailure(std::string what, std::string remedy = {})
{
    return tl::unexpected<FetchFailure>(
        FetchFailure{{std::move(what), {}, std::move(remedy)}, true});
}

tl::unexpected<FetchFailure> explain(CURLcode code, const char *details, const Transfer &transfer)
{
    if (transfer.isTooLarge) {
        return finalFailure("Couldn't fetch bundle: it is larger than " +
                            std::to_string(transfer.request.mostBytes) + " bytes");
    }
    if (transfer.isLocalRefused) {
        return finalFailure("Couldn't fetch bundle: the server redirects to an address of this "
                            "machine or link");
    }
    const std::string why = *details != '\0' ? details : curl_easy_strerror(code);
    return tl::unexpected<FetchFailure>(FetchFailure{{"Couldn't fetch bundle: " + why, {}, {}}});
}

// The next address of a redirect; it keeps the scheme.
tl::expected<std::string, FetchFailure> redirectOf(CURL *curl, const std::string &from)
{
    const char *target = nullptr;
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &target);
    if (target == nullptr) {
        return finalFailure("Couldn't fetch bundle: a redirect without an address");
    }
    const QString scheme = QUrl(QString::fromStdString(from)).scheme();
    if (QUrl(QString::fromUtf8(target)).scheme() != scheme) {
        return finalFailure("Couldn't fetch bundle: the server redirects to another scheme",
                            "Give bundle_base_url the address that it redirects to");
    }
    return std::string(target);
}

} // namespace

tl::expected<Fetched, FetchFailure> fetchOverHttp(const FetchRequest &request)
{
    const Handle curl(curl_easy_init(), &curl_easy_cleanup);
    if (curl == nullptr) {
        return tl::unexpected<FetchFailure>(FetchFailure{{"Couldn't fetch bundle", {}, {}}});
    }
    Transfer transfer{request};
    std::array<char, CURL_ERROR_SIZE> details{};
    const HeaderList headers = conditions(request.known);
    setLimits(curl.get(), request);
    setCallbacks(curl.get(), transfer);
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, details.data());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "Gatewright");

    std::string url = request.url;
    for (int hop = 0; hop <= kMostRedirects; ++hop) {
        curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
        transfer.body.clear();
        transfer.isRedirect = hop > 0;
        if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK) {
            return explain(code, details.data(), transfer);
        }
        long status = 0;
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
        const bool isConditional = headers != nullptr;
        if (status == kOk || (status == kNotModified && isConditional)) {
            return Fetched{status == kNotModified,
                           std::move(transfer.body),
                           {headerOf(curl.get(), "ETag"), headerOf(curl.get(), "Last-Modified")}};
        }
        if (status / 100 != 3 || status == kNotModified) {
            return tl::unexpected<FetchFailure>(FetchFailure{
                {"Couldn't fetch bundle: HTTP Error, got status code " + std::to_string(status),
                 {},
                 {}}});
        }
        auto next = redirectOf(curl.get(), url);
        if (!next) {
            return tl::unexpected(next.error());
        }
        url = std::move(*next);
    }
    return finalFailure("Couldn't fetch bundle: too many redirects");
}

} // namespace gw::bundle
