// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage_error.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace gw::app {

int exitCodeOf(const CLI::App &app, const CLI::ParseError &mistake, const char *program)
{
    if (mistake.get_exit_code() == 0) {
        return app.exit(mistake);
    }
    std::fprintf(stderr, "%s: %s\nRun with --help for more information.\n", program,
                 mistake.what());
    return kUsageError;
}

} // namespace gw::app
