// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <vector>

namespace gw::requests {

// Files stay as they are named, folders give the .hurl files in and below them, sorted. Fails for a
// folder without any.
[[nodiscard]] Expected<std::vector<std::string>> hurlFilesOf(const std::vector<std::string> &paths);

} // namespace gw::requests
