// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/chain.h"
#include "proxy/credential_mask.h"
#include "request/api_facts.h"
#include "upstream/balancer.h"

#include <map>
#include <memory>
#include <string>

namespace gw::chain {
class ErrorReply;
}

namespace gw::net {
class TlsClientContext;
}

namespace gw::plugin {
class PluginHook;
}

namespace gw::upstream {
class ProxyRules;
}

namespace gw::proxy {

// How requests of an API go on to its upstream.
struct Forwarding {
    std::unique_ptr<const upstream::Balancer> targets;                          // the API's own
    std::map<std::string, std::unique_ptr<const upstream::Balancer>> byVersion; // override_target
    std::string loopTarget;                           // target_url "tyk://..."; empty: none
    std::shared_ptr<const net::TlsClientContext> tls; // for targets that a rewrite names
    std::string tlsKey;
    std::shared_ptr<const upstream::ProxyRules> proxies; // null: none
    std::size_t maxIdleConnections = 100;
    bool stripListenPath = false;
    bool preserveHost = false;
    bool disableStripSlash = false;
    bool omitForwardedFor = false; // X-Forwarded-For is in global_headers_remove (reference D6)
};

// One API as it serves: definition, compiled chain, targets. Part of snapshots, immutable; lives
// until the last request that began on it has ended.
struct Api {
    request::ApiFacts facts;
    chain::Chain chain;
    Forwarding forwarding;
    std::shared_ptr<const chain::ErrorReply> errorReply;
    std::shared_ptr<const plugin::PluginHook> analyticsHook; // null: none
    CredentialMask credentials;                              // over what records say of requests
    bool recordsDetails = false;                             // raw request and response in records
};

} // namespace gw::proxy
