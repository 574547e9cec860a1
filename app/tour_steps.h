// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"
#include "window/action_registry.h"
#include "window/main_window.h"
#include "window/tour_bar.h"

#include <vector>

namespace gw::app {

// The five steps through the demo, and what to do after them; all three must outlive them.
// Thread: GUI.
[[nodiscard]] std::vector<window::TourStep> tourSteps(window::MainWindow &window,
                                                      session::EngineSession &session,
                                                      window::ActionRegistry &actions);

} // namespace gw::app
