// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"
#include "net/ip_address.h"

#include <memory>
#include <string>
#include <vector>

namespace gw::chain {

// One of an API's two IP lists: who is on the whitelist may pass, who is on the blacklist may not.
// Lists that are not empty hold even without enable_ip_..., as in Tyk 5 (reference C6).
class IpAccess final : public Step {
public:
    enum class List : std::uint8_t { White, Black };

    // Fails on an entry that is neither an address nor a CIDR block: leaving it out of a blacklist
    // would let its clients in.
    [[nodiscard]] static Expected<std::unique_ptr<IpAccess>>
    compile(List list, const std::vector<std::string> &entries);

    [[nodiscard]] std::string_view name() const override;
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    explicit IpAccess(List list)
        : m_list(list)
    {
    }

    List m_list;
    std::vector<net::IpNetwork> m_networks;
};

} // namespace gw::chain
