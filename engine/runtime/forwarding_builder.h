// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "proxy/api.h"

namespace gw::spec {
struct ApiDefinition;
struct GatewayConfig;
} // namespace gw::spec

namespace gw::runtime {

class TlsClients;

// Compiles targets, version targets and TLS options of a definition. Fails on a target URL that
// cannot be parsed or TLS options that OpenSSL refuses. Thread: control.
[[nodiscard]] Expected<proxy::Forwarding> buildForwarding(const spec::ApiDefinition &definition,
                                                          const spec::GatewayConfig &config,
                                                          TlsClients &tlsClients);

} // namespace gw::runtime
