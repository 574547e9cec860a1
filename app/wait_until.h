// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace gw::app {

inline constexpr int kPatienceMs = 60'000;

// Runs the event loop until the condition holds; false: it did not within the patience, in
// milliseconds. Thread: GUI.
bool waitUntil(const std::function<bool()> &condition, int patienceMs = kPatienceMs);

} // namespace gw::app
