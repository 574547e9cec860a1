// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"
#include "control/engine_port.h"

namespace gw {
class Log;
}

namespace gw::control {

// /tyk/plugins: every hook with its state, who uses it and what it costs; below it: reload one
// plugin file, go back to an earlier generation of it, list its generations, watch all files.
void addPluginRoutes(ControlRoutes &routes, EnginePort &engine, Log &log);

// {"plugins":[...]}, as the route and the events have it.
[[nodiscard]] std::string pluginListJson(const EnginePort &engine);

} // namespace gw::control
