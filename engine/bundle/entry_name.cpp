// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/entry_name.h"

#include <algorithm>

namespace gw::bundle {

namespace {

constexpr std::size_t kLongestShown = 120;

bool isAllowed(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '+';
}

tl::unexpected<Error> refused(std::string_view name, const char *why)
{
    return failure(std::string("A file of the bundle has a name that is refused: ") + why,
                   shownName(name), "Use relative names of letters, digits, \".\", \"_\", \"-\"");
}

Expected<void> checkPart(std::string_view name, std::string_view part, const Limits &limits)
{
    if (part.empty()) {
        return refused(name, "empty part");
    }
    if (part == "." || part == "..") {
        return refused(name, "\".\" and \"..\" lead elsewhere");
    }
    if (part.starts_with('.')) {
        return refused(name, "hidden file");
    }
    if (part.size() > limits.nameBytes) {
        return refused(name, "too long");
    }
    if (!std::all_of(part.begin(), part.end(), isAllowed)) {
        return refused(name, "a character that is not allowed");
    }
    return {};
}

} // namespace

Expected<void> checkEntryName(std::string_view name, const Limits &limits)
{
    if (name.starts_with('/')) {
        return refused(name, "absolute path");
    }
    std::size_t depth = 0;
    std::size_t begin = 0;
    while (true) {
        const std::size_t slash = std::min(name.find('/', begin), name.size());
        if (auto part = checkPart(name, name.substr(begin, slash - begin), limits); !part) {
            return part;
        }
        if (++depth > limits.depth) {
            return refused(name, "too many folders");
        }
        if (slash == name.size()) {
            return {};
        }
        begin = slash + 1;
    }
}

std::string shownName(std::string_view name)
{
    std::string shown(name.substr(0, kLongestShown));
    std::replace_if(shown.begin(), shown.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return shown;
}

} // namespace gw::bundle
