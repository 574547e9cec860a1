// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/tls_clients.h"

namespace gw::runtime {

namespace {

std::string keyOf(const net::TlsClientContext::Options &options)
{
    const net::TlsProtocol &protocol = options.protocol;
    std::string key = options.isInsecure ? "insecure" : "verified";
    key += "/" + std::to_string(static_cast<int>(protocol.minimum));
    key += "/" + std::to_string(static_cast<int>(protocol.maximum));
    for (const std::string &cipher : protocol.ciphers) {
        key += "/" + cipher;
    }
    return key;
}

} // namespace

Expected<TlsClients::Client> TlsClients::find(const net::TlsClientContext::Options &options)
{
    const std::string key = keyOf(options);
    const auto place = m_contexts.find(key);
    if (place != m_contexts.end()) {
        return Client{place->second, key};
    }
    auto context = net::TlsClientContext::create(options);
    if (!context) {
        return tl::unexpected(context.error());
    }
    m_contexts.emplace(key, *context);
    return Client{*context, key};
}

} // namespace gw::runtime
