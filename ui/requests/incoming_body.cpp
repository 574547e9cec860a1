// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/incoming_body.h"

#include "requests/readable_body.h"

#include <algorithm>
#include <utility>

namespace gw::requests {

namespace {

constexpr std::size_t kMostPackings = 4; // each may make a thousand bytes of one
constexpr std::uint64_t kUnit = 4;       // the letters of UTF-32 begin at its multiples

} // namespace

void IncomingBody::begin(const ResponseHead &head)
{
    m_unpackers.clear();
    m_unpacked = 0;
    const std::vector<std::string> packings = packingsOf(head);
    std::string foreign;
    for (auto packing = packings.rbegin(); packing != packings.rend() && foreign.empty();
         ++packing) {
        foreign = m_unpackers.size() == kMostPackings
                      ? *packing
                      : m_unpackers.emplace_back(*packing).foreignPacking();
    }
    const std::lock_guard lock(m_mutex);
    ++m_heads;
    m_head = head;
    m_packing = std::move(foreign);
    m_begin.clear();
    m_part = {};
    m_at = 0;
    m_total = 0;
    m_isNew = false;
}

std::string IncomingBody::unpacked(std::string_view bytes)
{
    const auto room = static_cast<std::size_t>(ReadableBody::kMaxUnpacked - m_unpacked);
    std::string part(bytes);
    for (PartUnpacker &unpacker : m_unpackers) {
        part = unpacker.add(part, room);
    }
    m_unpacked += part.size();
    return part;
}

bool IncomingBody::add(std::string_view bytes)
{
    const bool isFull = m_unpacked >= ReadableBody::kMaxUnpacked;
    const std::string part = isFull || m_unpackers.empty() ? std::string() : unpacked(bytes);
    const std::lock_guard lock(m_mutex);
    m_total += bytes.size();
    keep(m_unpackers.empty() ? bytes : std::string_view(part));
    return !bytes.empty() && !std::exchange(m_isNew, true);
}

void IncomingBody::keep(std::string_view bytes)
{
    m_begin += bytes.substr(0, kDeclarationLength - std::min(m_begin.size(), kDeclarationLength));
    std::string &kept = m_part.bytes;
    kept += bytes;
    if (kept.size() <= kMostKept) {
        return;
    }
    std::size_t dropped = kept.size() - kMostKept;
    dropped += static_cast<std::size_t>((kUnit - (m_at + dropped) % kUnit) % kUnit);
    kept.erase(0, dropped);
    m_at += dropped;
    m_part.isCut = true;
}

int IncomingBody::headCount()
{
    const std::lock_guard lock(m_mutex);
    return m_heads;
}

IncomingBody::Part IncomingBody::take()
{
    const std::lock_guard lock(m_mutex);
    m_isNew = false;
    m_at += m_part.bytes.size();
    m_part.total = m_total;
    m_part.charset = charsetOfText(&m_head, m_begin);
    m_part.packing = m_packing;
    return std::exchange(m_part, {});
}

} // namespace gw::requests
