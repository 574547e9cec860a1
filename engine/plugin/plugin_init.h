// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_host.h"

#include <chrono>
#include <memory>
#include <optional>

namespace gw::plugin {

// Runs gw_plugin_init on a thread of its own, since it may never return, and waits for it. No
// value: it has not returned in time, and goes on for as long as host.isInitialising. Thread: any;
// the caller waits.
[[nodiscard]] std::optional<gw_status> runInit(gw_init_function init,
                                               const std::shared_ptr<const PluginHost> &host,
                                               std::chrono::milliseconds patience);

} // namespace gw::plugin
