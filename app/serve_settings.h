// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "base/log.h"
#include "command_line.h"
#include "runtime/engine.h"
#include "spec/gateway_config.h"

#include <memory>
#include <vector>

namespace gw::app {

// Settings file, environment and command line put together; the later wins.
struct ServeSettings {
    runtime::EngineOptions engine;
    std::shared_ptr<const spec::GatewayConfig> config;
    Log::Options log;
    std::vector<std::string> warnings;
};

// workspace: its folder. Fails when the workspace or the settings cannot be used.
[[nodiscard]] Expected<ServeSettings> serveSettings(const ServeArguments &arguments,
                                                    const std::string &workspace);

} // namespace gw::app
