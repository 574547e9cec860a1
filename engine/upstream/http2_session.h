// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/upstream_connection.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

struct nghttp2_session;

namespace gw::http {
class FieldList;
}

namespace gw::upstream {

class Http2Call;
class Http2Session;
struct Http2Callbacks;

// Where sessions live.
class Http2Owner {
public:
    // It takes no calls any more and has none; it may be on the stack.
    virtual void onSessionClosed(Http2Session &session) = 0;
    // Whether it is kept for the next call.
    [[nodiscard]] virtual bool mayStayIdle(const Http2Session &session) const = 0;

protected:
    ~Http2Owner() = default;
};

// One connection that speaks HTTP/2 from its first byte, without TLS: "prior knowledge" of RFC 9113
// section 3.3. It carries many calls at a time, each on a stream of its own. Opens its streams to
// as much of a body as kStreamWindow: more comes when the call has passed it on.
// Thread: the client's worker.
class Http2Session final : private ConnectionUser, private SoonTask, private Deadline {
public:
    static constexpr std::int32_t kStreamWindow = 256 * 1024;

    Http2Session(Http2Owner &owner, ConnectionServices &services,
                 std::shared_ptr<const Origin> origin);
    ~Http2Session() override;

    // Tells its calls when the connection stands or fails, never before this returns.
    void open(std::chrono::milliseconds limit);

    [[nodiscard]] const Origin &origin() const { return m_connection.origin(); }
    [[nodiscard]] std::string_view remoteAddress() const { return m_connection.remoteAddress(); }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] bool isIdle() const { return m_calls.empty(); }
    [[nodiscard]] bool takesCalls() const;
    // Asks the kernel whether the origin has closed. A system call.
    [[nodiscard]] bool looksAlive() const { return m_connection.looksAlive(); }
    // When the origin has last sent anything.
    [[nodiscard]] Clock::time_point lastHeard() const { return m_lastHeard; }

    // Starts a request; its head leaves at the end of the round of events. The stream's number, or
    // a negative one if there is none to be had.
    [[nodiscard]] std::int32_t start(Http2Call &call, const http::FieldList &fields, bool hasBody);
    // The call has more of its body, or its end.
    void resumeBody(std::int32_t stream);
    // The call has passed on so much of its response.
    void grantMore(std::int32_t stream, std::size_t bytes);
    // The call hears nothing any more. A stream that is not at its end is reset.
    void leave(std::int32_t stream, bool isResponseComplete);
    // Takes no further calls; closes behind the last one.
    void retire();
    // Only when it is idle.
    void close();

private:
    friend struct Http2Callbacks;
    enum class State : std::uint8_t { Opening, Open, Closed };

    void onOpen() override;
    void onOpenFailed(Failure failure) override;
    void onBytes(std::string_view bytes) override;
    void onPeerClosed(std::string_view problem) override;
    void onSent() override;
    void onSoon() override;
    void onExpired() override;

    void forget(std::int32_t stream);
    void flush();
    [[nodiscard]] bool collectFrames();
    void closeWhenDone();
    void end(const Failure &failure);
    [[nodiscard]] std::string protocolProblem() const;
    [[nodiscard]] Http2Call *callOf(std::int32_t stream) const;

    struct Deleter {
        void operator()(nghttp2_session *session) const;
    };

    Http2Owner &m_owner;
    ConnectionServices &m_services;
    UpstreamConnection m_connection;
    std::unique_ptr<nghttp2_session, Deleter> m_protocol;
    std::unordered_map<std::int32_t, Http2Call *> m_calls; // by stream
    std::string m_frames;                                  // on their way to the connection
    std::string m_problem;                                 // what the origin did wrong
    Clock::time_point m_lastHeard = Clock::time_point::min();
    Clock::time_point m_openUntil = Clock::time_point::max(); // while it is being opened
    State m_state = State::Opening;
    bool m_isRetired = false;
    bool m_isInside = false;  // of a function of nghttp2, which must not be called again
    bool m_hasSpoken = false; // the origin has
    bool m_isHttp1 = false;   // and in HTTP/1
};

} // namespace gw::upstream
