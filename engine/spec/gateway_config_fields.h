// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/gateway_config.h"
#include "spec/record_config_fields.h"

// The one table of settings: a JSON reader and an environment reader walk over it. For
// gateway_config.cpp only.
namespace gw::spec {

template <typename Reader>
void describe(Reader &reader, ServerCertificate &certificate)
{
    reader.field("domain_name", certificate.domainName);
    reader.field("cert_file", certificate.certFile);
    reader.field("key_file", certificate.keyFile);
}

template <typename Reader>
void describe(Reader &reader, HttpServerOptions &options)
{
    reader.field("use_ssl", options.useSsl);
    reader.field("certificates", options.certificates);
    reader.field("min_version", options.minVersion);
    reader.field("max_version", options.maxVersion);
    reader.field("ssl_ciphers", options.sslCiphers);
    reader.field("read_timeout", options.readTimeout);
    reader.field("write_timeout", options.writeTimeout);
    reader.field("flush_interval", options.flushInterval);
    reader.field("enable_websockets", options.enableWebsockets);
    reader.field("skip_url_cleaning", options.skipUrlCleaning);
    reader.field("skip_target_path_escaping", options.skipTargetPathEscaping);
    reader.field("enable_strict_routes", options.enableStrictRoutes);
    reader.field("enable_path_prefix_matching", options.enablePathPrefixMatching);
    reader.field("enable_path_suffix_matching", options.enablePathSuffixMatching);
    reader.field("max_request_body_size", options.maxRequestBodySize);
    reader.field("max_response_body_size", options.maxResponseBodySize);
    reader.field("xff_depth", options.xffDepth);
}

template <typename Reader>
void describe(Reader &reader, PolicyConfig &policies)
{
    reader.field("policy_source", policies.policySource);
    reader.field("policy_record_name", policies.policyRecordName);
    reader.field("policy_path", policies.policyPath);
    reader.field("allow_explicit_policy_id", policies.allowExplicitPolicyId);
}

template <typename Reader>
void describe(Reader &reader, UptimeTestSettings &settings)
{
    reader.field("failure_trigger_sample_size", settings.failureTriggerSampleSize);
    reader.field("time_wait", settings.timeWait);
    reader.field("checker_pool_size", settings.checkerPoolSize);
}

template <typename Reader>
void describe(Reader &reader, UptimeTestsConfig &tests)
{
    reader.field("disable", tests.disable);
    reader.field("config", tests.config);
}

template <typename Reader>
void describe(Reader &reader, OverrideMessage &message)
{
    reader.field("message", message.message);
    reader.field("code", message.code);
}

template <typename Reader>
void describe(Reader &reader, EngineOptions &options)
{
    reader.field("workers", options.workers);
    reader.field("plugin_slow_threshold_ms", options.pluginSlowThreshold);
    reader.field("plugin_stuck_threshold_ms", options.pluginStuckThreshold);
    reader.field("plugin_suspend_timeout_ms", options.pluginSuspendTimeout);
    reader.field("plugin_init_timeout_ms", options.pluginInitTimeout);
    reader.field("blocking_threads", options.blockingThreads);
    reader.field("blocking_queue", options.blockingQueue);
    reader.field("plugin_watch", options.pluginWatch);
    reader.field("bundle_manifest_signed", options.bundleManifestSigned);
    reader.field("plugin_generations_kept", options.pluginGenerationsKept);
    reader.field("max_connections", options.maxConnections);
    reader.field("header_timeout", options.headerTimeout);
    reader.field("body_timeout", options.bodyTimeout);
    reader.field("idle_timeout", options.idleTimeout);
    reader.field("relay_idle_timeout", options.relayIdleTimeout);
    reader.field("handshake_timeout", options.handshakeTimeout);
    reader.field("upstream_body_timeout", options.upstreamBodyTimeout);
    reader.field("min_body_rate", options.minBodyRate);
    reader.field("max_buffered_body", options.maxBufferedBody);
    reader.field("max_buffered_bodies", options.maxBufferedBodies);
    reader.field("max_head_bytes", options.maxHeadBytes);
    reader.field("max_header_fields", options.maxHeaderFields);
    reader.field("trace", options.trace);
    reader.field("trust_address_headers", options.trustAddressHeaders);
    reader.field("statsd_names", options.statsdNames);
    reader.field("log_file", options.logFile);
    reader.field("log_file_bytes", options.logFileBytes);
    reader.field("log_files", options.logFiles);
    reader.field("analytics_folder", options.analyticsFolder);
    reader.field("analytics_file_bytes", options.analyticsFileBytes);
    reader.field("analytics_files", options.analyticsFiles);
    reader.field("allowed_hosts", options.allowedHosts);
}

template <typename Reader>
void describeServing(Reader &reader, GatewayConfig &config)
{
    reader.field("listen_address", config.listenAddress);
    reader.field("listen_port", config.listenPort);
    reader.field("secret", config.secret);
    reader.field("control_api_port", config.controlApiPort);
    reader.field("control_api_hostname", config.controlApiHostname);
    reader.field("hostname", config.hostname);
    reader.field("app_path", config.appPath);
    reader.field("middleware_path", config.middlewarePath);
    reader.field("template_path", config.templatePath);
    reader.field("policies", config.policies);
    reader.field("http_server_options", config.httpServerOptions);
    reader.field("enable_custom_domains", config.enableCustomDomains);
    reader.field("disable_ports_whitelist", config.disablePortsWhitelist);
    reader.field("ports_whitelist", config.portsWhitelist);
    reader.field("close_connections", config.closeConnections);
    reader.field("proxy_default_timeout", config.proxyDefaultTimeout);
    reader.field("max_idle_connections_per_host", config.maxIdleConnectionsPerHost);
    reader.field("proxy_ssl_insecure_skip_verify", config.proxySslInsecureSkipVerify);
    reader.field("enable_bundle_downloader", config.enableBundleDownloader);
    reader.field("bundle_base_url", config.bundleBaseUrl);
    reader.field("bundle_insecure_skip_verify", config.bundleInsecureSkipVerify);
    reader.field("public_key_path", config.publicKeyPath);
    reader.field("hide_generator_header", config.hideGeneratorHeader);
    reader.field("ignore_endpoint_case", config.ignoreEndpointCase);
    reader.field("version_header", config.versionHeader);
    reader.field("override_messages", config.overrideMessages);
    reader.field("uptime_tests", config.uptimeTests);
}

template <typename Reader>
void describe(Reader &reader, GatewayConfig &config)
{
    describeServing(reader, config);
    reader.field("enable_analytics", config.enableAnalytics);
    reader.field("analytics_config", config.analyticsConfig);
    reader.field("storage", config.storage);
    reader.field("hash_keys", config.hashKeys);
    reader.field("hash_key_function", config.hashKeyFunction);
    reader.field("hash_key_function_fallback", config.hashKeyFunctionFallback);
    reader.field("basic_auth_hash_key_function", config.basicAuthHashKeyFunction);
    reader.field("enable_hashed_keys_listing", config.enableHashedKeysListing);
    reader.field("min_token_length", config.minTokenLength);
    reader.field("allow_master_keys", config.allowMasterKeys);
    reader.field("enable_key_logging", config.enableKeyLogging);
    reader.field("global_session_lifetime", config.globalSessionLifetime);
    reader.field("force_global_session_lifetime", config.forceGlobalSessionLifetime);
    reader.field("log_level", config.logLevel);
    reader.field("log_format", config.logFormat);
    reader.field("track_404_logs", config.track404Logs);
    reader.field("access_logs", config.accessLogs);
    reader.field("statsd_connection_string", config.statsdConnectionString);
    reader.field("statsd_prefix", config.statsdPrefix);
    reader.field("reload_interval", config.reloadInterval);
    reader.field("graceful_shutdown_timeout_duration", config.gracefulShutdownTimeoutDuration);
    reader.field("health_check_endpoint_name", config.healthCheckEndpointName);
    reader.field("readiness_check_endpoint_name", config.readinessCheckEndpointName);
    reader.field("secrets", config.secrets);
    reader.field("gatewright", config.gatewright);
}

} // namespace gw::spec
