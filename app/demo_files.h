// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <set>
#include <string>

namespace gw::app {

// The user's copy of the demo workspace: <data folder>/gatewright/demo. Made on first use; what the
// user changes stays, also plugins and bundles that were built again there; the other ones of the
// demo are brought up to date. Returns its folder.
[[nodiscard]] Expected<std::string> prepareDemoWorkspace();

// Ids of the APIs that the demo brings. Blocks on the disk.
[[nodiscard]] std::set<std::string> demoApiIds();

// Of the user's copy, which may not be there yet.
[[nodiscard]] std::string demoFolder();

[[nodiscard]] bool isDemoWorkspace(const std::string &folder);

} // namespace gw::app
