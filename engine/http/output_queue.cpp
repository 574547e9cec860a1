// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/output_queue.h"

#include "net/transport.h"

#include <algorithm>
#include <array>

namespace gw::http {

namespace {

iovec toIovec(std::string_view text)
{
    return {const_cast<char *>(text.data()), text.size()}; // NOLINT: writev() does not write to it
}

} // namespace

OutputQueue::Result OutputQueue::send(net::Transport &transport, std::string_view piece,
                                      std::string_view end)
{
    while (size() + piece.size() + end.size() > 0) {
        std::array<iovec, 3> parts; // NOLINT: filled below
        std::size_t count = 0;
        for (const std::string_view part : {std::string_view(m_bytes).substr(m_sent), piece, end}) {
            if (!part.empty()) {
                parts[count++] = toIovec(part);
            }
        }
        const net::IoResult result = transport.write({parts.data(), count});
        if (result.status == net::IoStatus::WouldBlock) {
            drop(0, piece, end);
            return Result::Blocked;
        }
        if (result.status != net::IoStatus::Ok) {
            return Result::Failed;
        }
        const std::size_t all = size() + piece.size() + end.size();
        drop(result.bytes, piece, end);
        if (result.bytes < all && transport.writeWants() != 0) {
            return Result::Blocked;
        }
        piece = end = {};
    }
    return Result::Drained;
}

// What was sent goes away; what was not of the pieces joins the queue.
void OutputQueue::drop(std::size_t sent, std::string_view piece, std::string_view end)
{
    const std::size_t ofQueue = std::min(sent, size());
    m_sent += ofQueue;
    sent -= ofQueue;
    if (m_sent == m_bytes.size()) {
        clear();
    } else if (m_sent > m_bytes.size() / 2) {
        m_bytes.erase(0, m_sent);
        m_sent = 0;
    }
    for (const std::string_view part : {piece, end}) {
        const std::size_t ofPart = std::min(sent, part.size());
        m_bytes.append(part.substr(ofPart));
        sent -= ofPart;
    }
}

void OutputQueue::clear()
{
    m_bytes.clear();
    if (m_bytes.capacity() > kKept) {
        m_bytes.shrink_to_fit();
    }
    m_sent = 0;
}

} // namespace gw::http
