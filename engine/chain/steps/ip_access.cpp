// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/ip_access.h"

#include <algorithm>

namespace gw::chain {

Expected<std::unique_ptr<IpAccess>> IpAccess::compile(List list,
                                                      const std::vector<std::string> &entries)
{
    std::unique_ptr<IpAccess> step(new IpAccess(list));
    for (const std::string &entry : entries) {
        auto network = net::IpNetwork::parse(entry);
        if (!network) {
            return failure("\"" + entry + "\" is no IP address and no CIDR block",
                           list == List::White ? "/allowed_ips" : "/blacklisted_ips",
                           "Write it like 10.0.0.0/8 or 2001:db8::1");
        }
        step->m_networks.push_back(*network);
    }
    return step;
}

std::string_view IpAccess::name() const
{
    return m_list == List::White ? "IPWhiteListMiddleware" : "IPBlackListMiddleware";
}

StepResult IpAccess::process(RequestContext &context) const
{
    const auto address = net::IpAddress::parse(context.clientAddress);
    const bool isListed = address && std::any_of(m_networks.begin(), m_networks.end(),
                                                 [&](const net::IpNetwork &network) {
                                                     return network.contains(*address);
                                                 });
    // Who has no address is on no list, and may not slip through a blacklist.
    const bool isAllowed = m_list == List::White ? isListed : address && !isListed;
    if (isAllowed) {
        return StepResult::proceed();
    }
    context.note = std::string(context.clientAddress) + " may not pass";
    return StepResult::fail(403, "access from this IP has been disallowed");
}

} // namespace gw::chain
