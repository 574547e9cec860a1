// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echo/echo_task.h"
#include "echo/frame_echo.h"

#include <string>

namespace gw::echo {

// Turns the connection into a WebSocket that sends everything back (RFC 6455), or answers 400 or
// 426 when the handshake is not right.
class WebSocketTask final : public EchoTask, private http::BodyReader {
public:
    WebSocketTask(TaskOwner &owner, http::Exchange &exchange);

    void start() override;

private:
    void onDrained() override;
    void onBody(std::string_view bytes) override;
    void onBodyEnd() override;
    void onBodyFailed(http::BodyFailure failure) override;

    FrameEcho m_frames;
    std::string m_out;
    bool m_isFinished = false; // our direction is closed
};

} // namespace gw::echo
