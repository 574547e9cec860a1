// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/arena.h"
#include "upstream/call_limits.h"
#include "upstream/http_client.h"
#include "upstream/soon_queue.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace gw::upstream {

class Http2Call;
class Http2Session;

// What a call over HTTP/2 needs of its client. Thread: the client's worker.
class Http2CallHost {
public:
    // One that stands or is being opened. `isCareful`: the request cannot be sent twice, so that a
    // connection that has died unnoticed will not do.
    [[nodiscard]] virtual Http2Session &session(const std::shared_ptr<const Origin> &origin,
                                                std::chrono::milliseconds connectLimit,
                                                bool isCareful) = 0;
    // The call has ended and may serve another request.
    virtual void recycle(Http2Call &call) = 0;

protected:
    ~Http2CallHost() = default;
};

// One request and its response on a stream of an HTTP/2 connection. The object and its buffers
// serve one call after another. Sends again, once, what the origin has not begun to answer:
// a refused stream, and what HttpClient promises of a connection that closed.
// Thread: the client's worker.
class Http2Call final : public ClientCall, private SoonTask {
public:
    Http2Call(Http2CallHost &host, TimerWheel &timers, SoonQueue &soon);
    ~Http2Call(); // cancels

    void begin(std::shared_ptr<const Origin> origin, const OutgoingRequest &request,
               ResponseListener &listener);

    bool write(std::string_view bytes) override;
    using ClientCall::endBody;
    void endBody(const http::FieldList *trailers) override;
    void pause() override;
    void resume() override;
    void holdTotalTime() override { m_totalDeadline.hold(); }
    void resumeTotalTime() override { m_totalDeadline.goOn(); }
    void cancel() override;
    [[nodiscard]] std::string_view remoteAddress() const override { return m_remoteAddress; }

    // For its session.
    void onSessionOpen();
    // Ignored unless the call is still on that stream of it.
    void onSessionEnded(const Http2Session &session, std::int32_t stream, const Failure &failure);
    void onFieldsBegin();
    // False: the head is over its limits.
    [[nodiscard]] bool onField(std::string_view name, std::string_view value);
    void onFieldsEnd(bool isLast);
    void onData(std::string_view bytes);
    void onResponseEnd();
    // What the origin sent is no HTTP message; the stream is about to be reset.
    void onRefused(std::string_view problem);
    void onReset() { m_isReset = true; }
    void onStreamClosed(std::uint32_t errorCode);
    // Moves the next bytes of the request body there; how many.
    [[nodiscard]] std::size_t takeBody(std::span<char> space);
    [[nodiscard]] bool isBodyTaken() const { return m_isBodyEnded && unsent() == 0; }
    [[nodiscard]] const http::FieldList &trailersToSend() const { return m_requestTrailers; }

private:
    enum class Stage : std::uint8_t { Opening, AwaitingHead, Receiving };

    void onSoon() override;
    void onStageExpired();
    void onTotalExpired();

    void attach();
    void detach();
    [[nodiscard]] std::size_t unsent() const { return m_body.size() - m_bodyStart; }
    [[nodiscard]] bool mayResend() const;
    [[nodiscard]] bool isUntouched() const;
    void doubtSession(CallLimits::Milliseconds patience = {});
    void resend();
    void watchSending();
    void watchBody();

    [[nodiscard]] bool hasMoreToReport() const;
    void goOnReceiving();
    void reportHead();
    void finish();
    void fail(FailureKind kind, std::string_view text);
    void fail(const Failure &failure);
    void failLater(FailureKind kind, std::string_view text);
    ResponseListener *release();

    Http2CallHost &m_host;
    SoonQueue &m_soon;
    CallDeadline<Http2Call> m_stageDeadline;
    CallDeadline<Http2Call> m_totalDeadline;

    std::shared_ptr<const Origin> m_origin;
    Http2Session *m_session = nullptr; // while it has a stream
    std::int32_t m_stream = -1;
    ResponseListener *m_listener = nullptr; // null: the call is over
    CallLimits m_limits;
    Clock::time_point m_startedAt; // on this session
    std::string m_remoteAddress;

    http::Arena m_arena;
    http::FieldList m_requestFields{m_arena};
    http::FieldList m_requestTrailers{m_arena};
    std::string m_body; // of the request, what has not gone yet
    std::size_t m_bodyStart = 0;
    std::optional<std::uint64_t> m_remaining; // of a body with a length

    int m_status = 0;
    http::FieldList m_fields{m_arena};
    http::FieldList m_trailers{m_arena};
    std::size_t m_fieldBytes = 0; // of the head, or trailers, being read
    std::optional<std::uint64_t> m_bodyLength;
    std::string m_held;    // of the response, while paused
    std::string m_refusal; // why the response is not accepted
    std::optional<Failure> m_pendingFailure;

    std::uint32_t m_serial = 0; // changes when the call is over
    int m_informational = 0;
    Stage m_stage = Stage::Opening;
    bool m_isIdempotent = false;
    bool m_isBodyEnded = false; // all of the request is known
    bool m_hasSentBody = false; // some of it has gone
    bool m_isReused = false;    // the connection stood before
    bool m_hasResent = false;
    bool m_hasHead = false;    // the final one is there
    bool m_isHeadHeld = false; // and not reported yet
    bool m_isComplete = false; // the whole response is there
    bool m_isReset = false;    // by the origin
    bool m_isPaused = false;
    bool m_isLagging = false; // write() asked to wait
    bool m_mayWrite = false;  // and is about to hear that it may go on
};

} // namespace gw::upstream
