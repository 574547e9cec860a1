// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/service_port.h"

#include "spec/api_definition.h"
#include "spec/gateway_config.h"

#include <algorithm>

namespace gw::runtime {

namespace {

// The gateway speaks HTTP/1.1 to clients, also where a definition says h2c.
PortProtocol protocolOf(const spec::ApiDefinition &definition, const spec::GatewayConfig &config)
{
    const std::string &name = definition.protocol;
    if (name == "tcp") {
        return PortProtocol::Tcp;
    }
    if (name == "tls") {
        return PortProtocol::Tls;
    }
    const bool isTls = name == "https" || (name.empty() && config.httpServerOptions.useSsl);
    return isTls ? PortProtocol::Https : PortProtocol::Http;
}

} // namespace

std::string_view toString(PortProtocol protocol)
{
    switch (protocol) {
    case PortProtocol::Http:
        return "http";
    case PortProtocol::Https:
        return "https";
    case PortProtocol::Tcp:
        return "tcp";
    case PortProtocol::Tls:
        break;
    }
    return "tls";
}

Expected<ServicePort> servicePortOf(const spec::ApiDefinition &definition,
                                    const spec::GatewayConfig &config,
                                    const std::vector<std::uint16_t> &ownPorts)
{
    constexpr std::string_view kNames[] = {"", "http", "https", "h2c", "tcp", "tls"};
    if (std::ranges::find(kNames, definition.protocol) == std::end(kNames)) {
        return failure("protocol is \"" + definition.protocol + '"', {},
                       "Use one of http, https, h2c, tcp, tls");
    }
    const PortProtocol protocol = protocolOf(definition, config);
    const auto port = static_cast<std::uint16_t>(definition.listenPort);
    if (port == 0 || std::ranges::find(ownPorts, port) != ownPorts.end()) {
        if (isRaw(protocol)) {
            return failure("protocol \"" + definition.protocol + "\" needs a port of its own", {},
                           "Set listen_port to a port that nobody else uses");
        }
        if (protocol == PortProtocol::Https && !config.httpServerOptions.useSsl) {
            return failure("protocol \"https\": the gateway's own ports speak no TLS", {},
                           "Set listen_port to another port, or http_server_options.use_ssl");
        }
        return ServicePort();
    }
    const std::string name =
        definition.protocol.empty() ? std::string(toString(protocol)) : definition.protocol;
    if (!config.disablePortsWhitelist && !spec::allowsPort(config.portsWhitelist, name, port)) {
        return failure("listen_port " + std::to_string(port) + " is not in ports_whitelist", {},
                       "Add it to ports_whitelist." + name +
                           ".ports in gatewright.conf, or set disable_ports_whitelist");
    }
    if (usesTls(protocol) && config.httpServerOptions.certificates.empty()) {
        return failure("protocol \"" + name + "\" needs a certificate", {},
                       "Name one in http_server_options.certificates");
    }
    return ServicePort{port, protocol};
}

} // namespace gw::runtime
