// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"

namespace gw {
class Log;
}

namespace gw::control {

// /tyk/log-level: reads and changes how much the engine logs, until it stops.
void addLogRoutes(ControlRoutes &routes, Log &log);

} // namespace gw::control
