// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <string_view>

namespace gw::fuzz {

// Each reads the bytes in several segmentations and aborts when the verdicts differ or a promise of
// the parser is broken.
void request_parser_fuzz(std::string_view bytes);
void response_parser_fuzz(std::string_view bytes);

inline void require(bool isTrue)
{
    if (!isTrue) {
        std::abort();
    }
}

} // namespace gw::fuzz
