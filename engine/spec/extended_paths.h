// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gw::spec {

// Names and values in the order of the document.
using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// What every per-endpoint entry has. `path` is a pattern, see PathPattern.
struct Endpoint {
    bool disabled = false;
    std::string path;
    std::string method;
};

// Old form of a mock: what to do with one method of a listed path.
struct MethodAction {
    std::string action; // "no_action" or "reply"
    int code = 0;
    std::string body; // JSON key "data"
    NamedTexts headers;
};

// Entry of ignored, white_list and black_list. An empty method stands for every method.
struct ListedPath : Endpoint {
    bool ignoreCase = false;
    std::vector<std::pair<std::string, MethodAction>> methodActions; // by method
};

struct MockResponse : Endpoint {
    bool ignoreCase = false;
    int code = 0;
    std::string body;
    NamedTexts headers;
};

struct CacheRule : Endpoint {
    std::string cacheKeyRegex;
    std::vector<int> cacheResponseCodes;
    std::chrono::seconds timeout{0};
};

struct BodyTransform : Endpoint {
    std::string inputType;      // "json" or "xml"
    std::string templateMode;   // "blob" or "file"
    std::string templateSource; // base64 for "blob", a path for "file"
    bool enableSession = false;
};

struct HeaderTransform : Endpoint {
    std::vector<std::string> deleteHeaders; // applied first
    NamedTexts addHeaders;
    bool actOn = false;
};

struct HardTimeout : Endpoint {
    // `duration` ("500ms") when the entry has one, else `timeout` (whole seconds).
    std::chrono::milliseconds limit{0};
};

struct CircuitBreaker : Endpoint {
    double thresholdPercent = 0; // 0.5 is one failure in two
    std::int64_t samples = 0;
    std::chrono::seconds returnToServiceAfter{0};
    bool disableHalfOpenState = false;
};

// A condition on one text; `matchRx` is an unanchored regular expression.
struct TextMatch {
    std::string matchRx;
    bool reverse = false; // holds when the expression does not match
};

using NamedMatches = std::vector<std::pair<std::string, TextMatch>>;

struct RewriteTrigger {
    enum class Condition : std::uint8_t { All, Any };

    Condition on = Condition::All;
    NamedMatches headerMatches;
    NamedMatches queryValMatches;
    NamedMatches pathPartMatches;
    NamedMatches sessionMetaMatches;
    NamedMatches requestContextMatches;
    TextMatch payloadMatches; // no condition when its expression is empty
    std::string rewriteTo;
};

struct UrlRewrite : Endpoint {
    std::string matchPattern;
    std::string rewriteTo;
    std::vector<RewriteTrigger> triggers; // the first that holds gives the target
};

struct SizeLimit : Endpoint {
    std::int64_t sizeLimit = 0; // bytes
};

struct MethodTransform : Endpoint {
    std::string toMethod;
};

struct JsonValidation : Endpoint {
    std::string schema; // JSON text, from `schema` or decoded from `schema_b64`; empty: none
    int errorResponseCode = 422;
};

// A native plugin bound to one endpoint.
struct EndpointPlugin : Endpoint {
    std::string pluginPath;
    std::string funcName;
};

struct EndpointRateLimit : Endpoint {
    double rate = 0;
    double per = 0; // seconds
};

// Each list in the order of the document: the first entry that matches decides.
struct ExtendedPaths {
    std::vector<ListedPath> ignored;
    std::vector<ListedPath> whiteList;
    std::vector<ListedPath> blackList;
    std::vector<MockResponse> mockResponse;
    std::vector<std::string> cache;
    std::vector<CacheRule> advanceCacheConfig;
    std::vector<BodyTransform> transform;
    std::vector<BodyTransform> transformResponse;
    std::vector<HeaderTransform> transformHeaders;
    std::vector<HeaderTransform> transformResponseHeaders;
    std::vector<HardTimeout> hardTimeouts;
    std::vector<CircuitBreaker> circuitBreakers;
    std::vector<UrlRewrite> urlRewrites;
    std::vector<SizeLimit> sizeLimits;
    std::vector<MethodTransform> methodTransforms;
    std::vector<Endpoint> trackEndpoints;
    std::vector<Endpoint> doNotTrackEndpoints;
    std::vector<JsonValidation> validateJson;
    std::vector<Endpoint> internal; // reachable by looping only
    std::vector<EndpointPlugin> goPlugin;
    std::vector<EndpointRateLimit> rateLimit;
};

} // namespace gw::spec
