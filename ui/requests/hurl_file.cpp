// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/hurl_file.h"

#include <algorithm>

namespace gw::requests {

std::string_view titleOf(SectionKind kind)
{
    static constexpr std::string_view kTitles[] = {"[Query]",    "[Form]",      "[Multipart]",
                                                   "[Cookies]",  "[BasicAuth]", "[Options]",
                                                   "[Captures]", "[Asserts]"};
    return kTitles[static_cast<std::size_t>(kind)];
}

const Section *findSection(const std::vector<Section> &sections, SectionKind kind)
{
    const auto found = std::ranges::find(sections, kind, &Section::kind);
    return found == sections.end() ? nullptr : &*found;
}

std::vector<Line> linesOf(const std::vector<Section> &sections, SectionKind kind)
{
    const Section *section = findSection(sections, kind);
    return section == nullptr ? std::vector<Line>() : section->lines;
}

Section &sectionOf(std::vector<Section> &sections, SectionKind kind)
{
    const auto found = std::ranges::find(sections, kind, &Section::kind);
    if (found != sections.end()) {
        return *found;
    }
    return sections.emplace_back(Section{{}, kind, std::string(titleOf(kind)), {}});
}

} // namespace gw::requests
