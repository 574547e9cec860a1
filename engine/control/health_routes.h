// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_options.h"
#include "control/control_routes.h"
#include "control/engine_port.h"

namespace gw::control {

// /hello and /ready under their configured names (reference G1).
void addHealthRoutes(ControlRoutes &routes, EnginePort &engine, const ControlOptions &options);

} // namespace gw::control
