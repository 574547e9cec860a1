// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/storage_config.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

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

// "host:port" of each server that is named so.
std::vector<std::string> namedServers(const StorageConfig &storage)
{
    if (!storage.addrs.empty()) {
        return storage.addrs;
    }
    std::vector<std::string> servers;
    for (const auto &[host, port] : storage.hosts) {
        servers.push_back(host + ":" + port);
    }
    return servers;
}

bool isTlsVersion(const std::string &version)
{
    return version.empty() || version == "1.0" || version == "1.1" || version == "1.2" ||
           version == "1.3";
}

Expected<void> checkTls(const StorageConfig &storage)
{
    if (storage.certFile.empty() != storage.keyFile.empty()) {
        return failure("storage.cert_file and storage.key_file belong together", {},
                       "Name both, or neither");
    }
    for (const auto &[key, version] :
         {std::pair("storage.tls_min_version", storage.tlsMinVersion),
          std::pair("storage.tls_max_version", storage.tlsMaxVersion)}) {
        if (!isTlsVersion(version)) {
            return failure(std::string(key) + " is \"" + version + '"', {},
                           "Use 1.0, 1.1, 1.2 or 1.3");
        }
    }
    const bool hasBoth = !storage.tlsMinVersion.empty() && !storage.tlsMaxVersion.empty();
    if (hasBoth && storage.tlsMinVersion > storage.tlsMaxVersion) {
        return failure("storage.tls_min_version is above storage.tls_max_version", {},
                       "Leave one of them out");
    }
    return {};
}

} // namespace

bool namesRedis(const StorageConfig &storage)
{
    const bool hasPlace = !storage.host.empty() || !storage.addrs.empty() || !storage.hosts.empty();
    return storage.type == "redis" || (storage.type.empty() && hasPlace);
}

Expected<void> checkStorage(const StorageConfig &storage)
{
    const char *const addresses = storage.addrs.empty() ? "storage.hosts" : "storage.addrs";
    for (const std::string &server : namedServers(storage)) {
        if (!addressIn(server)) {
            return failure(std::string(addresses) + " has \"" + server + "\", which is no address",
                           {}, "Give host:port, such as 127.0.0.1:6379");
        }
    }
    return storage.useSsl ? checkTls(storage) : Expected<void>();
}

std::vector<RedisAddress> redisAddresses(const StorageConfig &storage)
{
    std::vector<RedisAddress> addresses;
    for (const std::string &server : namedServers(storage)) {
        addresses.push_back(addressIn(server).value_or(RedisAddress{}));
    }
    if (addresses.empty()) {
        addresses.push_back({storage.host.empty() ? "localhost" : storage.host,
                             storage.port == 0 ? kRedisPort : storage.port});
    }
    return addresses;
}

} // namespace gw::spec
