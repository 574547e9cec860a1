// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::e2e {

// A connected TCP socket with deadlines, for raw bytes in both directions. Every wait ends after
// `deadline` at the latest. Thread: one at a time.
class Socket final {
public:
    static constexpr auto kDeadline = std::chrono::seconds(10);

    Socket() = default;
    explicit Socket(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Socket();
    Socket(Socket &&other) noexcept;
    Socket &operator=(Socket &&other) noexcept;

    // A receive buffer of at least that many bytes makes a slow peer out of one that does not read.
    struct ConnectOptions {
        int receiveBuffer = 0; // bytes; 0: the system's choice
        int sendBuffer = 0;
    };
    // Not open when nobody listens.
    [[nodiscard]] static Socket connectTo(std::uint16_t port, ConnectOptions options);
    [[nodiscard]] static Socket connectTo(std::uint16_t port) { return connectTo(port, {}); }

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

    // False when the peer has closed or does not take the bytes in time.
    bool send(std::string_view bytes, std::chrono::milliseconds deadline = kDeadline);
    // Up to `most` bytes, what there is first; empty at the end of the stream or at the deadline.
    [[nodiscard]] std::string receive(std::size_t most,
                                      std::chrono::milliseconds deadline = kDeadline);
    // What comes up to and with `marker`; no value when the stream ends or the deadline passes
    // before. Bytes behind it are kept for the next call.
    [[nodiscard]] std::optional<std::string>
    receiveUntil(std::string_view marker, std::chrono::milliseconds deadline = kDeadline);
    // Exactly that many bytes.
    [[nodiscard]] std::optional<std::string>
    receiveExactly(std::size_t count, std::chrono::milliseconds deadline = kDeadline);
    // Everything up to the end of the stream; no value when it does not end in time.
    [[nodiscard]] std::optional<std::string>
    receiveToEnd(std::chrono::milliseconds deadline = kDeadline);
    // True when the peer ends the stream within the deadline, having sent nothing more.
    [[nodiscard]] bool isEndedByPeer(std::chrono::milliseconds deadline = kDeadline);

    void endSending(); // half close
    void close();
    void reset(); // closes with RST

private:
    // Takes more bytes into the buffer. False at the end of the stream or at the deadline.
    bool fill(std::chrono::steady_clock::time_point deadline);

    int m_descriptor = -1;
    bool m_isAtEnd = false;
    std::string m_buffer;
};

// A response as it came over a socket, body by Content-Length or chunks.
struct RawResponse {
    int status = 0;
    std::string head; // with the status line, without the empty line
    std::string body;

    [[nodiscard]] bool hasField(std::string_view line) const; // "name: value", name without case
};
// Reads one response; status 0 when none comes. `hasBody` is false for the answer to HEAD.
[[nodiscard]] RawResponse receiveResponse(Socket &socket, bool hasBody = true);

} // namespace gw::e2e
