// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/ip_address.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace gw::net {

// An IP address and a port: one end of a TCP connection. The default one is "[::]:0".
class Address final {
public:
    Address();
    Address(const IpAddress &ip, std::uint16_t port);

    // "127.0.0.1:8080", "[::1]:8080", or ":8080" for every address of this machine. The port is
    // needed; host names fail, they are the Resolver's.
    [[nodiscard]] static Expected<Address> parse(std::string_view text);
    // What the kernel told. Families other than IPv4 and IPv6 give the default address.
    [[nodiscard]] static Address fromNative(const sockaddr_storage &native);

    [[nodiscard]] IpAddress ip() const;
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string hostText() const; // without brackets and port
    [[nodiscard]] std::string toString() const; // what parse() reads

    // For system calls. IPv4 is AF_INET here.
    [[nodiscard]] const sockaddr *native() const;
    [[nodiscard]] socklen_t nativeSize() const;
    [[nodiscard]] int family() const { return m_native.ss_family; }

    bool operator==(const Address &other) const;

private:
    [[nodiscard]] sockaddr_in &v4();
    [[nodiscard]] const sockaddr_in &v4() const;
    [[nodiscard]] sockaddr_in6 &v6();
    [[nodiscard]] const sockaddr_in6 &v6() const;

    sockaddr_storage m_native{};
};

} // namespace gw::net
