// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/words.h"

namespace gw::requests {

std::string said(const QString &text, std::initializer_list<std::string_view> values)
{
    const std::string spelled = text.toStdString();
    std::string filled;
    for (std::size_t at = 0; at < spelled.size(); ++at) {
        const std::size_t place = spelled[at] == '%' && at + 1 < spelled.size()
                                      ? static_cast<std::size_t>(spelled[at + 1] - '1')
                                      : values.size();
        if (place < values.size()) {
            filled += values.begin()[place];
            ++at;
        } else {
            filled += spelled[at];
        }
    }
    return filled;
}

} // namespace gw::requests
