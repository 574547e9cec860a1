// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace gw::spec {

// "storage" of tyk.conf: the Redis that analytics records are sent to for tyk-pump.
struct StorageConfig {
    std::string type;               // "redis"; "memory" and "file": none; empty: as if host decided
    std::string host;               // a path that starts with a slash: a Unix socket
    int port = 0;                   // 0: 6379
    std::vector<std::string> addrs; // "host:port", instead of host and port: nodes, sentinels
    std::map<std::string, std::string> hosts; // Tyk's older form of addrs: port by host
    std::string masterName;                   // then addrs are sentinels
    std::string sentinelPassword;
    std::string username;
    std::string password;
    int database = 0;
    std::chrono::seconds timeout{0}; // 0: 5
    bool enableCluster = false;
    bool useSsl = false;
    bool sslInsecureSkipVerify = false;
    std::string caFile; // PEM files; relative ones start in the workspace
    std::string certFile;
    std::string keyFile;
    std::string tlsMinVersion; // "1.2", "1.3"
    std::string tlsMaxVersion;
};

[[nodiscard]] bool namesRedis(const StorageConfig &storage);

// Fails for what no Redis can be reached by: an address without a port, TLS versions that nobody
// knows, settings that exclude each other.
[[nodiscard]] Expected<void> checkStorage(const StorageConfig &storage);

struct RedisAddress {
    std::string host;
    int port = 0;
};
// Where it is, at least one place. The settings have been checked.
[[nodiscard]] std::vector<RedisAddress> redisAddresses(const StorageConfig &storage);

} // namespace gw::spec
