// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/input_buffer.h"

#include <cstring>

namespace gw::http {

std::span<char> InputBuffer::room()
{
    if (m_head == 0) {
        if (m_end == m_capacity) {
            resize(m_capacity + kSize);
        }
    } else if (m_begin == m_end) {
        m_begin = m_end = m_head;
    } else if (m_end == m_capacity && m_begin > m_head) {
        std::memmove(m_bytes.get() + m_head, m_bytes.get() + m_begin, m_end - m_begin);
        m_end -= m_begin - m_head;
        m_begin = m_head;
    }
    return {m_bytes.get() + m_end, m_capacity - m_end};
}

void InputBuffer::keepHead(std::size_t size)
{
    m_head = m_begin = size;
    if (m_capacity - m_head < kLeastRoom) {
        resize(m_capacity + kSize);
    }
}

void InputBuffer::startNext()
{
    if (m_begin > 0 && m_end > m_begin) {
        std::memmove(m_bytes.get(), m_bytes.get() + m_begin, m_end - m_begin);
    }
    m_end -= m_begin;
    m_head = m_begin = 0;
    if (m_capacity > kSize && m_end <= kSize) {
        resize(kSize);
    }
}

void InputBuffer::clear()
{
    m_begin = m_end;
    startNext();
}

void InputBuffer::resize(std::size_t capacity)
{
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
    if (m_end > 0) {
        std::memcpy(bytes.get(), m_bytes.get(), m_end);
    }
    m_bytes = std::move(bytes);
    m_capacity = capacity;
}

} // namespace gw::http
