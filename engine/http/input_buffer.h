// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace gw::http {

// Where a connection reads to. The head of the message stays in place while the exchange lives, so
// that views into it hold; what follows passes through the room behind it. Thread: one.
class InputBuffer final {
public:
    static constexpr std::size_t kSize = 16 * 1024;
    static constexpr std::size_t kLeastRoom = 4 * 1024; // behind a head

    // Room for the next read. Grows while the head is not complete; after that it is bounded and
    // may be empty.
    [[nodiscard]] std::span<char> room();
    void filled(std::size_t size) { m_end += size; }

    // All bytes of the message, while its head is being read.
    [[nodiscard]] std::string_view message() const { return {m_bytes.get(), m_end}; }
    // The first bytes are a complete head: they stay. May move the bytes a last time.
    void keepHead(std::size_t size);
    [[nodiscard]] std::string_view unread() const
    {
        return {m_bytes.get() + m_begin, m_end - m_begin};
    }
    void take(std::size_t size) { m_begin += size; }
    [[nodiscard]] bool isFull() const
    {
        return m_end - m_begin == m_capacity - m_head && m_head > 0;
    }

    [[nodiscard]] bool hasHead() const { return m_head > 0; }

    // Forgets the message. Unread bytes are the first ones of the next.
    void startNext();
    void clear();

private:
    void resize(std::size_t capacity);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_head = 0;  // size of a complete head
    std::size_t m_begin = 0; // of unread bytes
    std::size_t m_end = 0;
};

} // namespace gw::http
