// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_change.h"
#include "runtime/reload_report.h"

#include <string>
#include <vector>

namespace gw::runtime {

// One plugin path whose file was loaded again, or rolled back.
struct PluginSwap {
    plugin::PluginChange change;
    std::vector<std::string> apis; // ids of those that name the path
    ReloadReport report;
};

} // namespace gw::runtime
