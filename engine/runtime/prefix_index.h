// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::runtime {

// Finds the longest of many strings that starts a text, in one pass over the text's first bytes: a
// rolling hash is taken and looked up at every length that any of the strings has.
// Thread: any once filled.
class PrefixIndex final {
public:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    // The first value given for a prefix stays.
    void insert(std::string_view prefix, std::uint32_t value);
    // Value of the longest prefix of `text`; kNone without any.
    [[nodiscard]] std::uint32_t find(std::string_view text) const;

private:
    struct Entry {
        std::string prefix;
        std::uint32_t value;
    };
    std::vector<Entry> m_entries;
    std::unordered_multimap<std::uint64_t, std::uint32_t> m_byHash; // to m_entries
    std::vector<std::uint32_t> m_lengths;                           // distinct, ascending
};

} // namespace gw::runtime
