// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"
#include "control/engine_port.h"

namespace gw::control {

// /metrics in Prometheus' text format.
void addMetricsRoutes(ControlRoutes &routes, EnginePort &engine, const Log &log);

} // namespace gw::control
