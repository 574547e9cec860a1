// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/loop_controls.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace gw::request {

namespace {

bool isOwn(std::span<const TextPiece> foreign, std::size_t begin, std::size_t end)
{
    return std::none_of(foreign.begin(), foreign.end(), [&](const TextPiece &piece) {
        return piece.begin < end && begin < piece.end;
    });
}

// False: it is no control.
bool take(LoopControls &controls, std::string_view name, std::string_view value)
{
    if (name == "method") {
        controls.method = value;
    } else if (name == "loop_limit") {
        std::from_chars(value.data(), value.data() + value.size(), controls.limit);
    } else {
        return name == "check_limits";
    }
    return true;
}

} // namespace

LoopControls takeLoopControls(std::string &url, std::span<const TextPiece> foreign)
{
    LoopControls controls;
    const std::string_view text = url;
    std::size_t sign = text.find('?'); // before the parameter
    if (sign == std::string_view::npos) {
        return controls;
    }
    // Where the definition's query begins, behind one that the request may have brought.
    std::size_t mark = sign;
    while (mark != std::string_view::npos && !isOwn(foreign, mark, mark + 1)) {
        mark = text.find('?', mark + 1);
    }
    std::string kept(text.substr(0, sign));
    char joint = '?';
    while (sign < text.size()) {
        std::size_t end = std::min(text.find('&', sign + 1), text.size());
        if (mark > sign && mark < end) {
            end = mark;
        }
        const std::string_view pair = text.substr(sign + 1, end - sign - 1);
        const std::string_view name = pair.substr(0, pair.find('='));
        const std::string_view value = pair.substr(std::min(name.size() + 1, pair.size()));
        const bool isControl =
            isOwn(foreign, sign, sign + 1 + name.size()) && take(controls, name, value);
        if (!isControl && !pair.empty()) {
            kept += joint;
            kept += pair;
            joint = '&';
        }
        sign = end;
    }
    url = std::move(kept);
    return controls;
}

} // namespace gw::request
