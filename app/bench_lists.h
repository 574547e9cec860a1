// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"

namespace gw::app {

class Console;

// How the navigator, Traffic and Logs take many rows, in the console's own window. Thread: GUI.
// Opens workspaces of its own, and then the one that was open.
void measureWorkspaces(Console &console, BenchReport &report, const BenchSizes &sizes);
// Fills Traffic, and empties it.
void measureTraffic(Console &console, BenchReport &report, const BenchSizes &sizes);
// Hands Logs what comes from the engine's stream. Its list stays full.
void measureLog(Console &console, BenchReport &report, const BenchSizes &sizes);

} // namespace gw::app
