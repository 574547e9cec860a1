// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gw::echo {

// The server's end of a WebSocket that sends back what it gets (RFC 6455 section 5). Data frames go
// back as they come, piece by piece, so that a frame of any size takes no memory; a ping gets its
// pong, a close its answer. Breaches of the protocol are answered by a close frame.
// Thread: any one.
class FrameEcho final {
public:
    enum class State : std::uint8_t { Open, Closed };

    // Appends to `out` what is to be sent. After Closed nothing more is taken.
    State consume(std::string_view bytes, std::string &out);

private:
    enum class Opcode : std::uint8_t {
        Continuation = 0,
        Text = 1,
        Binary = 2,
        Close = 8,
        Ping = 9,
        Pong = 10,
    };

    enum CloseCode : std::uint16_t { kProtocolError = 1002 };

    [[nodiscard]] bool isControl() const { return (m_header[0] & 0x08) != 0; }
    [[nodiscard]] std::size_t headerSize() const;
    void startFrame(std::string &out);
    [[nodiscard]] bool isHeaderValid() const;
    void takePayload(std::string_view &bytes, std::string &out);
    void endControlFrame(std::string &out);
    void close(std::uint16_t code, std::string &out);

    std::string m_header;  // of the frame under way
    std::string m_control; // payload of a control frame
    std::uint64_t m_remaining = 0;
    std::uint64_t m_taken = 0; // payload bytes of the frame, for the mask
    State m_state = State::Open;
    bool m_isInFrame = false;
    bool m_isFragmented = false; // a message waits for its last frame
};

// The value of Sec-WebSocket-Accept for a client's key (RFC 6455 section 4.2.2).
[[nodiscard]] std::string acceptKey(std::string_view key);

} // namespace gw::echo
