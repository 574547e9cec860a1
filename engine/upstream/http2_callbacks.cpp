// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http2_callbacks.h"

#include "upstream/http2_call.h"
#include "upstream/http2_session.h"

#include <memory>
#include <span>

namespace gw::upstream {

namespace {

std::string_view textOf(const std::uint8_t *bytes, std::size_t size)
{
    return {reinterpret_cast<const char *>(bytes), size};
}

std::uint8_t *bytesOf(std::string_view text)
{
    return reinterpret_cast<std::uint8_t *>(const_cast<char *>(text.data()));
}

} // namespace

// A stream whose call has gone is on its way to be reset: what still comes for it is dropped.
struct Http2Callbacks {
    static Http2Session &sessionOf(void *userData)
    {
        return *static_cast<Http2Session *>(userData);
    }

    static Http2Call *callOf(void *userData, std::int32_t stream)
    {
        return sessionOf(userData).callOf(stream);
    }

    static int onBeginHeaders(nghttp2_session *, const nghttp2_frame *frame, void *userData)
    {
        if (Http2Call *call = callOf(userData, frame->hd.stream_id)) {
            call->onFieldsBegin();
        }
        return 0;
    }

    static int onHeader(nghttp2_session *, const nghttp2_frame *frame, const std::uint8_t *name,
                        std::size_t nameSize, const std::uint8_t *value, std::size_t valueSize,
                        std::uint8_t, void *userData)
    {
        Http2Call *call = callOf(userData, frame->hd.stream_id);
        const bool isTaken =
            call != nullptr && call->onField(textOf(name, nameSize), textOf(value, valueSize));
        return isTaken ? 0 : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE; // resets the stream
    }

    // Without this nghttp2 would pass over the field.
    static int onInvalidHeader(nghttp2_session *, const nghttp2_frame *frame, const std::uint8_t *,
                               std::size_t, const std::uint8_t *, std::size_t, std::uint8_t,
                               void *userData)
    {
        if (Http2Call *call = callOf(userData, frame->hd.stream_id)) {
            call->onRefused("a field that breaks the grammar");
        }
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    }

    static int onInvalidFrame(nghttp2_session *, const nghttp2_frame *frame, int error,
                              void *userData)
    {
        if (Http2Call *call = callOf(userData, frame->hd.stream_id)) {
            call->onRefused(nghttp2_strerror(error));
        }
        return 0;
    }

    static int onData(nghttp2_session *protocol, std::uint8_t, std::int32_t stream,
                      const std::uint8_t *bytes, std::size_t size, void *userData)
    {
        nghttp2_session_consume_connection(protocol, size);
        if (Http2Call *call = callOf(userData, stream)) {
            call->onData(textOf(bytes, size));
        }
        return 0;
    }

    static int onFrame(nghttp2_session *, const nghttp2_frame *frame, void *userData)
    {
        const bool isHead = frame->hd.type == NGHTTP2_HEADERS;
        Http2Call *call = callOf(userData, frame->hd.stream_id);
        if (call != nullptr && frame->hd.type == NGHTTP2_RST_STREAM) {
            call->onReset();
        }
        if (!isHead && frame->hd.type != NGHTTP2_DATA) {
            return 0;
        }
        const bool isLast = (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
        if (call != nullptr && isHead) {
            call->onFieldsEnd(isLast);
            call = callOf(userData, frame->hd.stream_id);
        }
        if (call != nullptr && isLast) {
            call->onResponseEnd();
        }
        return 0;
    }

    static int onStreamClose(nghttp2_session *, std::int32_t stream, std::uint32_t code,
                             void *userData)
    {
        Http2Session &session = sessionOf(userData);
        if (Http2Call *call = session.callOf(stream)) {
            session.forget(stream);
            call->onStreamClosed(code);
        }
        return 0;
    }

    static int onError(nghttp2_session *, int, const char *text, std::size_t size, void *userData)
    {
        sessionOf(userData).m_problem.assign(text, size);
        return 0;
    }

    static nghttp2_ssize readBody(nghttp2_session *protocol, std::int32_t stream,
                                  std::uint8_t *buffer, std::size_t size, std::uint32_t *flags,
                                  nghttp2_data_source *, void *userData)
    {
        Http2Call *call = callOf(userData, stream);
        if (call == nullptr) {
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        }
        const std::size_t taken = call->takeBody({reinterpret_cast<char *>(buffer), size});
        if (call->isBodyTaken()) {
            *flags |= NGHTTP2_DATA_FLAG_EOF;
            if (const std::vector<nghttp2_nv> trailers = pairsOf(call->trailersToSend());
                !trailers.empty()) {
                *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
                if (nghttp2_submit_trailer(protocol, stream, trailers.data(), trailers.size()) !=
                    0) {
                    return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
                }
            }
            return static_cast<nghttp2_ssize>(taken);
        }
        return taken == 0 ? nghttp2_ssize(NGHTTP2_ERR_DEFERRED) : nghttp2_ssize(taken);
    }
};

namespace {

struct CallbacksDeleter {
    void operator()(nghttp2_session_callbacks *callbacks) const
    {
        nghttp2_session_callbacks_del(callbacks);
    }
};

std::unique_ptr<nghttp2_session_callbacks, CallbacksDeleter> makeCallbacks()
{
    nghttp2_session_callbacks *table = nullptr;
    nghttp2_session_callbacks_new(&table);
    nghttp2_session_callbacks_set_on_begin_headers_callback(table, Http2Callbacks::onBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(table, Http2Callbacks::onHeader);
    nghttp2_session_callbacks_set_on_invalid_header_callback(table,
                                                             Http2Callbacks::onInvalidHeader);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(table,
                                                                 Http2Callbacks::onInvalidFrame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table, Http2Callbacks::onData);
    nghttp2_session_callbacks_set_on_frame_recv_callback(table, Http2Callbacks::onFrame);
    nghttp2_session_callbacks_set_on_stream_close_callback(table, Http2Callbacks::onStreamClose);
    nghttp2_session_callbacks_set_error_callback2(table, Http2Callbacks::onError);
    return std::unique_ptr<nghttp2_session_callbacks, CallbacksDeleter>(table);
}

} // namespace

const nghttp2_session_callbacks *http2Callbacks()
{
    static const auto kTable = makeCallbacks();
    return kTable.get();
}

nghttp2_data_provider2 bodyProvider()
{
    return {{}, Http2Callbacks::readBody};
}

std::vector<nghttp2_nv> pairsOf(const http::FieldList &fields)
{
    std::vector<nghttp2_nv> pairs;
    pairs.reserve(fields.size());
    for (const auto &[name, value] : fields) {
        pairs.push_back({bytesOf(name), bytesOf(value), name.size(), value.size(),
                         NGHTTP2_NV_FLAG_NONE}); // it keeps credentials unindexed by itself
    }
    return pairs;
}

} // namespace gw::upstream
