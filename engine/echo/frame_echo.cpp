// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/frame_echo.h"

#include "echo/text_codec.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace gw::echo {

namespace {

constexpr std::size_t kLongestControl = 125;
constexpr unsigned kFin = 0x80;
constexpr unsigned kMasked = 0x80;

unsigned byteAt(const std::string &text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

void appendFrame(std::string &out, unsigned firstByte, std::string_view payload)
{
    out += static_cast<char>(firstByte);
    out += static_cast<char>(payload.size()); // control frames are short
    out += payload;
}

} // namespace

FrameEcho::State FrameEcho::consume(std::string_view bytes, std::string &out)
{
    while (!bytes.empty() && m_state == State::Open) {
        if (m_isInFrame) {
            takePayload(bytes, out);
            continue;
        }
        // Two bytes tell how long the header is.
        const std::size_t wanted = m_header.size() < 2 ? 2 : headerSize();
        const std::size_t taken = std::min(bytes.size(), wanted - m_header.size());
        m_header += bytes.substr(0, taken);
        bytes.remove_prefix(taken);
        if (m_header.size() >= 2 && m_header.size() == headerSize()) {
            startFrame(out);
        }
    }
    return m_state;
}

std::size_t FrameEcho::headerSize() const
{
    const unsigned length = byteAt(m_header, 1) & 0x7f;
    const std::size_t mask = (byteAt(m_header, 1) & kMasked) != 0 ? 4 : 0;
    return 2 + (length == 126 ? 2U : length == 127 ? 8U : 0U) + mask;
}

void FrameEcho::startFrame(std::string &out)
{
    if ((byteAt(m_header, 1) & kMasked) == 0) { // section 5.1: clients mask
        close(kProtocolError, out);
        return;
    }
    const std::size_t lengthEnd = headerSize() - 4;
    m_remaining = byteAt(m_header, 1) & 0x7f;
    if (lengthEnd > 2) {
        m_remaining = 0;
        for (std::size_t i = 2; i < lengthEnd; ++i) {
            m_remaining = m_remaining << 8 | byteAt(m_header, i);
        }
    }
    if (!isHeaderValid()) {
        close(kProtocolError, out);
        return;
    }
    m_taken = 0;
    m_isInFrame = true;
    if (!isControl()) {
        m_isFragmented = (byteAt(m_header, 0) & kFin) == 0;
        out += m_header[0];
        out += static_cast<char>(byteAt(m_header, 1) & 0x7f);
        out += m_header.substr(2, lengthEnd - 2);
    }
    if (m_remaining == 0) {
        std::string_view nothing;
        takePayload(nothing, out);
    }
}

bool FrameEcho::isHeaderValid() const
{
    const unsigned first = byteAt(m_header, 0);
    const auto opcode = static_cast<Opcode>(first & 0x0f);
    const bool isLast = (first & kFin) != 0;
    if ((first & 0x70) != 0 || m_remaining >> 63 != 0) {
        return false;
    }
    switch (opcode) {
    case Opcode::Continuation:
        return m_isFragmented;
    case Opcode::Text:
    case Opcode::Binary:
        return !m_isFragmented;
    case Opcode::Close:
        return isLast && m_remaining <= kLongestControl && m_remaining != 1;
    case Opcode::Ping:
    case Opcode::Pong:
        return isLast && m_remaining <= kLongestControl;
    }
    return false;
}

void FrameEcho::takePayload(std::string_view &bytes, std::string &out)
{
    const std::size_t size = std::min<std::uint64_t>(bytes.size(), m_remaining);
    std::string &target = isControl() ? m_control : out;
    const std::size_t start = target.size();
    target += bytes.substr(0, size);
    const std::size_t mask = m_header.size() - 4;
    for (std::size_t i = 0; i < size; ++i) {
        target[start + i] =
            static_cast<char>(target[start + i] ^ m_header[mask + ((m_taken + i) & 3)]);
    }
    bytes.remove_prefix(size);
    m_taken += size;
    m_remaining -= size;
    if (m_remaining > 0) {
        return;
    }
    if (isControl()) {
        endControlFrame(out);
    }
    m_header.clear();
    m_isInFrame = false;
}

void FrameEcho::endControlFrame(std::string &out)
{
    switch (static_cast<Opcode>(byteAt(m_header, 0) & 0x0f)) {
    case Opcode::Ping:
        appendFrame(out, kFin | unsigned(Opcode::Pong), m_control);
        break;
    case Opcode::Close:
        appendFrame(out, kFin | unsigned(Opcode::Close), std::string_view(m_control).substr(0, 2));
        m_state = State::Closed;
        break;
    default:
        break;
    }
    m_control.clear();
}

void FrameEcho::close(std::uint16_t code, std::string &out)
{
    const std::array payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    appendFrame(out, kFin | unsigned(Opcode::Close), {payload.data(), payload.size()});
    m_state = State::Closed;
}

std::string acceptKey(std::string_view key)
{
    std::string text(key);
    text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned length = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha1(), nullptr);
    return base64({reinterpret_cast<const char *>(digest.data()), length});
}

} // namespace gw::echo
