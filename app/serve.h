// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_line.h"

namespace gw::app {

// `gatewright serve`: runs the engine until SIGTERM or SIGINT. Returns the exit code: 0 after an
// orderly end, 1 when it could not start. SIGHUP reloads.
[[nodiscard]] int serve(int argc, char **argv, const ServeArguments &arguments);

// `gatewright echo`: runs the echo upstream alone.
[[nodiscard]] int serveEcho(int argc, char **argv, const EchoArguments &arguments);

} // namespace gw::app
