// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/line_changes.h"

#include <algorithm>
// The library's header uses these without including them.
#include <dtl/dtl.hpp>
#include <functional>
#include <iostream>
#include <map>

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

} // namespace

std::vector<LinePair> comparedLines(std::string_view before, std::string_view after)
{
    dtl::Diff<std::string, std::vector<std::string>> diff(linesOf(before), linesOf(after));
    diff.compose();
    std::vector<LinePair> result;
    int oldLine = 0;
    int newLine = 0;
    for (const auto &[line, info] : diff.getSes().getSequence()) {
        switch (info.type) {
        case dtl::SES_ADD:
            result.push_back({LinePair::Kind::Added, -1, newLine++, line});
            break;
        case dtl::SES_DELETE:
            result.push_back({LinePair::Kind::Removed, oldLine++, -1, line});
            break;
        default:
            result.push_back({LinePair::Kind::Same, oldLine++, newLine++, line});
        }
    }
    return result;
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
