// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/curl_client.h"

#include <algorithm>
#include <cctype>
#include <curl/curl.h>
#include <memory>

namespace gw::e2e {

namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::size_t takeBody(char *bytes, std::size_t, std::size_t count, void *answer)
{
    static_cast<CurlAnswer *>(answer)->body.append(bytes, count);
    return count;
}

std::size_t takeHeader(char *bytes, std::size_t, std::size_t count, void *opaque)
{
    auto *answer = static_cast<CurlAnswer *>(opaque);
    const std::string_view line(bytes, count);
    const auto colon = line.find(':');
    if (line.starts_with("HTTP/")) {
        answer->headers.clear(); // a 100 or a redirect came before
    } else if (colon != std::string_view::npos) {
        std::string name(line.substr(0, colon));
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto start = std::min(line.find_first_not_of(' ', colon + 1), line.size());
        const auto end = line.find_last_not_of("\r\n ") + 1;
        answer->headers.emplace_back(std::move(name),
                                     line.substr(start, std::max(end, start) - start));
    }
    return count;
}

List headerList(const std::vector<std::string> &headers)
{
    curl_slist *list = nullptr;
    for (const std::string &header : headers) {
        list = curl_slist_append(list, header.c_str());
    }
    return {list, &curl_slist_free_all};
}

} // namespace

std::string CurlAnswer::header(std::string_view name) const
{
    const auto found =
        std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
    return found == headers.end() ? std::string() : found->second;
}

bool CurlAnswer::hasHeader(std::string_view name) const
{
    return std::ranges::count(headers, name, &std::pair<std::string, std::string>::first) > 0;
}

CurlAnswer send(const CurlRequest &request)
{
    const Handle curl(curl_easy_init(), &curl_easy_cleanup);
    const List headers = headerList(request.headers);
    CurlAnswer answer;
    curl_easy_setopt(curl.get(), CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &takeBody);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, &takeHeader);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &answer);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
    curl_easy_setopt(curl.get(), CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_NOPROXY, "*");
    if (!request.body.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.body.data());
    }
    if (!request.caFile.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_CAINFO, request.caFile.c_str());
    }
    if (request.method == "HEAD") {
        curl_easy_setopt(curl.get(), CURLOPT_NOBODY, 1L);
    } else {
        curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
    const CURLcode result = curl_easy_perform(curl.get());
    if (result != CURLE_OK) {
        answer.error = curl_easy_strerror(result);
    }
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
}

CurlAnswer get(const std::string &url, std::vector<std::string> headers)
{
    return send({.url = url, .headers = std::move(headers)});
}

} // namespace gw::e2e
