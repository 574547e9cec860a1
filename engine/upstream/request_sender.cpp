// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/request_sender.h"

#include "http/head_writer.h"
#include "upstream/http_proxy.h"
#include "upstream/upstream_connection.h"

#include <array>

namespace gw::upstream {

namespace {

// What a proxy wants to be asked for (RFC 9112 section 3.2.2).
std::string absoluteForm(std::string_view target, const Origin &origin)
{
    std::string url = "http://" + origin.authority;
    return target.starts_with('/') ? url.append(target) : url; // "*" is the origin itself
}

} // namespace

void RequestSender::begin(const OutgoingRequest &request, const Origin &origin)
{
    http::OutgoingHead head;
    head.method = request.method;
    head.target = request.target;
    std::string absoluteTarget;
    if (origin.proxy != nullptr && origin.tls == nullptr) {
        absoluteTarget = absoluteForm(request.target, origin);
        head.target = absoluteTarget;
        head.proxyAuthorization = origin.proxy->authorization;
    }
    head.host = request.host;
    head.fields = request.fields;
    head.bodyLength = request.bodyLength;
    head.persistence =
        request.wantsUpgrade ? http::Persistence::Upgrade : http::Persistence::Default;
    m_head.clear();
    http::writeRequestHead(m_head, head);

    m_remaining = request.bodyLength;
    m_isHeadSent = false;
    m_isEnded = m_remaining == 0;
    m_isRepeatable = m_isEnded && http::isIdempotent(request.method);
}

void RequestSender::sendHead(UpstreamConnection &connection)
{
    if (!m_isHeadSent) {
        m_isHeadSent = true;
        connection.send(std::array{std::string_view(m_head)});
    }
}

RequestSender::Result RequestSender::sendBody(UpstreamConnection &connection,
                                              std::string_view bytes)
{
    if (m_isEnded || (m_remaining && bytes.size() > *m_remaining)) {
        return Result::LengthMismatch;
    }
    if (bytes.empty()) { // as a chunk it would end the body
        return Result::Sent;
    }
    const std::string_view head = m_isHeadSent ? std::string_view() : std::string_view(m_head);
    m_isHeadSent = true;
    if (m_remaining) {
        *m_remaining -= bytes.size();
        connection.send(std::array{head, bytes});
        return Result::Sent;
    }
    std::string chunkStart;
    http::writeChunkStart(chunkStart, bytes.size());
    connection.send(
        std::array{head, std::string_view(chunkStart), bytes, std::string_view("\r\n")});
    return Result::Sent;
}

RequestSender::Result RequestSender::end(UpstreamConnection &connection,
                                         const http::FieldList *trailers)
{
    if (m_isEnded) {
        return Result::Sent;
    }
    m_isEnded = true;
    if (m_remaining.value_or(0) != 0) {
        return Result::LengthMismatch;
    }
    if (m_remaining) {
        sendHead(connection);
        return Result::Sent;
    }
    const std::string_view head = m_isHeadSent ? std::string_view() : std::string_view(m_head);
    m_isHeadSent = true;
    std::string lastChunk;
    http::writeLastChunk(lastChunk, trailers);
    connection.send(std::array{head, std::string_view(lastChunk)});
    return Result::Sent;
}

} // namespace gw::upstream
