// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"
#include "control/engine_port.h"

namespace gw {
class Log;
}

namespace gw::control {

// /tyk/reload, /tyk/reload/group (reference G2, J) and /tyk/reload/report. Tyk answers before it
// has reloaded, unless asked to block, and never says what failed; here the answer comes after the
// reload and tells it for each API.
void addReloadRoutes(ControlRoutes &routes, EnginePort &engine, Log &log);

} // namespace gw::control
