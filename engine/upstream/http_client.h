// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message_head.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gw {
class TimerWheel;
}

namespace gw::net {
class Resolver;
class TlsClientContext;
} // namespace gw::net

namespace gw::upstream {

struct HttpProxy;

// Where requests go: one keep-alive pool for each different origin. Built with the snapshot and
// shared by all workers; a client keeps its pool under `key`.
struct Origin {
    std::string host; // name or address, without brackets
    std::uint16_t port = 80;
    std::shared_ptr<const net::TlsClientContext> tls; // null: plain TCP
    std::shared_ptr<const HttpProxy> proxy;           // null: reached directly
    bool speaksHttp2 = false;                         // from the first byte, without TLS (h2c)
    std::string authority;                            // value of Host: "example.org:8080"
    // Scheme, host, port, TLS options and proxy as one text. Not for logs: it holds the proxy's
    // credentials.
    std::string key;
    std::size_t maxIdleConnections = 100; // per worker (max_idle_connections_per_host)
};

enum class FailureKind : std::uint8_t {
    Lookup,   // the host name is unknown
    Connect,  // refused, unreachable, connect timeout
    Tls,      // handshake or certificate
    Protocol, // not HTTP, or a message that a careful client must not accept
    Closed,   // reset or closed before the response was complete
    TimedOut, // no response head, or the whole call, within its time
};

struct Failure {
    FailureKind kind = FailureKind::Connect;
    std::string text; // for the log: "connect 127.0.0.1:9000: Connection refused"
};

// One request as it goes out. Views must live until start() returns.
struct OutgoingRequest {
    std::string_view method;
    std::string_view target;                 // origin-form
    std::string_view host;                   // value of the Host field
    const http::FieldList *fields = nullptr; // end-to-end fields, without Host and framing fields
    std::optional<std::uint64_t> bodyLength = 0; // no value: chunked
    bool wantsUpgrade = false; // sends Connection: Upgrade; `fields` holds Upgrade
    // Zero means no limit. Connecting includes the look-up and TLS; each address of a host gets an
    // equal share. The head is awaited from the last request byte; an origin that stops taking the
    // request gets the same time for its next byte. The total ends with a 101.
    std::chrono::milliseconds connectTimeout{30'000};
    std::chrono::milliseconds headTimeout{30'000};
    std::chrono::milliseconds bodyTimeout{300'000}; // without a byte of the response body
    std::chrono::milliseconds totalTimeout{0};
};

struct IncomingHead {
    int status = 0;
    std::string_view reason;
    const http::FieldList *fields = nullptr; // as sent; hop-by-hop fields included
    std::optional<std::uint64_t> bodyLength; // no value: chunked or until close
};

// Hears of one call. Exactly one of onEnd() and onFailure() comes last (neither after cancel()).
// Every function may start other calls and cancel any; none may delete the client.
class ResponseListener {
public:
    virtual void onInformational(const IncomingHead &head) = 0; // 1xx but 101
    virtual void onHead(const IncomingHead &head) = 0;          // views valid until the call ends
    virtual void onBody(std::string_view bytes) = 0;
    virtual void onEnd(const http::FieldList &trailers) = 0;
    virtual void onFailure(const Failure &failure) = 0;
    // The request body may go on (after write() returned false).
    virtual void onWritable() = 0;

protected:
    ~ResponseListener() = default;
};

// One call under way. Owned by its client; dies after onEnd(), onFailure() or cancel().
// After onHead() with status 101 write() and onBody() carry bytes of the other protocol; endBody()
// ends our direction only, onEnd() tells that the origin has ended its own, and the call with it.
class ClientCall {
public:
    // Sends a part of the request body. False: the origin lags behind, wait for onWritable(); or
    // sending has failed, and the response or the failure is on its way. A body of another length
    // than declared ends the call with a failure.
    virtual bool write(std::string_view bytes) = 0;
    // Trailers go out with a chunked body only; null: none.
    virtual void endBody(const http::FieldList *trailers) = 0;
    void endBody() { endBody(nullptr); }
    // Back-pressure towards the origin. Between pause() and resume() nothing is reported but
    // onWritable() and onFailure().
    virtual void pause() = 0;
    virtual void resume() = 0;
    // Between the two the total time does not pass: somebody looks at the response.
    virtual void holdTotalTime() = 0;
    virtual void resumeTotalTime() = 0;
    // Gives the call up and closes its connection. No listener function is called any more.
    virtual void cancel() = 0;
    // "127.0.0.1:9000"; empty until a connection stands.
    [[nodiscard]] virtual std::string_view remoteAddress() const = 0;

protected:
    ~ClientCall() = default;
};

// HTTP client with a keep-alive pool for each origin: HTTP/1.1, or HTTP/2 where the origin is known
// to speak it; there many calls share a connection. Strict: a response that two parsers could
// read differently is a Protocol failure. One retry only: an idempotent request without a body on a
// reused connection that closed before the first response byte (RFC 9110 section 9.2.2). Any other
// request is sent on a reused connection only after a look whether the origin has closed it.
// A response that comes before the whole request was sent is delivered; its connection is not
// reused. Over HTTP/2 nothing is upgraded, and a stream that the origin refuses (RFC 9113 section
// 8.7) is tried once more if none of its body has gone. Thread: one worker; it needs that thread's
// EpollDispatcher.
class HttpClient final {
public:
    HttpClient(TimerWheel &timers, net::Resolver &resolver);
    ~HttpClient(); // cancels what is under way

    // Never calls the listener before it returns.
    [[nodiscard]] ClientCall *start(std::shared_ptr<const Origin> origin,
                                    const OutgoingRequest &request, ResponseListener &listener);

    [[nodiscard]] std::size_t idleConnections() const;
    [[nodiscard]] std::size_t activeCalls() const;
    void closeIdleConnections();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gw::upstream
