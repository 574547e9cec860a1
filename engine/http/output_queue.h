// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gw::net {
class Transport;
}

namespace gw::http {

// Bytes on their way to a client: what the kernel has not taken yet. Thread: one.
class OutputQueue final {
public:
    enum class Result : std::uint8_t { Drained, Blocked, Failed };

    // Append here what should go out with the next send().
    [[nodiscard]] std::string &tail() { return m_bytes; }

    // Sends what waits, then the pieces, with one system call where the kernel takes it; keeps the
    // rest.
    [[nodiscard]] Result send(net::Transport &transport, std::string_view piece,
                              std::string_view end);

    [[nodiscard]] std::size_t size() const { return m_bytes.size() - m_sent; }
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    void clear();

private:
    // Memory kept for the next answer.
    static constexpr std::size_t kKept = 16 * 1024;

    void drop(std::size_t sent, std::string_view piece, std::string_view end);

    std::string m_bytes;
    std::size_t m_sent = 0; // of m_bytes
};

} // namespace gw::http
