// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"

namespace gw::control {

class EnginePort;

// /tyk/breakpoints and /tyk/paused.
void addBreakpointRoutes(ControlRoutes &routes, EnginePort &engine);

} // namespace gw::control
