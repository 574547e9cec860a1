// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/auth_definition.h"
#include "spec/version_definition.h"

#include <map>

// An API definition as plain values: the fields of Tyk's classic definition that the engine acts
// on, with its names. A field that is missing in the document has the value that is written here.
// Fields that are not here survive in the stored text (JsonDocument).
namespace gw::spec {

struct Transport {
    bool sslInsecureSkipVerify = false;
    std::vector<std::string> sslCiphers;
    int sslMinVersion = 0; // TLS wire version, 771 is TLS 1.2; 0: the library's default
    int sslMaxVersion = 0;
    bool sslForceCommonNameCheck = false;
    std::string proxyUrl;
};

struct Proxy {
    std::string listenPath;
    std::string targetUrl;
    bool stripListenPath = false;
    bool preserveHostHeader = false;
    bool disableStripSlash = false;
    bool enableLoadBalancing = false;
    std::vector<std::string> targetList;
    bool checkHostAgainstUptimeTests = false;
    Transport transport;
};

// A function of a plugin file.
struct HookRef {
    bool disabled = false;
    std::string name; // symbol
    std::string path; // file
    bool requireSession = false;
    bool rawBodyOnly = false;
};

struct CustomMiddleware {
    std::vector<HookRef> pre;
    std::vector<HookRef> post;
    std::vector<HookRef> postKeyAuth;
    std::vector<HookRef> response;
    HookRef authCheck;
    std::string driver;
};

struct AnalyticsPlugin {
    bool enable = false;
    std::string pluginPath;
    std::string funcName;
};

struct ResponseProcessor {
    std::string name;
    std::string options; // JSON text, empty when there are none
};

struct RateLimit {
    bool disabled = false;
    double rate = 0;
    double per = 0; // seconds
};

struct Cors {
    bool enable = false;
    std::vector<std::string> allowedOrigins;
    std::vector<std::string> allowedMethods;
    std::vector<std::string> allowedHeaders;
    std::vector<std::string> exposedHeaders;
    bool allowCredentials = false;
    int maxAge = 0; // seconds
    bool optionsPassthrough = false;
    bool debug = false;
};

struct CacheOptions {
    bool enableCache = false;
    std::chrono::seconds cacheTimeout{0};
    bool cacheAllSafeRequests = false;
    std::vector<int> cacheResponseCodes;
    bool enableUpstreamCacheControl = false;
    std::string cacheControlTtlHeader;
    std::vector<std::string> cacheByHeaders;
};

struct EventHandler {
    std::string handlerName;
    std::string handlerMeta; // JSON text
};

struct UptimeCheck {
    std::string url;
    std::string protocol;
    std::string method;
    std::chrono::milliseconds timeout{0};
    NamedTexts headers;
    std::string body;
    std::string commands; // of tcp tests; JSON text
};

struct ApiDefinition {
    // "env://NAME" and the like that stayed as they are, because nothing has that name.
    std::vector<std::string> unresolvedReferences;
    // Members that nobody reads but that look like one: what and where, a line each.
    std::vector<std::string> misspeltKeys;

    std::string name;
    std::string slug;
    std::string apiId;
    std::string orgId;
    bool active = false; // for people and tools: the engine serves an inactive API too, as Tyk does
    bool internal = false;
    std::string expiration; // "2006-01-02 15:04"
    int listenPort = 0;     // 0: the engine's port
    std::string protocol;
    std::string domain;
    bool domainDisabled = false;
    std::vector<std::string> certificates;
    std::vector<std::string> tags;
    bool tagsDisabled = false;

    Proxy proxy;
    Authentication authentication;
    VersionDefinition definition;
    VersionData versionData;

    CustomMiddleware customMiddleware;
    std::string customMiddlewareBundle;
    bool customMiddlewareBundleDisabled = false;
    std::string configData; // JSON text for plugins; empty when there is none
    bool configDataDisabled = false;
    AnalyticsPlugin analyticsPlugin;
    std::vector<ResponseProcessor> responseProcessors;

    bool disableRateLimit = false;
    bool disableQuota = false;
    RateLimit globalRateLimit;
    Cors cors;
    CacheOptions cacheOptions;
    bool enableIpWhitelisting = false;
    std::vector<std::string> allowedIps; // addresses and CIDR blocks
    bool enableIpBlacklisting = false;
    std::vector<std::string> blacklistedIps;
    bool ipAccessControlDisabled = false;
    std::map<std::string, std::vector<EventHandler>> eventHandlers; // by event
    std::vector<UptimeCheck> uptimeTests;
    bool uptimeTestsDisabled = false;
    bool enableBatchRequestSupport = false;
    bool enableContextVars = false;
    bool doNotTrack = false;
    bool enableDetailedRecording = false;
    std::vector<std::string> tagHeaders;
    std::int64_t expireAnalyticsAfter = 0; // seconds; 0: for ever

    // Used in the document, and without a field here: see foreignFeatures().
    std::vector<std::string> foreignFeatures;
};

} // namespace gw::spec
