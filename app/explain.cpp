// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain.h"

#include <cstdio>

namespace gw::app {

int explain(const Error &error, int exitCode)
{
    std::fprintf(stderr, "gatewright: %s\n", error.text().c_str());
    return exitCode;
}

} // namespace gw::app
