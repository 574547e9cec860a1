// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"
#include "control/engine_port.h"

namespace gw::control {

// POST /tyk/debug (reference G10), with the trace of the request beside Tyk's answer.
void addDebugRoutes(ControlRoutes &routes, EnginePort &engine);

} // namespace gw::control
