// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/engine_port.h"

#include <memory>

namespace gw::control {

// The door to a real engine. The engine's workers use the control services, so it is destroyed
// before them and this; listeners may be removed afterwards, all else needs the engine. Thread:
// control.
[[nodiscard]] std::unique_ptr<EnginePort> makeEnginePort(runtime::Engine &engine);

} // namespace gw::control
