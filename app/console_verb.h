// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin_verbs.h"

namespace gw::app {

// Adds `gatewright console [ARGS]`: becomes the program gatewright-console beside this one, with
// the same arguments. Parsing it sets the action, which must outlive `app`.
void addConsoleVerb(CLI::App &app, Action &action);

} // namespace gw::app
