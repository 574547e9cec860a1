// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

class QAbstractHttpServer;

namespace gw::http {

class PipeServer;
class ServiceCall;

// What QtHttpServer does not tell its handlers of a request, or tells changed.
struct ServiceRequest {
    Peer peer;
    std::string method;        // any token
    std::string target;        // raw
    bool isClientGone = false; // the answer is thrown away; a stream may end
};

// Lets a QAbstractHttpServer answer requests of our connections: the engine's own services. It gets
// whole requests, one a pipe, and never sees a client's socket. Answers of up to 64 KiB with a
// length leave in one piece; others are streamed. Thread: that of the server and of the exchanges,
// which is one worker.
class ServiceBridge final : public RequestHandler {
public:
    struct Limits {
        std::uint64_t requestBody = 4 * 1024 * 1024; // more is answered with 413
        // Of a stream without a length whose client lags; then it is cut.
        std::size_t backlog = 4 * 1024 * 1024;
    };

    // The server must outlive the bridge. Where the system gives no socket for the hand-over, every
    // request is answered with 503.
    explicit ServiceBridge(QAbstractHttpServer &server);
    ServiceBridge(QAbstractHttpServer &server, Limits limits);
    // What is still unanswered is aborted.
    ~ServiceBridge();
    ServiceBridge(const ServiceBridge &) = delete;
    ServiceBridge &operator=(const ServiceBridge &) = delete;

    void onRequest(Exchange &exchange) override;

    // Inside QtHttpServer's handleRequest(), and so inside every route: the request as it came.
    // Keep it to learn whether the client of a stream is still there. Null outside.
    [[nodiscard]] std::shared_ptr<const ServiceRequest> currentRequest() const { return m_current; }
    [[nodiscard]] std::size_t pendingRequests() const { return m_calls.size(); }

private:
    friend class ServiceCall;

    void forget(const ServiceCall &call);

    Limits m_limits;
    PipeServer *m_server = nullptr; // a child of the QAbstractHttpServer
    std::vector<std::unique_ptr<ServiceCall>> m_calls;
    std::shared_ptr<const ServiceRequest> m_current;
};

} // namespace gw::http
