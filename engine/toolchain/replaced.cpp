// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/replaced.h"

namespace gw::toolchain {

std::string replaced(std::string text, std::string_view old, std::string_view fresh)
{
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at)) {
        text.replace(at, old.size(), fresh);
        at += fresh.size();
    }
    return text;
}

} // namespace gw::toolchain
