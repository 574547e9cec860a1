// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_reader.h"

#include "spec/definition_fields.h"
#include "spec/foreign_features.h"
#include "spec/schema_checks.h"

namespace gw::spec {

static void describe(ObjectReader &reader, Transport &transport)
{
    reader.field("ssl_insecure_skip_verify", transport.sslInsecureSkipVerify);
    reader.field("ssl_ciphers", transport.sslCiphers);
    reader.field("ssl_min_version", transport.sslMinVersion);
    reader.field("ssl_max_version", transport.sslMaxVersion);
    reader.field("ssl_force_common_name_check", transport.sslForceCommonNameCheck);
    reader.field("proxy_url", transport.proxyUrl);
}

static void describe(ObjectReader &reader, Proxy &proxy)
{
    reader.field("listen_path", proxy.listenPath);
    reader.field("target_url", proxy.targetUrl);
    reader.field("strip_listen_path", proxy.stripListenPath);
    reader.field("preserve_host_header", proxy.preserveHostHeader);
    reader.field("disable_strip_slash", proxy.disableStripSlash);
    reader.field("enable_load_balancing", proxy.enableLoadBalancing);
    reader.field("target_list", proxy.targetList);
    reader.field("check_host_against_uptime_tests", proxy.checkHostAgainstUptimeTests);
    reader.field("transport", proxy.transport);
}

static void describe(ObjectReader &reader, HookRef &hook)
{
    reader.field("disabled", hook.disabled);
    reader.field("name", hook.name);
    reader.field("path", hook.path);
    reader.field("require_session", hook.requireSession);
    reader.field("raw_body_only", hook.rawBodyOnly);
}

static void describe(ObjectReader &reader, CustomMiddleware &middleware)
{
    reader.field("pre", middleware.pre);
    reader.field("post", middleware.post);
    reader.field("post_key_auth", middleware.postKeyAuth);
    reader.field("response", middleware.response);
    reader.field("auth_check", middleware.authCheck);
    reader.field("driver", middleware.driver);
}

static void describe(ObjectReader &reader, AnalyticsPlugin &plugin)
{
    reader.field("enable", plugin.enable);
    reader.field("plugin_path", plugin.pluginPath);
    reader.field("func_name", plugin.funcName);
}

static void describe(ObjectReader &reader, ResponseProcessor &processor)
{
    reader.field("name", processor.name);
    reader.json("options", processor.options);
}

static void describe(ObjectReader &reader, RateLimit &limit)
{
    reader.field("disabled", limit.disabled);
    reader.field("rate", limit.rate);
    reader.field("per", limit.per);
}

static void describe(ObjectReader &reader, Cors &cors)
{
    reader.field("enable", cors.enable);
    reader.field("allowed_origins", cors.allowedOrigins);
    reader.field("allowed_methods", cors.allowedMethods);
    reader.field("allowed_headers", cors.allowedHeaders);
    reader.field("exposed_headers", cors.exposedHeaders);
    reader.field("allow_credentials", cors.allowCredentials);
    reader.field("max_age", cors.maxAge);
    reader.field("options_passthrough", cors.optionsPassthrough);
    reader.field("debug", cors.debug);
}

static void describe(ObjectReader &reader, CacheOptions &options)
{
    reader.field("enable_cache", options.enableCache);
    reader.field("cache_timeout", options.cacheTimeout);
    reader.field("cache_all_safe_requests", options.cacheAllSafeRequests);
    reader.field("cache_response_codes", options.cacheResponseCodes);
    reader.field("enable_upstream_cache_control", options.enableUpstreamCacheControl);
    reader.field("cache_control_ttl_header", options.cacheControlTtlHeader);
    reader.field("cache_by_headers", options.cacheByHeaders);
}

static void describe(ObjectReader &reader, EventHandler &handler)
{
    reader.field("handler_name", handler.handlerName);
    reader.json("handler_meta", handler.handlerMeta);
}

static void describe(ObjectReader &reader, UptimeCheck &check)
{
    reader.field("url", check.url);
    reader.field("protocol", check.protocol);
    reader.field("method", check.method);
    reader.duration("timeout", check.timeout);
    reader.field("headers", check.headers);
    reader.field("body", check.body);
    reader.json("commands", check.commands);
}

namespace {

// Objects of one or two fields whose contents live directly in the definition.
struct EventHandlers {
    std::map<std::string, std::vector<EventHandler>> &events;
};
struct UptimeTests {
    std::vector<UptimeCheck> &checks;
    bool &disabled;
};

void describe(ObjectReader &reader, EventHandlers &handlers)
{
    reader.field("events", handlers.events);
}

void describe(ObjectReader &reader, UptimeTests &tests)
{
    reader.field("check_list", tests.checks);
    reader.field("disabled", tests.disabled);
}

void describePlugins(ObjectReader &reader, ApiDefinition &api)
{
    reader.field("custom_middleware", api.customMiddleware);
    reader.field("custom_middleware_bundle", api.customMiddlewareBundle);
    reader.field("custom_middleware_bundle_disabled", api.customMiddlewareBundleDisabled);
    if (const std::optional<JsonValue> value = reader.take("config_data")) {
        if (value->isObject()) {
            api.configData = value->text();
        } else {
            reader.log().wrongType(*value, "an object");
        }
    }
    reader.field("config_data_disabled", api.configDataDisabled);
    reader.field("analytics_plugin", api.analyticsPlugin);
    reader.field("response_processors", api.responseProcessors);
}

void describeTraffic(ObjectReader &reader, ApiDefinition &api)
{
    reader.field("disable_rate_limit", api.disableRateLimit);
    reader.field("disable_quota", api.disableQuota);
    reader.field("global_rate_limit", api.globalRateLimit);
    reader.field("CORS", api.cors);
    reader.field("cache_options", api.cacheOptions);
    reader.field("enable_ip_whitelisting", api.enableIpWhitelisting);
    reader.field("allowed_ips", api.allowedIps);
    reader.field("enable_ip_blacklisting", api.enableIpBlacklisting);
    reader.field("blacklisted_ips", api.blacklistedIps);
    reader.field("ip_access_control_disabled", api.ipAccessControlDisabled);
    EventHandlers handlers{api.eventHandlers};
    reader.field("event_handlers", handlers);
    UptimeTests tests{api.uptimeTests, api.uptimeTestsDisabled};
    reader.field("uptime_tests", tests);
    reader.field("enable_batch_request_support", api.enableBatchRequestSupport);
    reader.field("enable_context_vars", api.enableContextVars);
    reader.field("do_not_track", api.doNotTrack);
    reader.field("enable_detailed_recording", api.enableDetailedRecording);
    reader.field("tag_headers", api.tagHeaders);
    reader.field("expire_analytics_after", api.expireAnalyticsAfter);
}

} // namespace

static void describe(ObjectReader &reader, ApiDefinition &api)
{
    reader.field("name", api.name);
    reader.field("slug", api.slug);
    reader.field("api_id", api.apiId);
    reader.field("org_id", api.orgId);
    reader.field("active", api.active);
    reader.field("internal", api.internal);
    reader.field("expiration", api.expiration);
    reader.field("listen_port", api.listenPort);
    reader.field("protocol", api.protocol);
    reader.field("domain", api.domain);
    reader.field("domain_disabled", api.domainDisabled);
    reader.field("certificates", api.certificates);
    reader.field("tags", api.tags);
    reader.field("tags_disabled", api.tagsDisabled);
    reader.field("proxy", api.proxy);
    reader.field("definition", api.definition);
    reader.field("version_data", api.versionData);
    describe(reader, api.authentication);
    describePlugins(reader, api);
    describeTraffic(reader, api);
}

Expected<ApiDefinition> readDefinition(const JsonDocument &document)
{
    ApiDefinition api;
    ReadLog log(document);
    readValue(document.root(), api, log);
    if (log.failed()) {
        return tl::unexpected(*log.error());
    }
    api.foreignFeatures = foreignFeatures(document.root());
    return api;
}

std::vector<std::string> fieldsLookedFor(const JsonDocument &document)
{
    ApiDefinition api;
    std::vector<std::string> fields;
    ReadLog log(document);
    log.collectFields(fields);
    readValue(document.root(), api, log);
    return fields;
}

Expected<ApiDefinition> readDefinition(std::string_view json, std::string_view fileName,
                                       const SecretSources &secrets, const DefinitionSchema *schema)
{
    SubstitutedText substituted = substituteSecrets(json, secrets);
    const Expected<JsonDocument> document =
        JsonDocument::parse(std::move(substituted.text), fileName);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Expected<ApiDefinition> definition = readDefinition(*document);
    if (definition) {
        definition->unresolvedReferences = std::move(substituted.unresolved);
        if (schema != nullptr) {
            definition->misspeltKeys = misspeltKeys(*document, *schema);
        }
    }
    return definition;
}

} // namespace gw::spec
