// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gw::app {

// `gatewright plugin check`: prints what is in each file, or why it is refused. 0 when all can be
// loaded, 1 otherwise.
[[nodiscard]] int checkPlugins(const std::vector<std::string> &files);

// The child's side of a check: loads one file in this process.
[[nodiscard]] int probePlugin(const std::string &file);

} // namespace gw::app
