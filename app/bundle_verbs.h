// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin_verbs.h"

namespace gw::app {

// Adds the verbs to the command `bundle`, in Tyk's spelling where Tyk has them (reference B6).
// Parsing one sets the action, which must outlive `bundle`.
void addBundleVerbs(CLI::App &bundle, Action &action);

} // namespace gw::app
