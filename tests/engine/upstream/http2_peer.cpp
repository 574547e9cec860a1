// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/http2_peer.h"

#include <algorithm>
#include <nghttp2/nghttp2.h>

namespace gw::test {

namespace {

std::vector<nghttp2_nv> pairsOf(const Http2FieldTexts &fields)
{
    std::vector<nghttp2_nv> pairs;
    for (const auto &[name, value] : fields) {
        const auto bytes = [](const std::string &text) {
            return reinterpret_cast<std::uint8_t *>(const_cast<char *>(text.data()));
        };
        pairs.push_back({bytes(name), bytes(value), name.size(), value.size(), 0});
    }
    return pairs;
}

} // namespace

struct PeerCallbacks {
    static Http2Peer &peerOf(void *userData) { return *static_cast<Http2Peer *>(userData); }

    static int onHeader(nghttp2_session *, const nghttp2_frame *frame, const std::uint8_t *name,
                        std::size_t nameSize, const std::uint8_t *value, std::size_t valueSize,
                        std::uint8_t flags, void *userData)
    {
        Http2Peer::Request &request = peerOf(userData).m_requests[frame->hd.stream_id];
        request.stream = frame->hd.stream_id;
        if ((flags & NGHTTP2_NV_FLAG_NO_INDEX) != 0) {
            request.unindexed.emplace_back(name, name + nameSize);
        }
        (request.hasHead ? request.trailers : request.fields)
            .emplace_back(std::string(name, name + nameSize),
                          std::string(value, value + valueSize));
        return 0;
    }

    static int onFrame(nghttp2_session *, const nghttp2_frame *frame, void *userData)
    {
        const std::uint8_t type = frame->hd.type;
        if (type == NGHTTP2_HEADERS || type == NGHTTP2_DATA) {
            Http2Peer::Request &request = peerOf(userData).m_requests[frame->hd.stream_id];
            request.hasHead = true;
            request.isWhole = (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
        } else if (type == NGHTTP2_RST_STREAM) {
            peerOf(userData).m_requests[frame->hd.stream_id].resetCode =
                frame->rst_stream.error_code;
        }
        return 0;
    }

    static int onData(nghttp2_session *, std::uint8_t, std::int32_t stream,
                      const std::uint8_t *bytes, std::size_t size, void *userData)
    {
        Http2Peer &peer = peerOf(userData);
        peer.m_requests[stream].body.append(reinterpret_cast<const char *>(bytes), size);
        if (peer.m_options.takesBodies) {
            peer.takeBody(stream, size);
        }
        return 0;
    }

    static nghttp2_ssize readBody(nghttp2_session *session, std::int32_t stream,
                                  std::uint8_t *buffer, std::size_t space, std::uint32_t *flags,
                                  nghttp2_data_source *, void *userData)
    {
        Http2Peer::Answer &answer = peerOf(userData).m_answers[stream];
        const std::size_t size = std::min(space, answer.bytes.size() - answer.sent);
        std::copy_n(answer.bytes.begin() + std::ptrdiff_t(answer.sent), size, buffer);
        answer.sent += size;
        if (answer.isLast && answer.sent == answer.bytes.size()) {
            *flags |= NGHTTP2_DATA_FLAG_EOF;
            if (!answer.trailers.empty()) {
                *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
                const auto pairs = pairsOf(answer.trailers);
                nghttp2_submit_trailer(session, stream, pairs.data(), pairs.size());
            }
            return nghttp2_ssize(size);
        }
        return size == 0 ? nghttp2_ssize(NGHTTP2_ERR_DEFERRED) : nghttp2_ssize(size);
    }
};

std::string Http2Peer::Request::field(std::string_view name) const
{
    const auto found = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? std::string() : found->second;
}

Http2Peer::Http2Peer(OriginPeer &peer)
    : Http2Peer(peer, Options())
{
}

Http2Peer::Http2Peer(OriginPeer &peer, Options options)
    : m_peer(peer)
    , m_options(options)
{
    nghttp2_session_callbacks *callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, PeerCallbacks::onHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, PeerCallbacks::onFrame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, PeerCallbacks::onData);
    nghttp2_option *sessionOptions = nullptr;
    nghttp2_option_new(&sessionOptions);
    nghttp2_option_set_no_auto_window_update(sessionOptions, 1);
    nghttp2_session_server_new2(&m_session, callbacks, this, sessionOptions);
    nghttp2_option_del(sessionOptions);
    nghttp2_session_callbacks_del(callbacks);
    const nghttp2_settings_entry setting{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS,
                                         options.maxStreams};
    nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, &setting, 1);
    flush();
}

Http2Peer::~Http2Peer()
{
    nghttp2_session_del(m_session);
}

bool Http2Peer::readSome()
{
    const std::string bytes = m_peer.readOnce();
    if (bytes.empty() ||
        nghttp2_session_mem_recv2(m_session, reinterpret_cast<const std::uint8_t *>(bytes.data()),
                                  bytes.size()) < 0) {
        return false;
    }
    flush();
    return true;
}

void Http2Peer::flush()
{
    std::string out(std::exchange(m_options.greeting, {}));
    const std::uint8_t *bytes = nullptr;
    for (nghttp2_ssize size = 0; (size = nghttp2_session_mem_send2(m_session, &bytes)) > 0;) {
        out.append(reinterpret_cast<const char *>(bytes), std::size_t(size));
    }
    m_peer.send(out);
}

bool Http2Peer::waitFor(const std::function<bool()> &condition)
{
    while (!condition()) {
        flush(); // it may have opened windows
        if (!readSome()) {
            return false;
        }
    }
    return true;
}

Http2Peer::Request *Http2Peer::nextHead()
{
    const auto next = [this] {
        return m_requests.upper_bound(m_told);
    };
    if (!waitFor([&] { return next() != m_requests.end() && next()->second.hasHead; })) {
        return nullptr;
    }
    Request &request = next()->second;
    m_told = request.stream;
    return &request;
}

Http2Peer::Request *Http2Peer::nextRequest()
{
    Request *request = nextHead();
    return request != nullptr && waitFor([&] { return request->isWhole; }) ? request : nullptr;
}

void Http2Peer::readUntilClosed()
{
    waitFor([] { return false; });
}

void Http2Peer::sendHead(std::int32_t stream, const Http2FieldTexts &fields, bool isLast)
{
    const auto pairs = pairsOf(fields);
    const nghttp2_data_provider2 body{{}, PeerCallbacks::readBody};
    nghttp2_submit_response2(m_session, stream, pairs.data(), pairs.size(),
                             isLast ? nullptr : &body);
    flush();
}

void Http2Peer::sendInformational(std::int32_t stream, const Http2FieldTexts &fields)
{
    const auto pairs = pairsOf(fields);
    nghttp2_submit_headers(m_session, NGHTTP2_FLAG_NONE, stream, nullptr, pairs.data(),
                           pairs.size(), nullptr);
    flush();
}

void Http2Peer::sendBody(std::int32_t stream, std::string_view bytes, bool isLast,
                         const Http2FieldTexts &trailers)
{
    Answer &answer = m_answers[stream];
    answer.bytes += bytes;
    answer.isLast = isLast;
    answer.trailers = trailers;
    nghttp2_session_resume_data(m_session, stream);
    flush();
}

void Http2Peer::respond(std::int32_t stream, std::string_view body)
{
    sendHead(stream, {{":status", "200"}});
    sendBody(stream, body);
}

void Http2Peer::reset(std::int32_t stream, std::uint32_t code)
{
    nghttp2_submit_rst_stream(m_session, NGHTTP2_FLAG_NONE, stream, code);
    flush();
}

void Http2Peer::goAway(std::int32_t last)
{
    nghttp2_submit_goaway(m_session, NGHTTP2_FLAG_NONE, last, NGHTTP2_NO_ERROR, nullptr, 0);
    flush();
}

void Http2Peer::takeBody(std::int32_t stream, std::size_t bytes)
{
    nghttp2_session_consume(m_session, stream, bytes);
}

LyingOrigin::Script answeringHttp2(std::string body)
{
    return [body = std::move(body)](OriginPeer &peer) {
        Http2Peer http(peer);
        while (const auto *request = http.nextRequest()) {
            http.respond(request->stream, body);
        }
    };
}

} // namespace gw::test
