// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace gw::net {

// An IPv4 or IPv6 address. IPv4 is kept in its v4-mapped form (RFC 4291 section 2.5.5.2), so
// "::ffff:10.0.0.1" and "10.0.0.1" are the same address. The default one is "::".
class IpAddress final {
public:
    using Bytes = std::array<std::uint8_t, 16>; // network order

    IpAddress() = default;
    explicit IpAddress(const Bytes &bytes);
    [[nodiscard]] static IpAddress fromV4(const std::array<std::uint8_t, 4> &bytes);

    // Dotted quad or IPv6 text without brackets and scope. Leading zeros in a quad, short forms
    // such as "127.1" and host names fail.
    [[nodiscard]] static Expected<IpAddress> parse(std::string_view text);

    [[nodiscard]] bool isV4() const;
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] const Bytes &bytes() const { return m_bytes; }
    // Shortest form (RFC 5952); IPv4 as dotted quad.
    [[nodiscard]] std::string toString() const;

    auto operator<=>(const IpAddress &) const = default;

private:
    Bytes m_bytes{};
};

// A network in CIDR notation, for lists of addresses. Parsed once, then asked for each request.
class IpNetwork final {
public:
    // "10.0.0.0/8", "2001:db8::/32", or one address. Bits behind the prefix are ignored.
    [[nodiscard]] static Expected<IpNetwork> parse(std::string_view text);

    [[nodiscard]] bool contains(const IpAddress &address) const;
    [[nodiscard]] std::string toString() const;

    bool operator==(const IpNetwork &) const = default;

private:
    IpNetwork(const IpAddress &address, unsigned prefix);

    IpAddress m_address;   // masked
    IpAddress m_mask;      // a bit for each bit of the prefix
    unsigned m_prefix = 0; // 0 to 128; an IPv4 prefix plus 96
};

} // namespace gw::net
