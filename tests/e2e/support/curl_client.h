// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::e2e {

struct CurlRequest {
    std::string url;
    std::string method = "GET";
    std::vector<std::string> headers = {}; // "Name: value"
    std::string body = {};
    std::string caFile = {}; // for https
    std::chrono::milliseconds timeout = std::chrono::seconds(20);
};

struct CurlAnswer {
    int status = 0;                                           // 0: no answer, see `error`
    std::string error;                                        // libcurl's words
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case, in order
    std::string body;

    // The value of the first field of that name (lower case); empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
    // True when the text occurs in the body.
    [[nodiscard]] bool says(std::string_view text) const
    {
        return body.find(text) != std::string::npos;
    }
    [[nodiscard]] bool hasHeader(std::string_view name) const;
};

// An ordinary, well-behaved client. Each call uses a new connection.
[[nodiscard]] CurlAnswer send(const CurlRequest &request);
[[nodiscard]] CurlAnswer get(const std::string &url, std::vector<std::string> headers = {});

} // namespace gw::e2e
