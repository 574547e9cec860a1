// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/arena.h"

#include <algorithm>
#include <cstring>

namespace gw::http {

char *Arena::allocate(std::size_t size)
{
    const std::size_t aligned = (size + 7) & ~std::size_t(7);
    if (m_blocks.empty() || m_used + aligned > m_blocks.back().size) {
        const std::size_t blockSize = std::max(kBlockSize, aligned);
        m_blocks.push_back({std::make_unique_for_overwrite<char[]>(blockSize), blockSize});
        m_used = 0;
    }
    char *place = m_blocks.back().bytes.get() + m_used;
    m_used += aligned;
    return place;
}

std::string_view Arena::copy(std::string_view text)
{
    if (text.empty()) {
        return {};
    }
    char *place = allocate(text.size());
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
}

std::string_view Arena::concat(std::string_view left, std::string_view right)
{
    char *place = allocate(left.size() + right.size());
    std::copy(left.begin(), left.end(), place);
    std::copy(right.begin(), right.end(), place + left.size());
    return {place, left.size() + right.size()};
}

void Arena::reset()
{
    if (!m_blocks.empty()) {
        m_blocks.resize(1);
        if (m_blocks.front().size > kBlockSize) {
            m_blocks.clear();
        }
    }
    m_used = 0;
}

} // namespace gw::http
