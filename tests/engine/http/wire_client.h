// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gw::http::test {

// A blocking client that sends raw bytes. Every wait ends after five seconds.
class WireClient final {
public:
    explicit WireClient(std::uint16_t port, int receiveBuffer = 0);
    ~WireClient();
    WireClient(const WireClient &) = delete;
    WireClient &operator=(const WireClient &) = delete;

    // False when the connection is gone.
    bool send(std::string_view bytes);
    // Reads until the text was seen; returns all that was read since the last call.
    [[nodiscard]] std::string readUntil(std::string_view text);
    // Reads until the server closes.
    [[nodiscard]] std::string readAll();
    [[nodiscard]] std::string readExactly(std::size_t size);
    // One response: head and as many bytes as its Content-Length says.
    [[nodiscard]] std::string readResponse();
    // Some bytes, or "" at the end.
    [[nodiscard]] std::string readSome(std::size_t most = 65536);

    void shutDownWriting();
    void reset();
    void close();

    // How reading ended last.
    [[nodiscard]] bool isEnded() const { return m_isEnded; } // in good order
    [[nodiscard]] bool wasReset() const { return m_wasReset; }
    [[nodiscard]] bool hasTimedOut() const { return m_hasTimedOut; }
    [[nodiscard]] int descriptor() const { return m_fd; }

private:
    int m_fd = -1;
    std::string m_rest; // read, not returned yet
    bool m_isEnded = false;
    bool m_wasReset = false;
    bool m_hasTimedOut = false;
};

} // namespace gw::http::test
