// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/expected.h"

#include <cerrno>
#include <system_error>

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

std::string systemErrorText(int code)
{
    return std::generic_category().message(code);
}

tl::unexpected<Error> systemFailure(const char *what, const std::string &path)
{
    const int code = errno;
    return failure(std::string(what) + ": " + systemErrorText(code), path,
                   code == ENOSPC ? "Free some disk space" : "");
}

} // namespace gw
