// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/nearest_word.h"

#include "base/ascii.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace gw::spec {

namespace {

constexpr std::size_t kLongestWord = 64;

// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            const std::size_t changed = diagonal + (lowerAscii(a[i]) == lowerAscii(b[j]) ? 0 : 1);
            row[j + 1] = std::min({above + 1, row[j] + 1, changed});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

std::string_view nearestWord(std::string_view word, std::span<const std::string_view> candidates)
{
    std::string_view nearest;
    if (word.size() > kLongestWord) {
        return nearest;
    }
    std::size_t best = word.size() / 3 + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t d = distance(word, candidate);
        if (d < best) {
            best = d;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace gw::spec
