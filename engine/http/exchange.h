// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message_head.h"

#include <cstdint>
#include <optional>
#include <string>

namespace gw::http {

// Who is at the other end of the client's connection.
struct Peer {
    std::string address; // "127.0.0.1", "::1"
    std::uint16_t port = 0;
    bool isTls = false;
    std::string clientCertificateSha256; // hex; empty without a verified client certificate
};

enum class BodyFailure : std::uint8_t {
    TooLarge,  // over the limit that applies; answer 413
    Malformed, // broken chunk; answer 400
    TimedOut,  // the client stopped sending; answer 408
    // No answer is possible. Only told when the exchange has no observer, which hears it otherwise;
    // the exchange dies when the call returns.
    ClientGone,
};

// Takes a request body as it arrives. Called on the worker; never again after onBodyEnd() or
// onBodyFailed().
class BodyReader {
public:
    virtual void onBody(std::string_view bytes) = 0; // valid during the call
    virtual void onBodyEnd() = 0;
    virtual void onBodyFailed(BodyFailure failure) = 0;

protected:
    ~BodyReader() = default;
};

// Whoever answers an exchange hears of the client's side through this.
class ExchangeObserver {
public:
    // What was written has gone below the low-water mark: write on.
    virtual void onDrained() = 0;
    // The client has left before the answer was complete. The exchange dies when this returns, or,
    // if it is held, with release(); until then only request(), response(), arena() and release()
    // work.
    virtual void onClientGone() = 0;

protected:
    ~ExchangeObserver() = default;
};

// One request and its answer on a client's connection. The connection owns it; a handler holds it
// by reference from onRequest() until it has called respond(), finish() or abort(), or was told
// onClientGone(): after that it must not touch it. Thread: the connection's worker (a blocking hook
// may use request(), response() and arena() while the worker leaves them alone).
class Exchange {
public:
    // Bytes not yet taken by the client above which write() asks to wait.
    static constexpr std::size_t kHighWaterMark = 64 * 1024;

    [[nodiscard]] Arena &arena() { return m_arena; }
    [[nodiscard]] RequestHead &request() { return m_request; }
    [[nodiscard]] const RequestHead &request() const { return m_request; }
    // Fields set here go out with whatever answer is sent in the end.
    [[nodiscard]] ResponseHead &response() { return m_response; }
    [[nodiscard]] const Peer &peer() const { return *m_peer; }

    void setObserver(ExchangeObserver *observer) { m_observer = observer; }

    // --- Request body -------------------------------------------------------------------------
    // Declared length; no value for a chunked body. Zero when there is none.
    [[nodiscard]] virtual std::optional<std::uint64_t> requestBodyLength() const = 0;
    // Starts delivery (and answers "Expect: 100-continue" with 100). At most one reader.
    virtual void readBody(BodyReader &reader) = 0;
    // Back-pressure towards the client.
    virtual void pauseBody() = 0;
    virtual void resumeBody() = 0;
    // Trailer fields of a chunked request; known after onBodyEnd().
    [[nodiscard]] const FieldList &requestTrailers() const { return m_requestTrailers; }

    // --- Answer -------------------------------------------------------------------------------
    // Sends response() with the whole body and ends the exchange. A body for HEAD, 204 or 304 is
    // not sent, but its length is told as RFC 9110 section 8.6 allows.
    virtual void respond(std::string_view body) = 0;
    // Sends response() as a head; the body follows by write(). Without a length the body is chunked
    // (HTTP/1.0: ended by closing). With a length exactly that many bytes must follow.
    virtual void startResponse(std::optional<std::uint64_t> length) = 0;
    // Returns false when the client lags behind: wait for onDrained() before writing more.
    virtual bool write(std::string_view bytes) = 0;
    // Ends a started answer properly, with trailers when it is chunked and any are given.
    virtual void finish(const FieldList *trailers) = 0;
    // Ends it so that the client sees that it is incomplete.
    virtual void abort() = 0;
    // Sends a 1xx head at once (103 Early Hints).
    virtual void sendInformational(int status, const FieldList &fields) = 0;
    // Sends response() as 101 and turns the connection into a byte stream: the body reader gets
    // what the client sends, write() sends bytes, finish() ends our direction. Ends by onBodyEnd()
    // and finish() both, or by abort().
    virtual void upgrade() = 0;

    [[nodiscard]] virtual bool isResponseStarted() const = 0;
    // Bytes sent to the client so far for this exchange, head included.
    [[nodiscard]] virtual std::uint64_t bytesSent() const = 0;
    // Of those, what the client's socket has not taken yet; 0 without a socket.
    [[nodiscard]] virtual std::size_t bytesWaiting() const { return 0; }
    // Asks for "Connection: close" after this answer.
    virtual void closeAfterResponse() = 0;

    // Between hold() and release() the heads and the arena outlive the client: a hook may be at
    // work on them in another thread. release() on the worker; after it the rules above apply
    // again.
    virtual void hold() = 0;
    virtual void release() = 0;

protected:
    explicit Exchange(const Peer &peer)
        : m_peer(&peer)
    {
    }
    ~Exchange() = default;
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    Arena m_arena;
    RequestHead m_request{m_arena};
    ResponseHead m_response{m_arena};
    Arena m_trailerArena; // apart: trailers come while a hook may have the other to itself
    FieldList m_requestTrailers{m_trailerArena};
    const Peer *m_peer;
    ExchangeObserver *m_observer = nullptr;
};

// Answers the requests of a listener. One for each worker.
class RequestHandler {
public:
    // The head was checked; the body waits. The handler answers now or later.
    virtual void onRequest(Exchange &exchange) = 0;

protected:
    ~RequestHandler() = default;
};

} // namespace gw::http
