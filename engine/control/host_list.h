// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gw::control {

// "localhost" of "localhost:8080", "::1" of "[::1]:8080"; lower case, without a final dot. Empty
// for text that is no host with an optional port.
[[nodiscard]] std::string hostOf(std::string_view authority);

// The hosts under which the control API may be addressed. A web page can make a browser send
// requests here under a name of its own (DNS rebinding); it cannot make the browser send one of
// these names. Thread: any (immutable).
class HostList final {
public:
    // Loopback names, the bound addresses and the configured names; any port. Bound to a wildcard
    // address, any literal IP address is good too: rebinding needs a name.
    HostList(const std::vector<std::string> &boundAddresses, const std::vector<std::string> &names);

    [[nodiscard]] bool allows(std::string_view authority) const;

private:
    std::vector<std::string> m_hosts;
    bool m_allowsLiterals = false;
};

} // namespace gw::control
