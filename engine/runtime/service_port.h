// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gw::spec {
struct ApiDefinition;
struct GatewayConfig;
} // namespace gw::spec

namespace gw::runtime {

enum class PortProtocol : std::uint8_t {
    Http,
    Https,
    Tcp, // bytes go on as they come
    Tls, // likewise, TLS ends here
};

[[nodiscard]] std::string_view toString(PortProtocol protocol); // "http", ...
[[nodiscard]] constexpr bool isRaw(PortProtocol protocol)
{
    return protocol == PortProtocol::Tcp || protocol == PortProtocol::Tls;
}
[[nodiscard]] constexpr bool usesTls(PortProtocol protocol)
{
    return protocol == PortProtocol::Https || protocol == PortProtocol::Tls;
}

// Where an API is served (`listen_port`, `protocol`; reference D1).
struct ServicePort {
    std::uint16_t port = 0; // 0: the gateway's own
    PortProtocol protocol = PortProtocol::Http;

    auto operator<=>(const ServicePort &) const = default;
};

// Fails for a port that the settings do not let APIs open, for TLS without a certificate, for an
// unknown protocol, and for one that the gateway's own ports, which are `ownPorts`, do not speak.
[[nodiscard]] Expected<ServicePort> servicePortOf(const spec::ApiDefinition &definition,
                                                  const spec::GatewayConfig &config,
                                                  const std::vector<std::uint16_t> &ownPorts);

} // namespace gw::runtime
