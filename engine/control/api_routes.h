// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_routes.h"
#include "control/engine_port.h"

namespace gw {
class Log;
}

namespace gw::control {

// /tyk/apis and /tyk/apis/{id} (reference G3) with Tyk's codes and texts. Other than in Tyk an edit
// is served when the answer comes: it carries the generation and what became of the API. GET gives
// an ETag; PUT and DELETE honour If-Match, POST honours If-None-Match: *.
void addApiRoutes(ControlRoutes &routes, EnginePort &engine, Log &log);

} // namespace gw::control
