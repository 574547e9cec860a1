// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/upstream/lying_origin.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct nghttp2_session;

namespace gw::test {

using Http2FieldTexts = std::vector<std::pair<std::string, std::string>>;

// The origin's end of a connection that speaks HTTP/2. Blocking, as OriginPeer.
class Http2Peer final {
public:
    struct Options {
        std::uint32_t maxStreams = 100;
        bool takesBodies = true;        // opens its windows as bytes come
        std::string_view greeting = {}; // goes out before everything, in one piece with it
    };

    struct Request {
        std::int32_t stream = 0;
        Http2FieldTexts fields;
        std::vector<std::string> unindexed; // names that stay out of the compression table
        std::string body;
        Http2FieldTexts trailers;
        bool hasHead = false;
        bool isWhole = false;
        std::optional<std::uint32_t> resetCode;

        [[nodiscard]] std::string field(std::string_view name) const;
    };

    explicit Http2Peer(OriginPeer &peer);
    Http2Peer(OriginPeer &peer, Options options);
    ~Http2Peer();
    Http2Peer(const Http2Peer &) = delete;
    Http2Peer &operator=(const Http2Peer &) = delete;

    // Reads until it holds; false when the client has closed before.
    bool waitFor(const std::function<bool()> &condition);
    // The next request that is not told yet, with its head, or whole. Null: the client has closed.
    Request *nextHead();
    Request *nextRequest();
    void readUntilClosed();

    void sendHead(std::int32_t stream, const Http2FieldTexts &fields, bool isLast = false);
    void sendInformational(std::int32_t stream, const Http2FieldTexts &fields);
    // Goes as the client's windows allow: while this peer reads.
    void sendBody(std::int32_t stream, std::string_view bytes, bool isLast = true,
                  const Http2FieldTexts &trailers = {});
    void respond(std::int32_t stream, std::string_view body = "ok");
    void reset(std::int32_t stream, std::uint32_t code);
    // Streams above `last` were not looked at.
    void goAway(std::int32_t last);
    void takeBody(std::int32_t stream, std::size_t bytes);

    // Bytes of a response body that have left so far.
    [[nodiscard]] std::size_t sentBody(std::int32_t stream) { return m_answers[stream].sent; }
    [[nodiscard]] std::map<std::int32_t, Request> &requests() { return m_requests; }

private:
    friend struct PeerCallbacks;
    struct Answer {
        std::string bytes;
        std::size_t sent = 0;
        Http2FieldTexts trailers;
        bool isLast = false;
    };

    bool readSome();
    void flush();

    OriginPeer &m_peer;
    Options m_options;
    nghttp2_session *m_session = nullptr;
    std::map<std::int32_t, Request> m_requests; // by stream
    std::map<std::int32_t, Answer> m_answers;
    std::int32_t m_told = 0;
};

// Answers every request with 200 and the text.
LyingOrigin::Script answeringHttp2(std::string body);

} // namespace gw::test
