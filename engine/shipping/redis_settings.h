// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gw::shipping {

// The way out of most of what goes wrong with it.
inline constexpr const char *kRedisRemedy =
    "Check \"storage\" in the settings, and that Redis runs";

struct RedisAddress {
    std::string host = "localhost"; // a path that starts with a slash: a Unix socket
    int port = 6379;

    bool operator==(const RedisAddress &) const = default;
    auto operator<=>(const RedisAddress &) const = default;
    [[nodiscard]] std::string text() const; // "host:port", for people
};

// How a connection is encrypted. The files are read for each connection, so that renewed ones
// count.
struct RedisTls {
    std::string caFile;   // PEM; empty: the system's
    std::string certFile; // of the client, PEM; empty: none
    std::string keyFile;
    int leastVersion = 0; // OpenSSL's number; 0: the system's
    int mostVersion = 0;
    bool checksServer = true; // its certificate and its name
};

struct RedisLogin {
    std::string username;
    std::string password;
    int database = 0;
    std::chrono::milliseconds timeout{5000}; // to connect, and for each answer
    std::optional<RedisTls> tls;
};

// Where a Redis is: one server, a cluster, or a master that sentinels know.
struct RedisSettings {
    enum class Kind : std::uint8_t { Server, Cluster, Sentinel };

    Kind kind = Kind::Server;
    std::vector<RedisAddress> addresses; // of a server the first counts; else any that answers
    std::string masterName;              // that sentinels are asked for
    std::string sentinelPassword;        // for the sentinels themselves
    RedisLogin login;
};

} // namespace gw::shipping
