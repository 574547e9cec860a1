// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/prefix_index.h"

#include <algorithm>

namespace gw::runtime {

namespace {

// FNV-1a, which can be taken further byte by byte.
constexpr std::uint64_t kSeed = 0xcbf29ce484222325;

constexpr std::uint64_t step(std::uint64_t hash, char c)
{
    return (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
}

std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = kSeed;
    for (const char c : text) {
        hash = step(hash, c);
    }
    return hash;
}

} // namespace

void PrefixIndex::insert(std::string_view prefix, std::uint32_t value)
{
    const std::uint64_t hash = hashOf(prefix);
    const auto [first, last] = m_byHash.equal_range(hash);
    if (std::any_of(first, last,
                    [&](const auto &place) { return m_entries[place.second].prefix == prefix; })) {
        return;
    }
    m_byHash.emplace(hash, static_cast<std::uint32_t>(m_entries.size()));
    m_entries.push_back({std::string(prefix), value});
    const auto length = static_cast<std::uint32_t>(prefix.size());
    const auto place = std::lower_bound(m_lengths.begin(), m_lengths.end(), length);
    if (place == m_lengths.end() || *place != length) {
        m_lengths.insert(place, length);
    }
}

std::uint32_t PrefixIndex::find(std::string_view text) const
{
    // Candidates are few and the text is short: hash once forward, remember the best match.
    std::uint32_t best = kNone;
    std::uint64_t hash = kSeed;
    std::size_t hashed = 0;
    for (const std::uint32_t length : m_lengths) {
        if (length > text.size()) {
            break;
        }
        for (; hashed < length; ++hashed) {
            hash = step(hash, text[hashed]);
        }
        const auto [first, last] = m_byHash.equal_range(hash);
        for (auto place = first; place != last; ++place) {
            const Entry &entry = m_entries[place->second];
            if (entry.prefix == text.substr(0, length)) {
                best = entry.value;
            }
        }
    }
    return best;
}

} // namespace gw::runtime
