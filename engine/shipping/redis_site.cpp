// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_site.h"

#include "shipping/redis_cluster_site.h"
#include "shipping/redis_sentinel_site.h"
#include "shipping/redis_server_site.h"

namespace gw::shipping {

std::unique_ptr<RedisSite> makeRedisSite(const RedisSettings &settings, RedisInterrupt &interrupt)
{
    switch (settings.kind) {
    case RedisSettings::Kind::Cluster:
        return std::make_unique<RedisClusterSite>(settings, interrupt);
    case RedisSettings::Kind::Sentinel:
        return std::make_unique<RedisSentinelSite>(settings, interrupt);
    case RedisSettings::Kind::Server:
        break;
    }
    return std::make_unique<RedisServerSite>(settings, interrupt);
}

} // namespace gw::shipping
