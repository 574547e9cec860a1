// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/redis_options.h"

#include "spec/gateway_config.h"

#include <algorithm>

namespace gw::runtime {

namespace {

// OpenSSL's number of "1.2"; 0: not said.
int tlsVersion(const std::string &version)
{
    constexpr int kTls10 = 0x0301;
    return version.size() == 3 ? kTls10 + (version[2] - '0') : 0;
}

shipping::RedisTls redisTls(const spec::StorageConfig &storage, const std::filesystem::path &folder)
{
    const auto inFolder = [&folder](const std::string &file) {
        return file.empty() ? file : (folder / file).string();
    };
    return {inFolder(storage.caFile),          inFolder(storage.certFile),
            inFolder(storage.keyFile),         tlsVersion(storage.tlsMinVersion),
            tlsVersion(storage.tlsMaxVersion), !storage.sslInsecureSkipVerify};
}

shipping::RedisSettings redisSettings(const spec::StorageConfig &storage,
                                      const std::filesystem::path &folder)
{
    using Kind = shipping::RedisSettings::Kind;
    shipping::RedisSettings site;
    site.kind = !storage.masterName.empty() ? Kind::Sentinel // before a cluster, as in Tyk
                : storage.enableCluster     ? Kind::Cluster
                                            : Kind::Server;
    for (spec::RedisAddress &address : spec::redisAddresses(storage)) {
        site.addresses.push_back({std::move(address.host), address.port});
    }
    site.masterName = storage.masterName;
    site.sentinelPassword = storage.sentinelPassword;
    site.login.username = storage.username;
    site.login.password = storage.password;
    // A cluster has only the first.
    site.login.database = site.kind == Kind::Cluster ? 0 : storage.database;
    if (storage.timeout.count() > 0) {
        site.login.timeout = storage.timeout;
    }
    if (storage.useSsl) {
        site.login.tls = redisTls(storage, folder);
    }
    return site;
}

} // namespace

shipping::RedisShipper::Options redisOptions(const spec::GatewayConfig &config,
                                             const std::filesystem::path &folder)
{
    const spec::AnalyticsConfig &analytics = config.analyticsConfig;
    constexpr std::int64_t kLeastWaiting = 1000; // as in Tyk
    shipping::RedisShipper::Options options;
    options.site = redisSettings(config.storage, folder);
    if (analytics.recordsBufferSize > 0) {
        options.mostWaiting =
            static_cast<std::size_t>(std::max(analytics.recordsBufferSize, kLeastWaiting));
    }
    if (analytics.storageExpirationTime.count() != 0) {
        options.lifetime = analytics.storageExpirationTime;
    }
    options.usesManyLists = analytics.enableMultipleAnalyticsKeys;
    return options;
}

} // namespace gw::runtime
