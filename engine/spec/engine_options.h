// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace gw::spec {

// What only Gatewright knows: the object "gatewright".
struct EngineOptions {
    int workers = 0; // 0: one for each core
    std::chrono::milliseconds pluginSlowThreshold{10};
    // A hook that holds its worker for longer is named, and other workers take over.
    std::chrono::milliseconds pluginStuckThreshold{500};
    std::chrono::milliseconds pluginSuspendTimeout{60000}; // then 504
    std::chrono::milliseconds pluginInitTimeout{10000};    // of gw_plugin_init; then it is refused
    int blockingThreads = 8;                               // of the pool for blocking hooks
    int blockingQueue = 1024;                              // what waits for them; then 503
    bool pluginWatch = false;      // load plugin files as soon as they have changed
    int pluginGenerationsKept = 3; // private copies before the current one, for going back
    // With public_key_path: only bundles whose manifest is signed too, as Gatewright does it.
    bool bundleManifestSigned = false;
    int maxConnections = 10000;
    std::chrono::seconds headerTimeout{10};
    std::chrono::seconds bodyTimeout{30}; // without a byte of a body
    std::chrono::seconds idleTimeout{75};
    // Without a byte either way, of an upgraded connection or one of raw bytes; 0: no limit.
    std::chrono::seconds relayIdleTimeout{3600};
    std::chrono::seconds handshakeTimeout{10};        // of TLS
    std::chrono::seconds upstreamBodyTimeout{300};    // without a byte of a response body
    std::int64_t maxBufferedBody = 8LL * 1024 * 1024; // bytes that steps want whole; more get 413
    // The same of all requests of a worker; more get 503.
    std::int64_t maxBufferedBodies = 256LL * 1024 * 1024;
    std::int64_t minBodyRate = 1024; // bytes; as many earn a second beyond read_timeout
    std::int64_t maxHeadBytes = 65536;
    int maxHeaderFields = 100;
    bool trace = false;
    // Whether X-Real-IP and X-Forwarded-For tell the client's address. Off for an engine that
    // clients reach without a proxy before it: they could choose an address that an IP list likes.
    bool trustAddressHeaders = true;
    std::string statsdNames = "tyk"; // of steps: "tyk", as its code sends, or "documented"
    std::string logFile;             // instead of standard error; empty: none
    std::int64_t logFileBytes = 64 * 1024 * 1024; // then a new one begins; 0: never
    int logFiles = 8;                             // old ones that are kept
    std::string analyticsFolder; // of records, with enable_analytics; empty: in the state folder
    std::int64_t analyticsFileBytes = 64 * 1024 * 1024; // then a new one begins; 0: never
    int analyticsFiles = 8;                             // old ones that are kept
    // Names that the control API accepts in Host besides the loopback ones.
    std::vector<std::string> allowedHosts;
};

} // namespace gw::spec
