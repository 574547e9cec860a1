// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/line_changes.h"

#include <algorithm>
// The library's header uses these without including them.
#include <dtl/dtl.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <unordered_map>

namespace gw::editing {

namespace {

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = text.find('\n', begin);
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.emplace_back(line);
        if (end == std::string_view::npos) {
            break;
        }
        begin = end + 1;
    }
    return lines;
}

// Lines as numbers: equal lines have equal ones.
using Numbers = std::vector<int>;

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
};

// A place that both texts have in common: a line of each.
struct Anchor {
    std::size_t before = 0;
    std::size_t after = 0;
};

// Compares two texts in parts of bounded work: what both begin and end with is left out, large
// rests are cut at lines that both have once (patience diff), and a large rest without such lines
// counts as replaced.
class Comparison final {
public:
    Comparison(const std::vector<std::string> &before, const std::vector<std::string> &after,
               const std::stop_token &stop)
        : m_lines(before)
        , m_newLines(after)
        , m_stop(stop)
        , m_before(numbered(before))
        , m_after(numbered(after))
    {
    }

    std::vector<LinePair> run()
    {
        compare({0, m_before.size()}, {0, m_after.size()}, 0);
        return std::move(m_pairs);
    }

private:
    static constexpr std::size_t kMostWork = 1'000'000; // lines times lines
    static constexpr int kMostCuts = 8;                 // of a part of a part ...

    Numbers numbered(const std::vector<std::string> &lines)
    {
        Numbers numbers;
        numbers.reserve(lines.size());
        for (const std::string &line : lines) {
            numbers.push_back(
                m_known.try_emplace(line, static_cast<int>(m_known.size())).first->second);
        }
        return numbers;
    }

    void same(std::size_t before, std::size_t after)
    {
        m_pairs.push_back({LinePair::Kind::Same, static_cast<int>(before), static_cast<int>(after),
                           m_newLines[after]});
    }
    void removed(std::size_t line)
    {
        m_pairs.push_back({LinePair::Kind::Removed, static_cast<int>(line), -1, m_lines[line]});
    }
    void added(std::size_t line)
    {
        m_pairs.push_back({LinePair::Kind::Added, -1, static_cast<int>(line), m_newLines[line]});
    }

    void compare(Range before, Range after, int cuts);
    void compareAll(Range before, Range after);
    void replace(Range before, Range after);
    [[nodiscard]] std::vector<Anchor> anchors(Range before, Range after) const;

    const std::vector<std::string> &m_lines;
    const std::vector<std::string> &m_newLines;
    const std::stop_token &m_stop;
    std::unordered_map<std::string_view, int> m_known;
    Numbers m_before;
    Numbers m_after;
    std::vector<LinePair> m_pairs;
};

void Comparison::compare(Range before, Range after, int cuts)
{
    if (m_stop.stop_requested()) {
        return;
    }
    while (before.size() > 0 && after.size() > 0 &&
           m_before[before.begin] == m_after[after.begin]) {
        same(before.begin++, after.begin++);
    }
    std::size_t tail = 0;
    while (before.size() > 0 && after.size() > 0 &&
           m_before[before.end - 1] == m_after[after.end - 1]) {
        --before.end;
        --after.end;
        ++tail;
    }
    if (before.size() * after.size() <= kMostWork) {
        compareAll(before, after);
    } else if (const std::vector<Anchor> places =
                   cuts < kMostCuts ? anchors(before, after) : std::vector<Anchor>();
               !places.empty()) {
        Range oldPart = before;
        Range newPart = after;
        for (const Anchor &place : places) {
            oldPart.end = place.before;
            newPart.end = place.after;
            compare(oldPart, newPart, cuts + 1);
            same(place.before, place.after);
            oldPart = {place.before + 1, before.end};
            newPart = {place.after + 1, after.end};
        }
        compare(oldPart, newPart, cuts + 1);
    } else {
        replace(before, after);
    }
    for (std::size_t i = 0; i < tail; ++i) {
        same(before.end + i, after.end + i);
    }
}

void Comparison::replace(Range before, Range after)
{
    for (std::size_t line = before.begin; line < before.end; ++line) {
        removed(line);
    }
    for (std::size_t line = after.begin; line < after.end; ++line) {
        added(line);
    }
}

void Comparison::compareAll(Range before, Range after)
{
    if (before.size() == 0 || after.size() == 0) {
        replace(before, after);
        return;
    }
    const auto part = [](const Numbers &numbers, Range range) {
        return Numbers(numbers.begin() + static_cast<std::ptrdiff_t>(range.begin),
                       numbers.begin() + static_cast<std::ptrdiff_t>(range.end));
    };
    dtl::Diff<int, Numbers> diff(part(m_before, before), part(m_after, after));
    diff.compose();
    for (const auto &[number, info] : diff.getSes().getSequence()) {
        switch (info.type) {
        case dtl::SES_ADD:
            added(after.begin++);
            break;
        case dtl::SES_DELETE:
            removed(before.begin++);
            break;
        default:
            same(before.begin++, after.begin++);
        }
    }
}

// Lines that both parts have once, as many as stand in the same order in both.
std::vector<Anchor> Comparison::anchors(Range before, Range after) const
{
    struct Seen {
        int inBefore = 0;
        int inAfter = 0;
        std::size_t before = 0;
    };
    std::unordered_map<int, Seen> seen;
    for (std::size_t line = before.begin; line < before.end; ++line) {
        Seen &entry = seen[m_before[line]];
        ++entry.inBefore;
        entry.before = line;
    }
    for (std::size_t line = after.begin; line < after.end; ++line) {
        ++seen[m_after[line]].inAfter;
    }
    // The longest rising sequence of old lines: the last ones of the sequences of each length, and
    // for each candidate the one before it.
    std::vector<Anchor> candidates;
    std::vector<std::size_t> previous;
    std::vector<std::size_t> last;
    for (std::size_t line = after.begin; line < after.end; ++line) {
        const Seen &entry = seen[m_after[line]];
        if (entry.inBefore != 1 || entry.inAfter != 1) {
            continue;
        }
        const auto at = std::ranges::lower_bound(
            last, entry.before, {}, [&](std::size_t index) { return candidates[index].before; });
        previous.push_back(at == last.begin() ? candidates.size() : *(at - 1));
        candidates.push_back({entry.before, line});
        if (at == last.end()) {
            last.push_back(candidates.size() - 1);
        } else {
            *at = candidates.size() - 1;
        }
    }
    std::vector<Anchor> chain;
    for (std::size_t index = last.empty() ? 0 : last.back(); chain.size() < last.size();
         index = previous[index]) {
        chain.push_back(candidates[index]);
    }
    std::ranges::reverse(chain);
    return chain;
}

} // namespace

std::vector<LinePair> comparedLines(std::string_view before, std::string_view after,
                                    const std::stop_token &stop)
{
    const std::vector<std::string> oldLines = linesOf(before);
    const std::vector<std::string> newLines = linesOf(after);
    return Comparison(oldLines, newLines, stop).run();
}

// Lines that take the place of others count as changed; lines that are only gone mark what follows.
std::vector<LineMark> lineMarks(std::string_view before, std::string_view after)
{
    std::vector<LineMark> marks;
    if (before == after) {
        return marks;
    }
    const std::vector<LinePair> pairs = comparedLines(before, after);
    std::size_t i = 0;
    int nextLine = 0;
    while (i < pairs.size()) {
        if (pairs[i].kind == LinePair::Kind::Same) {
            nextLine = pairs[i].newLine + 1;
            ++i;
            continue;
        }
        int removed = 0;
        std::vector<int> added;
        for (; i < pairs.size() && pairs[i].kind != LinePair::Kind::Same; ++i) {
            if (pairs[i].kind == LinePair::Kind::Removed) {
                ++removed;
            } else {
                added.push_back(pairs[i].newLine);
            }
        }
        for (const int line : added) {
            marks.push_back({removed > 0 ? LineMark::Kind::Changed : LineMark::Kind::Added, line});
            --removed;
        }
        if (added.empty()) {
            marks.push_back({LineMark::Kind::RemovedAbove, nextLine});
        } else {
            nextLine = added.back() + 1;
        }
    }
    return marks;
}

} // namespace gw::editing
