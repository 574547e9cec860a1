// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"
#include "window/main_window.h"
#include "window/tour_bar.h"

#include <vector>

namespace gw::app {

// The five steps through the demo; both must outlive them. Thread: GUI.
[[nodiscard]] std::vector<window::TourStep> tourSteps(window::MainWindow &window,
                                                      session::EngineSession &session);

} // namespace gw::app
