// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ip_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>

namespace gw::net {

namespace {

constexpr unsigned kMappedBits = 96; // of "::ffff:0:0/96", where the IPv4 addresses are
constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

} // namespace

IpAddress::IpAddress(const Bytes &bytes)
    : m_bytes(bytes)
{
}

IpAddress IpAddress::fromV4(const std::array<std::uint8_t, 4> &bytes)
{
    Bytes mapped{};
    std::copy(kMapped.begin(), kMapped.end(), mapped.begin());
    std::copy(bytes.begin(), bytes.end(), mapped.begin() + kMapped.size());
    return IpAddress(mapped);
}

Expected<IpAddress> IpAddress::parse(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() < terminated.size() && text.find('\0') == std::string_view::npos) {
        std::copy(text.begin(), text.end(), terminated.begin());
        std::array<std::uint8_t, 4> v4{};
        if (::inet_pton(AF_INET, terminated.data(), v4.data()) == 1) {
            return fromV4(v4);
        }
        Bytes v6{};
        if (::inet_pton(AF_INET6, terminated.data(), v6.data()) == 1) {
            return IpAddress(v6);
        }
    }
    return failure("Not an IP address", std::string(text),
                   "Write it like 192.0.2.1 or 2001:db8::1");
}

bool IpAddress::isV4() const
{
    return std::equal(kMapped.begin(), kMapped.end(), m_bytes.begin());
}

bool IpAddress::isLoopback() const
{
    Bytes loopback{};
    loopback.back() = 1;
    return isV4() ? m_bytes[kMapped.size()] == 127 : m_bytes == loopback;
}

std::string IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (isV4()) {
        ::inet_ntop(AF_INET, m_bytes.data() + kMapped.size(), text.data(), text.size());
    } else {
        ::inet_ntop(AF_INET6, m_bytes.data(), text.data(), text.size());
    }
    return text.data();
}

IpNetwork::IpNetwork(const IpAddress &address, unsigned prefix)
    : m_prefix(prefix)
{
    IpAddress::Bytes mask{};
    IpAddress::Bytes masked{};
    for (std::size_t i = 0; i < mask.size(); ++i) {
        const unsigned bits =
            std::clamp<int>(static_cast<int>(prefix) - static_cast<int>(i * 8), 0, 8);
        mask[i] = static_cast<std::uint8_t>(0xff00U >> bits);
        masked[i] = address.bytes()[i] & mask[i];
    }
    m_mask = IpAddress(mask);
    m_address = IpAddress(masked);
}

Expected<IpNetwork> IpNetwork::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const Expected<IpAddress> address = IpAddress::parse(text.substr(0, slash));
    if (!address) {
        return failure("Not an IP address or network", std::string(text),
                       "Write it like 10.0.0.0/8 or 2001:db8::/32");
    }
    if (slash == std::string_view::npos) {
        return IpNetwork(*address, 128);
    }
    const bool isQuad = text.substr(0, slash).find(':') == std::string_view::npos;
    const std::string_view digits = text.substr(slash + 1);
    const unsigned bits = isQuad ? 32 : 128;
    unsigned prefix = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (error != std::errc() || end != digits.data() + digits.size() || prefix > bits) {
        return failure("The prefix length is not a number from 0 to " + std::to_string(bits),
                       std::string(text));
    }
    return IpNetwork(*address, isQuad ? prefix + kMappedBits : prefix);
}

bool IpNetwork::contains(const IpAddress &address) const
{
    for (std::size_t i = 0; i < address.bytes().size(); ++i) {
        if ((address.bytes()[i] & m_mask.bytes()[i]) != m_address.bytes()[i]) {
            return false;
        }
    }
    return true;
}

std::string IpNetwork::toString() const
{
    const bool isQuad = m_prefix >= kMappedBits && m_address.isV4();
    return m_address.toString() + '/' + std::to_string(isQuad ? m_prefix - kMappedBits : m_prefix);
}

} // namespace gw::net
