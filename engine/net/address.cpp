// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/address.h"

#include <charconv>
#include <cstring>

namespace gw::net {

Address::Address()
    : Address(IpAddress(), 0)
{
}

Address::Address(const IpAddress &ip, std::uint16_t port)
{
    if (ip.isV4()) {
        m_native.ss_family = AF_INET;
        v4().sin_port = htons(port);
        std::memcpy(&v4().sin_addr, ip.bytes().data() + 12, 4);
        return;
    }
    m_native.ss_family = AF_INET6;
    v6().sin6_port = htons(port);
    std::memcpy(&v6().sin6_addr, ip.bytes().data(), 16);
}

Expected<Address> Address::parse(std::string_view text)
{
    const auto refuse = [text] {
        return failure("Not an address with a port", std::string(text),
                       "Write it like 127.0.0.1:8080, [::1]:8080 or :8080");
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return refuse();
    }
    const std::string_view digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size()) {
        return refuse();
    }
    std::string_view host = text.substr(0, colon);
    if (host.empty()) {
        return Address(IpAddress(), port);
    }
    const bool hasBrackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (hasBrackets) {
        host = host.substr(1, host.size() - 2);
    }
    const bool isV6Text = host.find(':') != std::string_view::npos;
    const Expected<IpAddress> ip = IpAddress::parse(host);
    if (!ip || isV6Text != hasBrackets) {
        return refuse();
    }
    return Address(*ip, port);
}

Address Address::fromNative(const sockaddr_storage &native)
{
    Address address;
    if (native.ss_family == AF_INET || native.ss_family == AF_INET6) {
        address.m_native = native;
    }
    return address;
}

IpAddress Address::ip() const
{
    if (family() == AF_INET) {
        std::array<std::uint8_t, 4> bytes{};
        std::memcpy(bytes.data(), &v4().sin_addr, bytes.size());
        return IpAddress::fromV4(bytes);
    }
    IpAddress::Bytes bytes{};
    std::memcpy(bytes.data(), &v6().sin6_addr, bytes.size());
    return IpAddress(bytes);
}

std::uint16_t Address::port() const
{
    return ntohs(family() == AF_INET ? v4().sin_port : v6().sin6_port);
}

std::string Address::hostText() const
{
    return ip().toString();
}

std::string Address::toString() const
{
    const std::string host = hostText();
    const std::string port = std::to_string(this->port());
    return ip().isV4() ? host + ':' + port : '[' + host + "]:" + port;
}

const sockaddr *Address::native() const
{
    return reinterpret_cast<const sockaddr *>(&m_native);
}

socklen_t Address::nativeSize() const
{
    return family() == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
}

bool Address::operator==(const Address &other) const
{
    return ip() == other.ip() && port() == other.port();
}

sockaddr_in &Address::v4()
{
    return reinterpret_cast<sockaddr_in &>(m_native);
}

const sockaddr_in &Address::v4() const
{
    return reinterpret_cast<const sockaddr_in &>(m_native);
}

sockaddr_in6 &Address::v6()
{
    return reinterpret_cast<sockaddr_in6 &>(m_native);
}

const sockaddr_in6 &Address::v6() const
{
    return reinterpret_cast<const sockaddr_in6 &>(m_native);
}

} // namespace gw::net
