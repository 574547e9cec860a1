// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/host_list.h"

#include "base/ascii.h"

#include <algorithm>
#include <arpa/inet.h>

namespace gw::control {

namespace {

bool isPort(std::string_view text)
{
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool isLiteral(const std::string &host)
{
    in6_addr address{};
    return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
           inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

} // namespace

std::string hostOf(std::string_view authority)
{
    std::string_view host = authority;
    std::string_view rest;
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) {
            return {};
        }
        host = authority.substr(1, end - 1);
        rest = authority.substr(end + 1);
    } else {
        const std::size_t colon = authority.find(':');
        host = authority.substr(0, colon);
        rest = colon == std::string_view::npos ? std::string_view() : authority.substr(colon);
    }
    if (!rest.empty() && (rest[0] != ':' || !isPort(rest.substr(1)))) {
        return {};
    }
    if (host.ends_with('.')) {
        host.remove_suffix(1);
    }
    return lowerAscii(host);
}

HostList::HostList(const std::vector<std::string> &boundAddresses,
                   const std::vector<std::string> &names)
    : m_hosts{"127.0.0.1", "localhost", "::1"}
{
    for (const std::string &address : boundAddresses) {
        const std::string host = hostOf(address);
        if (host.empty() || host == "0.0.0.0" || host == "::" || host == "*") {
            m_allowsLiterals = true;
        } else {
            m_hosts.push_back(host);
        }
    }
    for (const std::string &name : names) {
        if (std::string host = hostOf(name); !host.empty()) {
            m_hosts.push_back(std::move(host));
        }
    }
}

bool HostList::allows(std::string_view authority) const
{
    const std::string host = hostOf(authority);
    if (host.empty()) {
        return false;
    }
    return std::ranges::find(m_hosts, host) != m_hosts.end() ||
           (m_allowsLiterals && isLiteral(host));
}

} // namespace gw::control
