// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"

namespace gw::app {

// How fast responses of every size are shown and kept. Needs 2.5 GB in the folder for temporary
// files. Thread: GUI.
void measureResponses(BenchReport &report, const BenchSizes &sizes);

} // namespace gw::app
