// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gw::control {

// Settings of the control API. Immutable once the services run.
struct ControlOptions {
    std::string version;                 // of the engine: "0.1.0"
    std::string healthName = "hello";    // tyk.conf: health_check_endpoint_name
    std::string readinessName = "ready"; // tyk.conf: readiness_check_endpoint_name
    // Any of them opens the API; two while one is being replaced. None: nothing opens it.
    std::vector<std::string> secrets;
    // What the API is bound to, as configured: "127.0.0.1:8080", "[::1]:8080".
    std::vector<std::string> boundAddresses;
    // Names that a Host header may carry besides the loopback ones.
    std::vector<std::string> allowedHosts;
    int failuresPerMinute = 30; // of one address, then 429
};

} // namespace gw::control
