// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace gw::app {

// Says on stderr why the program does not do what it was asked, and hands on the exit code.
int explain(const Error &error, int exitCode = 1);

} // namespace gw::app
