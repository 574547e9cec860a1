// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/http_proxy.h"

#include <map>
#include <string>
#include <vector>

namespace gw::runtime {

// What an engine is started with, beside its settings.
struct EngineOptions {
    std::string workspaceFolder;
    std::string stateFolder;         // private copies of plugins, secret
    std::vector<std::string> listen; // "127.0.0.1:8080"; port 0 allowed
    std::string control; // own address of the control API; empty: on the listen addresses
    bool keepsControlOnTraffic = false; // there too when it has an own one
    int workers = 0;                    // 0: number of cores
    bool isInstrumented = false;        // TYK_INSTRUMENTATION=1
    std::vector<std::string>
        probeCommand; // loads a plugin file in a child process first; empty: no
    std::map<std::string, std::string>
        environmentSecrets;       // TYK_SECRET_<NAME>, for $secret_env.<name>
    upstream::ProxyRules proxies; // between the gateway and upstreams
};

} // namespace gw::runtime
