// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {

struct PortRange {
    int from = 0;
    int to = 0;
};

// Ports that APIs may open, of one protocol.
struct AllowedPorts {
    std::vector<PortRange> ranges;
    std::vector<int> ports;
};

// By protocol: "http", "https", "h2c", "tcp", "tls" (reference I).
using PortsWhitelist = std::map<std::string, AllowedPorts>;

[[nodiscard]] bool allowsPort(const PortsWhitelist &whitelist, std::string_view protocol, int port);

template <typename Reader>
void describe(Reader &reader, PortRange &range)
{
    reader.field("from", range.from);
    reader.field("to", range.to);
}

template <typename Reader>
void describe(Reader &reader, AllowedPorts &allowed)
{
    reader.field("ranges", allowed.ranges);
    reader.field("ports", allowed.ports);
}

} // namespace gw::spec
