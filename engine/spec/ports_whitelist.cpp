// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/ports_whitelist.h"

#include <algorithm>

namespace gw::spec {

bool allowsPort(const PortsWhitelist &whitelist, std::string_view protocol, int port)
{
    const auto found = whitelist.find(std::string(protocol));
    return found != whitelist.end() &&
           (std::ranges::find(found->second.ports, port) != found->second.ports.end() ||
            std::ranges::any_of(found->second.ranges, [port](const PortRange &range) {
                return range.from <= port && port <= range.to;
            }));
}

} // namespace gw::spec
