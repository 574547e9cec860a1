// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/gateway_config.h"

#include "base/ascii.h"
#include "spec/config_warnings.h"
#include "spec/environment_reader.h"
#include "spec/gateway_config_fields.h"
#include "spec/object_reader.h"
#include "spec/regular_file.h"
#include "spec/secret_substitution.h"

#include <algorithm>
#include <unistd.h>

namespace gw::spec {

namespace {

constexpr std::string_view kPrefix = "TYK_GW_";
constexpr std::string_view kSecretPrefix = "TYK_SECRET_";
constexpr int kMaxPort = 65535;

// Keys of tyk.conf that steer parts which this engine does not have.
constexpr std::string_view kTykKeys[] = {
    "allow_insecure_configs",
    "allow_remote_config",
    "coprocess_options",
    "db_app_conf_options",
    "disable_dashboard_zeroconf",
    "dns_cache",
    "drl_notification_frequency",
    "drl_threshold",
    "enable_fixed_window_rate_limiter",
    "enable_http_profiler",
    "enable_jsvm",
    "enable_non_transactional_rate_limiter",
    "enable_redis_rolling_limiter",
    "enable_sentinel_rate_limiter",
    "error_overrides",
    "event_handlers",
    "health_check",
    "ignore_canonical_mime_header_key",
    "jsvm_timeout",
    "kv",
    "liveness_check",
    "local_session_cache",
    "management_node",
    "max_conn_time",
    "monitor",
    "node_secret",
    "oauth_refresh_token_expire",
    "oauth_token_expire",
    "oauth_token_expired_retain_period",
    "opentelemetry",
    "pid_file_location",
    "proxy_close_connections",
    "proxy_ssl_ciphers",
    "proxy_ssl_max_version",
    "proxy_ssl_min_version",
    "rate_limit_response_headers",
    "security",
    "service_discovery",
    "skip_verify_existing_plugin_bundle",
    "slave_options",
    "ssl_force_common_name_check",
    "suppress_redis_signal_reload",
    "tyk_js_path",
    "use_db_app_configs",
    "use_graylog",
    "use_logstash",
    "use_sentry",
    "use_syslog",
};

// Those of its sections, which steer how Tyk reaches Redis.
constexpr std::string_view kTykPointers[] = {
    "/storage/compress_api_definitions", "/storage/max_version",           "/storage/min_version",
    "/storage/optimisation_max_active",  "/storage/optimisation_max_idle",
};

bool isOfTyk(const ReadLog::UnknownKey &unknown)
{
    if (unknown.pointer.rfind('/') == 0) {
        return std::ranges::binary_search(kTykKeys, std::string_view(lowerAscii(unknown.key)));
    }
    return std::ranges::binary_search(kTykPointers, std::string_view(lowerAscii(unknown.pointer)));
}

Finding unknownKey(const ReadLog::UnknownKey &unknown)
{
    if (isOfTyk(unknown)) {
        return {Severity::Note,
                unknown.pointer,
                "\"" + unknown.key + "\" of Tyk has no effect on this engine",
                {}};
    }
    return {Severity::Warning, unknown.pointer,
            "\"" + unknown.key + "\" is not a known setting and is ignored",
            unknown.nearest.empty() ? std::string() : "Did you mean \"" + unknown.nearest + "\"?"};
}

struct Range {
    const char *key;
    std::int64_t value;
    std::int64_t highest;
    std::int64_t lowest = 0;
};

Expected<void> checkRange(const Range &range)
{
    if (range.value < range.lowest || range.value > range.highest) {
        return failure(std::string(range.key) + " is out of range", {},
                       "Give a number from " + std::to_string(range.lowest) + " to " +
                           std::to_string(range.highest));
    }
    return {};
}

Expected<void> checkWord(const char *key, const std::string &value,
                         std::initializer_list<std::string_view> words)
{
    if (std::ranges::find(words, std::string_view(value)) != words.end()) {
        return {};
    }
    std::string known;
    for (const std::string_view word : words) {
        known += (known.empty() ? "" : ", ") + std::string(word);
    }
    return failure(std::string(key) + " is \"" + value + '"', {}, "Use one of " + known);
}

Expected<void> checkWords(const GatewayConfig &config)
{
    if (Expected<void> level =
            checkWord("log_level", config.logLevel, {"debug", "info", "warn", "error"});
        !level) {
        return level;
    }
    if (Expected<void> names = checkWord("gatewright.statsd_names", config.gatewright.statsdNames,
                                         {"tyk", "documented"});
        !names) {
        return names;
    }
    if (Expected<void> format = checkWord("log_format", config.logFormat, {"text", "json"});
        !format) {
        return format;
    }
    if (Expected<void> type =
            checkWord("storage.type", config.storage.type, {"", "redis", "memory", "file"});
        !type) {
        return type;
    }
    return checkWord("analytics_config.serializer_type", config.analyticsConfig.serializerType,
                     {"", "msgpack", "protobuf"});
}

// Settings that are wrong only beside others.
Expected<void> checkTogether(const GatewayConfig &config)
{
    if (config.gatewright.bundleManifestSigned && config.publicKeyPath.empty()) {
        return failure("gatewright.bundle_manifest_signed demands signatures that nobody checks",
                       {}, "Name the key with public_key_path");
    }
    // Records are all that goes there: settings of a Redis that nobody asks may be as they are.
    const bool isAsked = config.enableAnalytics && namesRedis(config.storage);
    return isAsked ? checkStorage(config.storage) : Expected<void>();
}

Expected<void> check(const GatewayConfig &config)
{
    constexpr std::int64_t kMost = 1'000'000'000;
    const EngineOptions &own = config.gatewright;
    const HttpServerOptions &http = config.httpServerOptions;
    const std::initializer_list<Range> ranges = {
        {"listen_port", config.listenPort, kMaxPort},
        {"control_api_port", config.controlApiPort, kMaxPort},
        {"max_idle_connections_per_host", config.maxIdleConnectionsPerHost, kMost},
        {"min_token_length", config.minTokenLength, kMost},
        {"reload_interval", config.reloadInterval.count(), kMost},
        {"graceful_shutdown_timeout_duration", config.gracefulShutdownTimeoutDuration.count(),
         kMost},
        {"http_server_options.read_timeout", http.readTimeout.count(), kMost},
        {"http_server_options.write_timeout", http.writeTimeout.count(), kMost},
        {"http_server_options.max_request_body_size", http.maxRequestBodySize, INT64_MAX},
        {"http_server_options.max_response_body_size", http.maxResponseBodySize, INT64_MAX},
        {"http_server_options.xff_depth", http.xffDepth, kMost},
        {"storage.port", config.storage.port, kMaxPort},
        {"storage.database", config.storage.database, kMost},
        {"storage.timeout", config.storage.timeout.count(), 3600},
        {"analytics_config.records_buffer_size", config.analyticsConfig.recordsBufferSize, kMost},
        {"analytics_config.storage_expiration_time",
         config.analyticsConfig.storageExpirationTime.count(), kMost, -1},
        {"uptime_tests.config.time_wait", config.uptimeTests.config.timeWait.count(), kMost},
        {"gatewright.workers", own.workers, 256},
        {"gatewright.max_connections", own.maxConnections, kMost},
        {"gatewright.max_head_bytes", own.maxHeadBytes, kMost},
        {"gatewright.max_header_fields", own.maxHeaderFields, kMost},
        {"gatewright.header_timeout", own.headerTimeout.count(), kMost, 1},
        {"gatewright.body_timeout", own.bodyTimeout.count(), kMost, 1},
        {"gatewright.idle_timeout", own.idleTimeout.count(), kMost, 1},
        {"gatewright.relay_idle_timeout", own.relayIdleTimeout.count(), kMost},
        {"gatewright.handshake_timeout", own.handshakeTimeout.count(), kMost, 1},
        {"gatewright.upstream_body_timeout", own.upstreamBodyTimeout.count(), kMost, 1},
        {"gatewright.min_body_rate", own.minBodyRate, kMost},
        {"gatewright.max_buffered_body", own.maxBufferedBody, INT64_MAX},
        {"gatewright.max_buffered_bodies", own.maxBufferedBodies, INT64_MAX},
        {"gatewright.log_file_bytes", own.logFileBytes, INT64_MAX},
        {"gatewright.log_files", own.logFiles, 10'000},
        {"gatewright.analytics_file_bytes", own.analyticsFileBytes, INT64_MAX},
        {"gatewright.analytics_files", own.analyticsFiles, 10'000},
        {"gatewright.plugin_slow_threshold_ms", own.pluginSlowThreshold.count(), kMost},
        {"gatewright.plugin_stuck_threshold_ms", own.pluginStuckThreshold.count(), kMost},
        {"gatewright.plugin_suspend_timeout_ms", own.pluginSuspendTimeout.count(), kMost},
        {"gatewright.plugin_init_timeout_ms", own.pluginInitTimeout.count(), kMost, 1},
        {"gatewright.blocking_threads", own.blockingThreads, 1024},
        {"gatewright.blocking_queue", own.blockingQueue, kMost},
        {"gatewright.plugin_generations_kept", own.pluginGenerationsKept, 1000},
    };
    for (const Range &range : ranges) {
        if (Expected<void> checked = checkRange(range); !checked) {
            return checked;
        }
    }
    if (!(config.proxyDefaultTimeout.count() >= 0 && config.proxyDefaultTimeout.count() <= kMost)) {
        return failure("proxy_default_timeout is out of range", {}, "Give a number of seconds");
    }
    if (Expected<void> words = checkWords(config); !words) {
        return words;
    }
    return checkTogether(config);
}

const std::string *variable(const Environment &environment, const std::string &name)
{
    const Environment::const_iterator found = environment.find(name);
    return found == environment.end() ? nullptr : &found->second;
}

// Variables of this engine's prefix that name nothing are slips of the pen, or another Tyk part's.
void noteUnusedVariables(const Environment &environment, const EnvironmentReader &reader,
                         std::vector<Finding> &findings)
{
    for (auto entry = environment.lower_bound(std::string(kPrefix));
         entry != environment.end() && entry->first.starts_with(kPrefix); ++entry) {
        if (!reader.used().contains(entry->first) && entry->first != "TYK_GW_OMITCONFIGFILE") {
            findings.push_back({Severity::Note,
                                {},
                                "Variable " + entry->first + " names no setting of this engine",
                                {}});
        }
    }
}

Expected<void> applyEnvironment(const Environment &environment, LoadedConfig &loaded)
{
    EnvironmentReader reader(environment, std::string(kPrefix));
    if (const std::string *level = variable(environment, "TYK_LOGLEVEL")) {
        loaded.config.logLevel = *level;
    }
    if (const std::string *format = variable(environment, "TYK_LOGFORMAT")) {
        loaded.config.logFormat = *format;
    }
    describe(reader, loaded.config);
    if (reader.error()) {
        return tl::unexpected(*reader.error());
    }
    noteUnusedVariables(environment, reader, loaded.findings);
    for (const auto &[name, value] : environment) {
        if (name.starts_with(kSecretPrefix)) {
            loaded.environmentSecrets[upperAscii(name.substr(kSecretPrefix.size()))] = value;
        }
    }
    return {};
}

Expected<void> readText(std::string_view json, const Environment &environment, LoadedConfig &loaded)
{
    SecretSources sources;
    sources.environment = [&environment](std::string_view name) -> std::optional<std::string> {
        const std::string *value =
            variable(environment, std::string(kSecretPrefix) + upperAscii(name));
        return value != nullptr ? std::optional(*value) : std::nullopt;
    };
    const Expected<JsonDocument> document =
        JsonDocument::parse(substituteSecrets(json, sources).text, loaded.path);
    if (!document) {
        return tl::unexpected(document.error());
    }
    ReadLog log(*document, true);
    readValue(document->root(), loaded.config, log);
    if (log.failed()) {
        return tl::unexpected(*log.error());
    }
    for (const ReadLog::UnknownKey &unknown : log.unknownKeys()) {
        loaded.findings.push_back(unknownKey(unknown));
    }
    return {};
}

Expected<LoadedConfig> finished(LoadedConfig loaded, const Environment &environment)
{
    if (Expected<void> applied = applyEnvironment(environment, loaded); !applied) {
        return tl::unexpected(applied.error());
    }
    if (Expected<void> valid = check(loaded.config); !valid) {
        Error error = valid.error();
        error.where = loaded.path;
        return tl::unexpected(std::move(error));
    }
    for (Finding &finding : ineffectiveSettings(loaded.config)) {
        loaded.findings.push_back(std::move(finding));
    }
    return loaded;
}

} // namespace

Environment processEnvironment()
{
    Environment environment;
    for (char **entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos) {
            environment.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return environment;
}

Expected<LoadedConfig> readConfig(std::string_view json, const std::string &fileName,
                                  const Environment &environment)
{
    LoadedConfig loaded;
    loaded.path = fileName;
    if (Expected<void> read = readText(json, environment, loaded); !read) {
        return tl::unexpected(read.error());
    }
    return finished(std::move(loaded), environment);
}

Expected<LoadedConfig> loadConfig(const std::string &path, const Environment &environment)
{
    const std::string *omit = variable(environment, "TYK_GW_OMITCONFIGFILE");
    if (path.empty() || (omit != nullptr && lowerAscii(*omit) == "true")) {
        return finished({}, environment);
    }
    const Expected<std::string> text = readRegularFile(path, JsonDocument::kMaxBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return readConfig(*text, path, environment);
}

} // namespace gw::spec
