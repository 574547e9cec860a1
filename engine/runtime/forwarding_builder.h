// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "proxy/api.h"

#include <memory>

namespace gw::spec {
struct ApiDefinition;
struct GatewayConfig;
} // namespace gw::spec

namespace gw::upstream {
class HostHealth;
class ProxyRules;
} // namespace gw::upstream

namespace gw::runtime {

class TlsClients;

// What targets are made with besides the definition.
struct ForwardingSources {
    const spec::GatewayConfig &config;
    TlsClients &tlsClients;
    upstream::HostHealth &health;
    std::shared_ptr<const upstream::ProxyRules> proxies; // of the environment
};

// Compiles targets, version targets, proxy and TLS options of a definition. Fails on a URL that
// cannot be parsed or TLS options that OpenSSL refuses. Thread: control.
[[nodiscard]] Expected<proxy::Forwarding> buildForwarding(const spec::ApiDefinition &definition,
                                                          const ForwardingSources &sources);

} // namespace gw::runtime
