// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/config_warnings.h"

namespace gw::spec {

namespace {

constexpr std::string_view kNoStoredKeys =
    "there is no key store yet: keys come from plugins only, as they present them";

class Warnings final {
public:
    template <typename T>
    void add(const char *pointer, const T &value, const T &usual, std::string_view reason)
    {
        if (value != usual) {
            m_findings.push_back({Severity::Warning,
                                  pointer,
                                  "The setting has no effect: " + std::string(reason),
                                  {}});
        }
    }
    [[nodiscard]] std::vector<Finding> take() { return std::move(m_findings); }

private:
    std::vector<Finding> m_findings;
};

void addServing(const GatewayConfig &config, const GatewayConfig &usual, Warnings &warnings)
{
    const HttpServerOptions &http = config.httpServerOptions;
    const HttpServerOptions &usualHttp = usual.httpServerOptions;
    warnings.add("/http_server_options/flush_interval", http.flushInterval, usualHttp.flushInterval,
                 "every piece of a body is sent on at once");
    warnings.add("/middleware_path", config.middlewarePath, usual.middlewarePath,
                 "hooks name their files, and bundles are kept in the state folder; --state-dir "
                 "chooses another");
    warnings.add("/reload_interval", config.reloadInterval, usual.reloadInterval,
                 "a reload begins when it is asked for");
}

void addStoredKeys(const GatewayConfig &config, const GatewayConfig &usual, Warnings &warnings)
{
    warnings.add("/basic_auth_hash_key_function", config.basicAuthHashKeyFunction,
                 usual.basicAuthHashKeyFunction, kNoStoredKeys);
    warnings.add("/enable_hashed_keys_listing", config.enableHashedKeysListing,
                 usual.enableHashedKeysListing, kNoStoredKeys);
    warnings.add("/allow_master_keys", config.allowMasterKeys, usual.allowMasterKeys,
                 kNoStoredKeys);
    if (!config.forceGlobalSessionLifetime) {
        warnings.add("/global_session_lifetime", config.globalSessionLifetime,
                     usual.globalSessionLifetime, "it needs force_global_session_lifetime");
    }
}

void addPolicies(const GatewayConfig &config, Warnings &warnings)
{
    constexpr std::string_view kNoPolicies = "policies are not applied yet";
    const PolicyConfig usual;
    warnings.add("/policies/policy_source", config.policies.policySource, usual.policySource,
                 kNoPolicies);
    warnings.add("/policies/policy_record_name", config.policies.policyRecordName,
                 usual.policyRecordName, kNoPolicies);
    warnings.add("/policies/policy_path", config.policies.policyPath, usual.policyPath,
                 kNoPolicies);
    warnings.add("/policies/allow_explicit_policy_id", config.policies.allowExplicitPolicyId,
                 usual.allowExplicitPolicyId, kNoPolicies);
}

void addAnalytics(const GatewayConfig &config, Warnings &warnings)
{
    const AnalyticsConfig &analytics = config.analyticsConfig;
    const AnalyticsConfig usual;
    if (analytics.type != "redis") {
        warnings.add("/analytics_config/type", analytics.type, usual.type,
                     "records go to files, and to Redis when \"storage\" names one");
    }
    if (analytics.serializerType != "msgpack") {
        warnings.add("/analytics_config/serializer_type", analytics.serializerType,
                     usual.serializerType,
                     "records are written as msgpack, which tyk-pump reads too");
    }
    warnings.add("/analytics_config/pool_size", analytics.poolSize, usual.poolSize,
                 "one thread sends all records, many at once");
    warnings.add("/analytics_config/purge_interval", analytics.purgeInterval, usual.purgeInterval,
                 "records are sent as they come");
    warnings.add("/analytics_config/enable_geo_ip",
                 analytics.enableGeoIp && analytics.geoIpDbPath.empty(), false,
                 "geo_ip_db_path names no data base of places");
    if (namesRedis(config.storage)) {
        const bool usesFirst = !config.storage.enableCluster && config.storage.masterName.empty();
        warnings.add("/storage/addrs", usesFirst && redisAddresses(config.storage).size() > 1,
                     false,
                     "only the first of several servers is used without enable_cluster or "
                     "master_name");
    }
}

} // namespace

std::vector<Finding> ineffectiveSettings(const GatewayConfig &config)
{
    const GatewayConfig usual;
    Warnings warnings;
    addServing(config, usual, warnings);
    addStoredKeys(config, usual, warnings);
    addPolicies(config, warnings);
    addAnalytics(config, warnings);
    return warnings.take();
}

} // namespace gw::spec
