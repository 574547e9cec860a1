// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gw::spec {
struct GatewayConfig;
}

namespace gw::runtime {

struct Snapshot;

// Makes the APIs of a snapshot reachable: by their routes, by id, and by name for loops. Their
// paths have been told apart.
void addRoutes(Snapshot &snapshot, const spec::GatewayConfig &config);

} // namespace gw::runtime
