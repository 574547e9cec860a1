// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/gateway_config.h"

// The part of the table of settings that is about records of requests. For
// gateway_config_fields.h only.
namespace gw::spec {

template <typename Reader>
void describe(Reader &reader, StorageConfig &storage)
{
    reader.field("type", storage.type);
    reader.field("host", storage.host);
    reader.field("port", storage.port);
    reader.field("addrs", storage.addrs);
    reader.field("hosts", storage.hosts);
    reader.field("master_name", storage.masterName);
    reader.field("sentinel_password", storage.sentinelPassword);
    reader.field("username", storage.username);
    reader.field("password", storage.password);
    reader.field("database", storage.database);
    reader.field("timeout", storage.timeout);
    reader.field("enable_cluster", storage.enableCluster);
    reader.field("use_ssl", storage.useSsl);
    reader.field("ssl_insecure_skip_verify", storage.sslInsecureSkipVerify);
    reader.field("ca_file", storage.caFile);
    reader.field("cert_file", storage.certFile);
    reader.field("key_file", storage.keyFile);
    reader.field("tls_min_version", storage.tlsMinVersion);
    reader.field("tls_max_version", storage.tlsMaxVersion);
}

template <typename Reader>
void describe(Reader &reader, NormaliseUrls &urls)
{
    reader.field("enabled", urls.enabled);
    reader.field("normalise_uuids", urls.normaliseUuids);
    reader.field("normalise_ulids", urls.normaliseUlids);
    reader.field("normalise_numbers", urls.normaliseNumbers);
    reader.field("custom_patterns", urls.customPatterns);
}

template <typename Reader>
void describe(Reader &reader, AccessLogsConfig &logs)
{
    reader.field("enabled", logs.enabled);
    reader.field("template", logs.fields);
}

template <typename Reader>
void describe(Reader &reader, AnalyticsConfig &analytics)
{
    reader.field("type", analytics.type);
    reader.field("ignored_ips", analytics.ignoredIps);
    reader.field("enable_detailed_recording", analytics.enableDetailedRecording);
    reader.field("enable_geo_ip", analytics.enableGeoIp);
    reader.field("geo_ip_db_path", analytics.geoIpDbPath);
    reader.field("enable_multiple_analytics_keys", analytics.enableMultipleAnalyticsKeys);
    reader.field("serializer_type", analytics.serializerType);
    reader.field("normalise_urls", analytics.normaliseUrls);
    reader.field("pool_size", analytics.poolSize);
    reader.field("records_buffer_size", analytics.recordsBufferSize);
    reader.field("storage_expiration_time", analytics.storageExpirationTime);
    reader.field("purge_interval", analytics.purgeInterval);
}

} // namespace gw::spec
