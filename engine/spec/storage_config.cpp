// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/storage_config.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace gw::spec {

namespace {

constexpr int kRedisPort = 6379;
constexpr int kMostPort = 65535;

std::optional<int> portIn(std::string_view text)
{
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool isPort =
        error == std::errc() && end == text.data() + text.size() && port > 0 && port <= kMostPort;
    return isPort ? std::optional(port) : std::nullopt;
}

std::optional<RedisAddress> addressIn(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || text.starts_with('/')) {
        return RedisAddress{std::string(text), kRedisPort};
    }
    const auto port = portIn(text.substr(colon + 1));
    if (!port) {
        return std::nullopt;
    }
    std::string_view host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    return RedisAddress{std::string(host), *port};
}

// "host:port" of the first server.
std::string firstServer(const StorageConfig &storage)
{
    if (!storage.addrs.empty()) {
        return storage.addrs.front();
    }
    return storage.hosts.empty()
               ? std::string()
               : storage.hosts.begin()->first + ":" + storage.hosts.begin()->second;
}

} // namespace

bool namesRedis(const StorageConfig &storage)
{
    const bool hasPlace = !storage.host.empty() || !storage.addrs.empty() || !storage.hosts.empty();
    return storage.type == "redis" || (storage.type.empty() && hasPlace);
}

std::string redisObstacle(const StorageConfig &storage)
{
    if (storage.enableCluster || storage.addrs.size() > 1 || storage.hosts.size() > 1) {
        return "analytics records cannot be sent to a Redis cluster yet";
    }
    if (!storage.masterName.empty()) {
        return "analytics records cannot be sent by way of a Redis sentinel yet";
    }
    if (storage.useSsl) {
        return "analytics records cannot be sent to Redis over TLS yet";
    }
    const std::string server = firstServer(storage);
    if (!server.empty() && !addressIn(server)) {
        return "\"" + server + "\" is not host:port";
    }
    return {};
}

RedisAddress redisAddress(const StorageConfig &storage)
{
    if (const std::string server = firstServer(storage); !server.empty()) {
        return addressIn(server).value_or(RedisAddress{});
    }
    return {storage.host.empty() ? "localhost" : storage.host,
            storage.port == 0 ? kRedisPort : storage.port};
}

} // namespace gw::spec
