// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <QUtf8StringView>

namespace gw {

std::size_t utf8SequenceLength(std::string_view text)
{
    const auto at = [text](std::size_t i) {
        return static_cast<unsigned char>(text[i]);
    };
    const unsigned char lead = at(0);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xc0) != 0x80) {
            return 0;
        }
    }
    const bool overlong = (lead == 0xe0 && at(1) < 0xa0) || (lead == 0xf0 && at(1) < 0x90);
    const bool surrogate = lead == 0xed && at(1) > 0x9f;
    const bool beyond = lead == 0xf4 && at(1) > 0x8f;
    return overlong || surrogate || beyond ? 0 : length;
}

bool isUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), qsizetype(text.size())).isValidUtf8();
}

} // namespace gw
