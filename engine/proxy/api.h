// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/chain.h"
#include "proxy/credential_mask.h"
#include "request/api_facts.h"
#include "upstream/balancer.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace gw::chain {
class ErrorReply;
}

namespace gw::net {
class TlsClientContext;
}

namespace gw::telemetry {
class RecordEditor;
}

namespace gw::upstream {
class ProxyRules;
}

namespace gw::proxy {

// How requests of an API go on to its upstream.
struct Forwarding {
    std::unique_ptr<const upstream::Balancer> targets;                          // the API's own
    std::map<std::string, std::unique_ptr<const upstream::Balancer>> byVersion; // by key
    std::string loopTarget;                           // target_url "tyk://..."; empty: none
    std::shared_ptr<const net::TlsClientContext> tls; // for targets that a rewrite names
    std::string tlsKey;
    std::shared_ptr<const upstream::ProxyRules> proxies; // null: none
    std::size_t maxIdleConnections = 100;
    bool stripListenPath = false;
    bool preserveHost = false;
    bool disableStripSlash = false;
    bool escapesPath = true; // what the client should have escaped (skip_target_path_escaping)
};

using AddressSet = std::set<std::string, std::less<>>;

// One API as it serves: definition, compiled chain, targets. Part of snapshots, immutable; lives
// until the last request that began on it has ended.
struct Api {
    request::ApiFacts facts;
    chain::Chain chain;
    Forwarding forwarding;
    std::shared_ptr<const chain::ErrorReply> errorReply;
    CredentialMask credentials; // over what records say of requests
    std::shared_ptr<const telemetry::RecordEditor> recordEditor; // analytics plugin; null: none
    bool recordsDetails = false;                          // raw request and response in records
    std::shared_ptr<const AddressSet> untrackedAddresses; // analytics_config.ignored_ips, or null
    // Names of chain.request's steps for instrumentation; empty: it is off.
    std::vector<const std::string *> stepEvents;
};

} // namespace gw::proxy
