// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"
#include "control/engine_port.h"
#include "control/trace_switch.h"

namespace gw::control {

// /tyk/traffic: the last records; /tyk/trace: whether requests are traced.
void addTrafficRoutes(ControlRoutes &routes, EnginePort &engine, TraceSwitch &traceSwitch);

} // namespace gw::control
