// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/base64.h"
#include "spec/definition_fields.h"

namespace gw::spec {

static void describe(ObjectReader &reader, Endpoint &endpoint)
{
    reader.field("disabled", endpoint.disabled);
    reader.field("path", endpoint.path);
    reader.field("method", endpoint.method);
}

namespace {

void describeEndpoint(ObjectReader &reader, Endpoint &endpoint)
{
    describe(reader, endpoint);
}

} // namespace

static void describe(ObjectReader &reader, MethodAction &action)
{
    reader.field("action", action.action);
    reader.field("code", action.code);
    reader.field("data", action.body);
    reader.field("headers", action.headers);
}

static void describe(ObjectReader &reader, ListedPath &listed)
{
    describeEndpoint(reader, listed);
    reader.field("ignore_case", listed.ignoreCase);
    reader.field("method_actions", listed.methodActions);
}

static void describe(ObjectReader &reader, MockResponse &mock)
{
    describeEndpoint(reader, mock);
    reader.field("ignore_case", mock.ignoreCase);
    reader.field("code", mock.code);
    reader.field("body", mock.body);
    reader.field("headers", mock.headers);
}

static void describe(ObjectReader &reader, CacheRule &rule)
{
    describeEndpoint(reader, rule);
    reader.field("cache_key_regex", rule.cacheKeyRegex);
    reader.field("cache_response_codes", rule.cacheResponseCodes);
    reader.field("timeout", rule.timeout);
}

namespace {

struct TemplateSource {
    BodyTransform &transform;
};

void describe(ObjectReader &reader, TemplateSource &source)
{
    reader.field("input_type", source.transform.inputType);
    reader.field("template_mode", source.transform.templateMode);
    reader.field("template_source", source.transform.templateSource);
    reader.field("enable_session", source.transform.enableSession);
}

struct RewriteOptions {
    RewriteTrigger &trigger;
};

} // namespace

static void describe(ObjectReader &reader, BodyTransform &transform)
{
    describeEndpoint(reader, transform);
    TemplateSource source{transform};
    reader.field("template_data", source);
}

static void describe(ObjectReader &reader, HeaderTransform &transform)
{
    describeEndpoint(reader, transform);
    reader.field("delete_headers", transform.deleteHeaders);
    reader.field("add_headers", transform.addHeaders);
    reader.field("act_on", transform.actOn);
}

static void describe(ObjectReader &reader, HardTimeout &timeout)
{
    describeEndpoint(reader, timeout);
    std::chrono::seconds whole{0};
    reader.field("timeout", whole);
    timeout.limit = whole;
    reader.duration("duration", timeout.limit);
}

static void describe(ObjectReader &reader, CircuitBreaker &breaker)
{
    describeEndpoint(reader, breaker);
    reader.field("threshold_percent", breaker.thresholdPercent);
    reader.field("samples", breaker.samples);
    reader.field("return_to_service_after", breaker.returnToServiceAfter);
    reader.field("disable_half_open_state", breaker.disableHalfOpenState);
}

static void describe(ObjectReader &reader, TextMatch &match)
{
    reader.field("match_rx", match.matchRx);
    reader.field("reverse", match.reverse);
}

namespace {

void describe(ObjectReader &reader, RewriteOptions &options)
{
    reader.field("header_matches", options.trigger.headerMatches);
    reader.field("query_val_matches", options.trigger.queryValMatches);
    reader.field("path_part_matches", options.trigger.pathPartMatches);
    reader.field("session_meta_matches", options.trigger.sessionMetaMatches);
    reader.field("request_context_matches", options.trigger.requestContextMatches);
    reader.field("payload_matches", options.trigger.payloadMatches);
}

} // namespace

// Tyk takes every word but "any" for "all".
static void describe(ObjectReader &reader, RewriteTrigger &trigger)
{
    std::string on;
    reader.field("on", on);
    trigger.on = on == "any" ? RewriteTrigger::Condition::Any : RewriteTrigger::Condition::All;
    RewriteOptions options{trigger};
    reader.field("options", options);
    reader.field("rewrite_to", trigger.rewriteTo);
}

static void describe(ObjectReader &reader, UrlRewrite &rewrite)
{
    describeEndpoint(reader, rewrite);
    reader.field("match_pattern", rewrite.matchPattern);
    reader.field("rewrite_to", rewrite.rewriteTo);
    reader.field("triggers", rewrite.triggers);
}

static void describe(ObjectReader &reader, SizeLimit &limit)
{
    describeEndpoint(reader, limit);
    reader.field("size_limit", limit.sizeLimit);
}

static void describe(ObjectReader &reader, MethodTransform &transform)
{
    describeEndpoint(reader, transform);
    reader.field("to_method", transform.toMethod);
}

static void describe(ObjectReader &reader, JsonValidation &validation)
{
    describeEndpoint(reader, validation);
    reader.json("schema", validation.schema);
    std::string encoded;
    reader.field("schema_b64", encoded);
    if (validation.schema.empty() && !encoded.empty()) {
        if (std::optional<std::string> decoded = decodedBase64(encoded)) {
            validation.schema = std::move(*decoded);
        } else {
            reader.log().wrongValue(*reader.take("schema_b64"), "not valid base64");
        }
    }
    int code = 0;
    reader.field("error_response_code", code);
    if (code != 0) {
        validation.errorResponseCode = code;
    }
}

static void describe(ObjectReader &reader, EndpointPlugin &plugin)
{
    describeEndpoint(reader, plugin);
    reader.field("plugin_path", plugin.pluginPath);
    reader.field("func_name", plugin.funcName);
}

static void describe(ObjectReader &reader, EndpointRateLimit &limit)
{
    describeEndpoint(reader, limit);
    reader.field("rate", limit.rate);
    reader.field("per", limit.per);
}

void describe(ObjectReader &reader, ExtendedPaths &paths)
{
    reader.field("ignored", paths.ignored);
    reader.field("white_list", paths.whiteList);
    reader.field("black_list", paths.blackList);
    reader.field("mock_response", paths.mockResponse);
    reader.field("cache", paths.cache);
    reader.field("advance_cache_config", paths.advanceCacheConfig);
    reader.field("transform", paths.transform);
    reader.field("transform_response", paths.transformResponse);
    reader.field("transform_headers", paths.transformHeaders);
    reader.field("transform_response_headers", paths.transformResponseHeaders);
    reader.field("hard_timeouts", paths.hardTimeouts);
    reader.field("circuit_breakers", paths.circuitBreakers);
    reader.field("url_rewrites", paths.urlRewrites);
    reader.field("size_limits", paths.sizeLimits);
    reader.field("method_transforms", paths.methodTransforms);
    reader.field("track_endpoints", paths.trackEndpoints);
    reader.field("do_not_track_endpoints", paths.doNotTrackEndpoints);
    reader.field("validate_json", paths.validateJson);
    reader.field("internal", paths.internal);
    reader.field("go_plugin", paths.goPlugin);
    reader.field("rate_limit", paths.rateLimit);
}

} // namespace gw::spec
