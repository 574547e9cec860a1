// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace gw {

std::string Error::text() const
{
    std::string line;
    if (!where.empty()) {
        line += where + ": ";
    }
    line += what;
    if (!remedy.empty()) {
        line += " (" + remedy + ")";
    }
    return line;
}

} // namespace gw
