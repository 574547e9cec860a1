// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/tls_protocol.h"

namespace gw::runtime {

namespace {

constexpr int kTls10 = 769;
constexpr int kTls11 = 770;
constexpr int kTls12 = 771;

net::TlsVersion fromWire(int version)
{
    if (version <= kTls10) {
        return net::TlsVersion::Tls10;
    }
    if (version == kTls11) {
        return net::TlsVersion::Tls11;
    }
    return version == kTls12 ? net::TlsVersion::Tls12 : net::TlsVersion::Tls13;
}

} // namespace

net::TlsProtocol tlsProtocol(int minVersion, int maxVersion,
                             const std::vector<std::string> &ciphers)
{
    net::TlsProtocol protocol;
    if (minVersion != 0) {
        protocol.minimum = fromWire(minVersion);
    }
    if (maxVersion != 0) {
        protocol.maximum = fromWire(maxVersion);
    }
    protocol.ciphers = ciphers;
    return protocol;
}

} // namespace gw::runtime
