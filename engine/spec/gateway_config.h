// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "spec/engine_options.h"
#include "spec/finding.h"
#include "spec/ports_whitelist.h"
#include "spec/storage_config.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// The engine's settings: Tyk's tyk.conf with the keys that apply here, and a section "gatewright"
// for what Tyk has no key for. Names follow the JSON keys.
namespace gw::spec {

using FractionalSeconds = std::chrono::duration<double>;

struct ServerCertificate {
    std::string domainName;
    std::string certFile;
    std::string keyFile;
};

struct HttpServerOptions {
    bool useSsl = false;
    std::vector<ServerCertificate> certificates;
    int minVersion = 0; // TLS wire version, 771 is TLS 1.2
    int maxVersion = 0;
    std::vector<std::string> sslCiphers;
    std::chrono::seconds readTimeout{120};  // for a request body, see minBodyRate; 0 means 120
    std::chrono::seconds writeTimeout{120}; // without the client taking a byte; 0 means 120
    std::chrono::milliseconds flushInterval{0};
    bool enableWebsockets = true; // upgrades are relayed
    bool skipUrlCleaning = false;
    bool skipTargetPathEscaping = false;
    bool enableStrictRoutes = false;
    bool enablePathPrefixMatching = false;
    bool enablePathSuffixMatching = false;
    std::int64_t maxRequestBodySize = 0;  // bytes, 0: no limit
    std::int64_t maxResponseBodySize = 0; // of bodies that are held whole; bytes, 0: 8 MiB
    int xffDepth = 0;                     // 0: leftmost entry, n: n-th from the right
};

struct PolicyConfig {
    std::string policySource;
    std::string policyRecordName;
    std::string policyPath;
    bool allowExplicitPolicyId = false;
};

// Placeholders for what differs from call to call in the paths of records.
struct NormaliseUrls {
    bool enabled = false;
    bool normaliseUuids = false;
    bool normaliseUlids = false;
    bool normaliseNumbers = false;
    std::vector<std::string> customPatterns;
};

struct AccessLogsConfig {
    bool enabled = false;
    std::vector<std::string> fields; // "template"; empty: all
};

struct AnalyticsConfig {
    std::string type;
    std::vector<std::string> ignoredIps;
    bool enableDetailedRecording = false;
    bool enableGeoIp = false;
    std::string geoIpDbPath; // relative: starts in the workspace
    bool enableMultipleAnalyticsKeys = false;
    std::string serializerType;
    NormaliseUrls normaliseUrls;
    int poolSize = 0;
    std::int64_t recordsBufferSize = 0;             // of records that wait for Redis; 0: 10000
    std::chrono::seconds storageExpirationTime{60}; // 0: 60; -1: for ever
    std::chrono::seconds purgeInterval{10};
};

struct UptimeTestSettings {
    int failureTriggerSampleSize = 0; // 0: 3
    std::chrono::seconds timeWait{0}; // between two tests of a host; 0: 10
    int checkerPoolSize = 0;          // tests at once; 0: 8
};

struct UptimeTestsConfig {
    bool disable = false;
    UptimeTestSettings config;
};

struct OverrideMessage {
    std::string message;
    int code = 0;
};

struct GatewayConfig {
    // Loopback is a deliberate difference: Tyk's empty default listens on every interface. Write
    // "0.0.0.0" or "::" for that. An explicit "" is read as Tyk reads it.
    std::string listenAddress = "127.0.0.1";
    int listenPort = 8080;
    std::string secret;     // of the control API; empty: the engine makes one
    int controlApiPort = 0; // 0: the port of the traffic
    std::string controlApiHostname;
    std::string hostname;
    std::string appPath = "apps";
    std::string middlewarePath = "middleware";
    std::string templatePath = "templates";
    PolicyConfig policies;
    HttpServerOptions httpServerOptions;
    bool enableCustomDomains = false;
    bool disablePortsWhitelist = false; // APIs may open any port
    PortsWhitelist portsWhitelist;      // else these

    bool closeConnections = false;
    FractionalSeconds proxyDefaultTimeout{30};
    int maxIdleConnectionsPerHost = 100;
    bool proxySslInsecureSkipVerify = false;

    bool enableBundleDownloader = false;
    std::string bundleBaseUrl;
    bool bundleInsecureSkipVerify = false;
    std::string publicKeyPath;

    bool enableAnalytics = false;
    AnalyticsConfig analyticsConfig;
    StorageConfig storage;

    bool hashKeys = false;
    std::string hashKeyFunction;
    std::vector<std::string> hashKeyFunctionFallback;
    std::string basicAuthHashKeyFunction = "bcrypt";
    bool enableHashedKeysListing = false;
    int minTokenLength = 3;
    bool allowMasterKeys = false;
    bool enableKeyLogging = false;
    std::int64_t globalSessionLifetime = 0; // seconds
    bool forceGlobalSessionLifetime = false;

    std::string logLevel = "info";  // debug, info, warn or error
    std::string logFormat = "text"; // text or json
    bool track404Logs = false;
    AccessLogsConfig accessLogs;
    std::string statsdConnectionString;
    std::string statsdPrefix;

    bool hideGeneratorHeader = false;
    bool ignoreEndpointCase = false;
    std::string versionHeader;
    std::chrono::seconds reloadInterval{1};
    std::chrono::seconds gracefulShutdownTimeoutDuration{30};
    std::string healthCheckEndpointName = "hello";
    std::string readinessCheckEndpointName = "ready";
    UptimeTestsConfig uptimeTests;
    std::map<std::string, OverrideMessage> overrideMessages;
    std::map<std::string, std::string> secrets; // for secrets://name and $secret_conf.name

    EngineOptions gatewright;
};

// Variables by name.
using Environment = std::map<std::string, std::string>;

// A copy of the process's environment. Call before threads start that may change it.
[[nodiscard]] Environment processEnvironment();

struct LoadedConfig {
    GatewayConfig config;
    std::string path;              // empty when no file was read
    std::vector<Finding> findings; // keys that mean nothing here, with the nearest known one
    // TYK_SECRET_<NAME> by upper-case NAME, for $secret_env.name.
    std::map<std::string, std::string> environmentSecrets;
};

// Reads the file, then lets the environment override it: TYK_GW_ and the key without underscores in
// upper case, nested keys joined by "_" (TYK_GW_HTTPSERVEROPTIONS_USESSL). Lists are
// comma-separated, maps are "k:v,k:v". TYK_GW_OMITCONFIGFILE=true leaves the file alone.
// `env://NAME` as a value stands for TYK_SECRET_NAME. An empty path stands for the defaults. Fails
// on wrong types, naming the place.
[[nodiscard]] Expected<LoadedConfig> loadConfig(const std::string &path,
                                                const Environment &environment);

// The same from text that was read elsewhere; fileName is for messages.
[[nodiscard]] Expected<LoadedConfig> readConfig(std::string_view json, const std::string &fileName,
                                                const Environment &environment);

} // namespace gw::spec
