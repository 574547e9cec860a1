// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"
#include "control/engine_port.h"

namespace gw::control {

// /tyk/plugins: every hook with its state, who uses it and what it costs.
void addPluginRoutes(ControlRoutes &routes, EnginePort &engine);

// {"plugins":[...]}, as the route and the events have it.
[[nodiscard]] std::string pluginListJson(const EnginePort &engine);

} // namespace gw::control
