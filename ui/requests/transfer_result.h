// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "requests/http_request.h"
#include "requests/response_body.h"

#include <memory>

namespace gw::requests {

// One response head; redirects and interim answers have one each.
struct ResponseHead {
    std::string version; // "HTTP/1.1"
    int status = 0;
    std::string reason;
    std::vector<Header> headers;

    // The first value of that name, without regard to case; null when there is none.
    [[nodiscard]] const std::string *find(std::string_view name) const;
};

// How long each phase took; phases that did not happen are 0. One behind the other they make total.
struct Timings {
    using Duration = std::chrono::microseconds;
    Duration queue{0};
    Duration redirects{0}; // requests before the last, which the others are about
    Duration dns{0};
    Duration connect{0};
    Duration tls{0};
    Duration send{0};
    Duration wait{0}; // from the last byte sent to the first byte of the answer
    Duration download{0};
    Duration total{0};
};

struct TlsFacts {
    std::string protocol; // "TLSv1.3"; empty without TLS or on a kept connection
    std::string cipher;
    std::string alpn;
    bool isVerified = false;
    std::vector<std::vector<Header>> certificates; // the chain, the server's first
};

struct ConnectionFacts {
    std::string localAddress;
    int localPort = 0;
    std::string remoteAddress;
    int remotePort = 0;
    bool isReused = false;
};

// What came of a request. Everything that is known is there, also when it failed half way.
struct TransferResult {
    std::optional<Error> error;
    bool isCancelled = false;
    std::vector<ResponseHead> heads;       // the last one is the answer
    std::string url;                       // of the last request
    std::vector<std::string> requestHeads; // as they were sent, one for each request
    std::shared_ptr<const ResponseBody> body;
    Timings timings;
    TlsFacts tls;
    ConnectionFacts connection;
    std::uint64_t bytesSent = 0;      // of the request's body
    std::uint64_t bytesReceived = 0;  // of the response's body, on the wire
    std::string log;                  // what curl -v says, bounded
    std::vector<std::string> cookies; // the jar afterwards, in Netscape's format
    std::chrono::system_clock::time_point startedAt;

    [[nodiscard]] const ResponseHead *head() const
    {
        return heads.empty() ? nullptr : &heads.back();
    }
    [[nodiscard]] int status() const { return heads.empty() ? 0 : heads.back().status; }
};

struct Progress {
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t expected = 0; // of the response's body; 0 while unknown
};

struct Cookie {
    std::string domain;
    std::string path;
    std::string name;
    std::string value;
    std::int64_t expires = 0; // seconds since 1970; 0: with the session
    bool isSecure = false;
    bool isHttpOnly = false;
};

// Reads a line of TransferResult::cookies.
[[nodiscard]] std::optional<Cookie> cookieOf(std::string_view line);

} // namespace gw::requests
