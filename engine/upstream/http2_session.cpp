// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http2_session.h"

#include "upstream/http2_call.h"
#include "upstream/http2_callbacks.h"

#include <algorithm>
#include <array>
#include <nghttp2/nghttp2.h>
#include <utility>
#include <vector>

namespace gw::upstream {

namespace {

// Frames are made while less than this waits for the kernel.
constexpr std::size_t kMostUnsent = 64 * 1024;
// What servers usually take at a time.
constexpr std::size_t kUsualStreams = 100;
// Of all streams together; given back at once, so that a call that waits does not hold up others.
constexpr std::int32_t kConnectionWindow = 4 * 1024 * 1024;

struct OptionsDeleter {
    void operator()(nghttp2_option *options) const { nghttp2_option_del(options); }
};

} // namespace

void Http2Session::Deleter::operator()(nghttp2_session *session) const
{
    nghttp2_session_del(session);
}

Http2Session::Http2Session(Http2Owner &owner, ConnectionServices &services,
                           std::shared_ptr<const Origin> origin)
    : m_owner(owner)
    , m_services(services)
    , m_connection(services, std::move(origin))
{
    nghttp2_option *rawOptions = nullptr;
    nghttp2_option_new(&rawOptions);
    const std::unique_ptr<nghttp2_option, OptionsDeleter> options(rawOptions);
    nghttp2_option_set_no_auto_window_update(rawOptions, 1);
    // Until the origin has told how many streams it takes, one: more might be refused.
    nghttp2_option_set_peer_max_concurrent_streams(rawOptions, 1);
    nghttp2_session *session = nullptr;
    nghttp2_session_client_new2(&session, http2Callbacks(), this, rawOptions);
    m_protocol.reset(session);

    constexpr std::array kSettings = {
        nghttp2_settings_entry{NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
        nghttp2_settings_entry{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, kStreamWindow},
        nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE,
                               std::uint32_t(http::ParserLimits().headBytes)}};
    nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, kSettings.data(), kSettings.size());
    nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, kConnectionWindow);
    m_connection.setUser(*this);
}

Http2Session::~Http2Session()
{
    m_services.timers.disarm(*this);
    m_services.soon.remove(*this);
}

void Http2Session::open(std::chrono::milliseconds limit)
{
    if (limit > limit.zero()) {
        m_openUntil = Clock::now() + limit;
    }
    m_connection.open(limit);
}

bool Http2Session::takesCalls() const
{
    if (m_state == State::Closed || m_isRetired ||
        nghttp2_session_check_request_allowed(m_protocol.get()) == 0) {
        return false;
    }
    if (!m_hasSpoken) { // those that turn out to be too many wait for their turn
        return m_calls.size() < kUsualStreams && (isOpen() || Clock::now() < m_openUntil);
    }
    return m_calls.size() < nghttp2_session_get_remote_settings(
                                m_protocol.get(), NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS);
}

std::int32_t Http2Session::start(Http2Call &call, const http::FieldList &fields, bool hasBody)
{
    const std::vector<nghttp2_nv> pairs = pairsOf(fields);
    const nghttp2_data_provider2 body = bodyProvider();
    const std::int32_t stream = nghttp2_submit_request2(
        m_protocol.get(), nullptr, pairs.data(), pairs.size(), hasBody ? &body : nullptr, nullptr);
    if (stream < 0) {
        retire();
        return stream;
    }
    m_services.timers.disarm(*this);
    m_calls.emplace(stream, &call);
    m_services.soon.add(*this);
    return stream;
}

void Http2Session::resumeBody(std::int32_t stream)
{
    nghttp2_session_resume_data(m_protocol.get(), stream);
    m_services.soon.add(*this);
}

void Http2Session::grantMore(std::int32_t stream, std::size_t bytes)
{
    nghttp2_session_consume_stream(m_protocol.get(), stream, bytes);
    m_services.soon.add(*this);
}

void Http2Session::leave(std::int32_t stream, bool isResponseComplete)
{
    if (m_state == State::Closed) {
        return;
    }
    const int localClose = nghttp2_session_get_stream_local_close(m_protocol.get(), stream);
    if (localClose != 1 || !isResponseComplete) { // a head that has not gone yet is taken back
        nghttp2_submit_rst_stream(m_protocol.get(), NGHTTP2_FLAG_NONE, stream, NGHTTP2_CANCEL);
    }
    forget(stream);
}

void Http2Session::forget(std::int32_t stream)
{
    m_calls.erase(stream);
    m_services.soon.add(*this);
    if (m_calls.empty()) {
        m_isRetired = m_isRetired || !m_owner.mayStayIdle(*this);
        m_services.timers.arm(*this, Clock::now() + UpstreamConnection::kIdleTime);
    }
}

void Http2Session::retire()
{
    m_isRetired = true;
    m_services.soon.add(*this);
}

void Http2Session::onOpen()
{
    m_state = State::Open;
    for (const auto &[stream, call] : m_calls) {
        call->onSessionOpen(); // tells nobody
    }
    flush();
}

void Http2Session::onOpenFailed(Failure failure)
{
    end(failure);
}

void Http2Session::onBytes(std::string_view bytes)
{
    constexpr std::string_view kHttp1 = "HTTP/1";
    m_lastHeard = Clock::now();
    m_isHttp1 = m_isHttp1 || (!m_hasSpoken && bytes.starts_with(kHttp1));
    m_hasSpoken = true;
    m_problem.clear();
    m_isInside = true;
    const nghttp2_ssize taken = nghttp2_session_mem_recv2(
        m_protocol.get(), reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
    m_isInside = false;
    if (m_state == State::Closed) {
        return;
    }
    if (taken < 0 && m_problem.empty()) {
        m_problem = nghttp2_strerror(static_cast<int>(taken));
    }
    if (taken < 0) {
        end({FailureKind::Protocol, protocolProblem()});
        return;
    }
    flush();
}

void Http2Session::onPeerClosed(std::string_view problem)
{
    const std::string text =
        problem.empty() ? "Closed before the response was complete" : std::string(problem);
    end({FailureKind::Closed, std::string(remoteAddress()) + ": " + text});
}

void Http2Session::onSent()
{
    flush();
}

void Http2Session::onSoon()
{
    if (m_state == State::Open) {
        flush();
    }
    closeWhenDone();
}

void Http2Session::onExpired()
{
    close();
}

// Hands over what nghttp2 has to send, as much as the connection takes in good time, and many
// frames with one system call.
void Http2Session::flush()
{
    while (m_state == State::Open && m_connection.unsent() < kMostUnsent) {
        const bool isWell = collectFrames();
        if (m_state == State::Open && !isWell) {
            end({FailureKind::Protocol, protocolProblem()});
        }
        if (m_frames.empty()) {
            break;
        }
        m_connection.send(std::array{std::string_view(m_frames)});
    }
    if (m_state == State::Open && nghttp2_session_want_read(m_protocol.get()) == 0 &&
        nghttp2_session_want_write(m_protocol.get()) == 0) {
        end({FailureKind::Protocol, protocolProblem()});
    }
}

// False: nghttp2 can go on no more.
bool Http2Session::collectFrames()
{
    m_frames.clear();
    m_isInside = true;
    nghttp2_ssize size = 0;
    do {
        const std::uint8_t *bytes = nullptr;
        size = nghttp2_session_mem_send2(m_protocol.get(), &bytes);
        m_frames.append(reinterpret_cast<const char *>(bytes), std::size_t(std::max(size, {})));
    } while (size > 0 && m_frames.size() < kMostUnsent);
    m_isInside = false;
    if (size < 0) {
        m_problem = nghttp2_strerror(static_cast<int>(size));
    }
    return size >= 0;
}

void Http2Session::closeWhenDone()
{
    const bool isWaitedFor = m_state == State::Open && !m_isRetired;
    if (m_calls.empty() && !isWaitedFor) {
        close();
    }
}

void Http2Session::close()
{
    if (m_state == State::Open && !m_isInside) { // says good-bye, should the kernel take it
        nghttp2_session_terminate_session(m_protocol.get(), NGHTTP2_NO_ERROR);
        if (collectFrames()) {
            m_connection.send(std::array{std::string_view(m_frames)});
        }
    }
    if (m_state != State::Closed) {
        m_state = State::Closed;
        m_services.timers.disarm(*this);
        m_services.soon.remove(*this);
        m_connection.close();
        m_owner.onSessionClosed(*this);
    }
}

// The connection is of no more use; the calls that are left end with it, or try another one.
void Http2Session::end(const Failure &failure)
{
    const auto calls = std::exchange(m_calls, {});
    close();
    for (const auto &[stream, call] : calls) {
        call->onSessionEnded(*this, stream, failure);
    }
}

std::string Http2Session::protocolProblem() const
{
    const std::string peer = std::string(remoteAddress()) + ": ";
    if (m_isHttp1) {
        return peer + "the origin answers in HTTP/1: name it with http:// instead of h2c://";
    }
    return peer + (m_problem.empty() ? "the origin ended the HTTP/2 connection" : m_problem);
}

Http2Call *Http2Session::callOf(std::int32_t stream) const
{
    const auto found = m_calls.find(stream);
    return found == m_calls.end() ? nullptr : found->second;
}

} // namespace gw::upstream
