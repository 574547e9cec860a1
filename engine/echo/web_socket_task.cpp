// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/web_socket_task.h"

#include "echo/text_codec.h"

#include <algorithm>

namespace gw::echo {

namespace {

bool listsToken(const http::FieldList &fields, std::string_view name, std::string_view token)
{
    for (const http::Field &field : fields) {
        if (!http::equalsIgnoreCase(field.name, name)) {
            continue;
        }
        std::string_view rest = field.value;
        while (!rest.empty()) {
            std::string_view item = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(item.size() + 1, rest.size()));
            item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
            item = item.substr(0, item.find_last_not_of(" \t") + 1);
            if (http::equalsIgnoreCase(item, token)) {
                return true;
            }
        }
    }
    return false;
}

bool isHandshake(const http::RequestHead &request)
{
    constexpr std::size_t kKeyBytes = 16;
    return request.method == "GET" && listsToken(request.fields, "Upgrade", "websocket") &&
           base64Decoded(request.fields.value("Sec-WebSocket-Key")).size() == kKeyBytes;
}

} // namespace

WebSocketTask::WebSocketTask(TaskOwner &owner, http::Exchange &exchange)
    : EchoTask(owner, exchange)
{
}

void WebSocketTask::start()
{
    const http::RequestHead &request = exchange().request();
    http::ResponseHead &response = exchange().response();
    const bool isVersionKnown = request.fields.value("Sec-WebSocket-Version") == "13";
    if (!isHandshake(request) || !isVersionKnown) {
        response.status = isHandshake(request) ? 426 : 400;
        response.fields.set("Sec-WebSocket-Version", "13");
        exchange().respond("This is a WebSocket: connect with an upgrade request.\n");
        end();
        return;
    }
    response.status = 101;
    response.fields.set("Upgrade", "websocket");
    response.fields.set("Sec-WebSocket-Accept",
                        acceptKey(request.fields.value("Sec-WebSocket-Key")));
    exchange().upgrade();
    exchange().readBody(*this);
}

void WebSocketTask::onBody(std::string_view bytes)
{
    if (m_isFinished) {
        return;
    }
    m_out.clear();
    const FrameEcho::State state = m_frames.consume(bytes, m_out);
    if (!m_out.empty() && !exchange().write(m_out)) {
        exchange().pauseBody();
    }
    if (state == FrameEcho::State::Closed) {
        m_isFinished = true;
        exchange().finish(nullptr);
    }
}

void WebSocketTask::onDrained()
{
    exchange().resumeBody();
}

void WebSocketTask::onBodyEnd()
{
    if (!m_isFinished) {
        exchange().finish(nullptr);
    }
    end();
}

void WebSocketTask::onBodyFailed(http::BodyFailure)
{
    // The client is gone: onClientGone() follows.
}

} // namespace gw::echo
