// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/endpoint_checks.h"

#include "base/ascii.h"
#include "spec/json_pointer.h"
#include "spec/json_schema.h"
#include "spec/path_pattern.h"

namespace gw::spec {

namespace {

class EndpointCheck final {
public:
    EndpointCheck(std::string pointer, const CheckOptions &options, std::vector<Finding> &findings)
        : m_pointer(std::move(pointer))
        , m_options(options)
        , m_findings(findings)
    {
    }

    // Looks at every entry's path, then at what is special to its kind.
    template <typename Entry, typename Special>
    void list(const char *key, const std::vector<Entry> &entries, Special special)
    {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            m_place = childPointer(childPointer(m_pointer, key), i);
            if (!entries[i].disabled) {
                path(entries[i].path);
                special(entries[i]);
            }
        }
    }

    template <typename Entry>
    void list(const char *key, const std::vector<Entry> &entries)
    {
        list(key, entries, [](const Entry &) {});
    }

    void legacyList(const char *key, const std::vector<std::string> &paths)
    {
        for (std::size_t i = 0; i < paths.size(); ++i) {
            m_place = childPointer(childPointer(m_pointer, key), i);
            patternProblem(m_place, paths[i]);
        }
    }

    void needsMethod(const std::string &method)
    {
        if (method.empty()) {
            add(Severity::Warning, "/method", "Without a method this entry never applies",
                "Give it the request's method, such as \"GET\"");
        }
    }

    void regex(const std::string &member, const std::string &expression)
    {
        if (const std::string problem = regexProblem(expression); !problem.empty()) {
            add(Severity::Error, member, problem,
                "Expressions have the syntax of RE2: no look-around, no back-references");
        }
    }

    void matches(const std::string &member, const NamedMatches &named)
    {
        for (const auto &[name, match] : named) {
            regex(childPointer(member, name) + "/match_rx", match.matchRx);
        }
    }

    void add(Severity severity, const std::string &member, std::string message,
             std::string remedy = {})
    {
        m_findings.push_back({severity, m_place + member, std::move(message), std::move(remedy)});
    }

private:
    void patternProblem(const std::string &place, const std::string &text)
    {
        const Expected<PathPattern> pattern = PathPattern::compile(text, {});
        if (!pattern) {
            m_findings.push_back({Severity::Error, place, pattern.error().what,
                                  "Expressions have the syntax of RE2"});
        }
    }

    void path(const std::string &text)
    {
        const std::string place = m_place + "/path";
        if (text.empty()) {
            m_findings.push_back({Severity::Warning, place, "An empty path matches every request",
                                  "Write the path, or \".*\" when every request is meant"});
            return;
        }
        patternProblem(place, text);
        if (isRepeatCount(text)) {
            m_findings.push_back({Severity::Warning, place,
                                  "A repeat count in braces is read as a path variable, as in Tyk",
                                  "Write the repetition out, or use + or *"});
        }
        const bool isAnchored =
            text.starts_with('^') || (m_options.pathPrefixMatching && text.starts_with('/'));
        if (!isAnchored && text.starts_with('/') && text.size() > 1) {
            m_findings.push_back({Severity::Note, place,
                                  "The path may match anywhere: \"/get\" also matches "
                                  "\"/widget/get-all\"",
                                  "Start it with \"^\", or set enable_path_prefix_matching"});
        }
    }

    static bool isRepeatCount(const std::string &text)
    {
        for (std::size_t open = text.find('{'); open != std::string::npos;
             open = text.find('{', open + 1)) {
            const std::size_t end = text.find_first_not_of("0123456789,", open + 1);
            if (end != std::string::npos && end > open + 1 && text[end] == '}') {
                return true;
            }
        }
        return false;
    }

    std::string m_pointer;
    std::string m_place; // of the entry that is looked at
    const CheckOptions &m_options;
    std::vector<Finding> &m_findings;
};

void checkRewrite(EndpointCheck &check, const UrlRewrite &rewrite)
{
    check.needsMethod(rewrite.method);
    check.regex("/match_pattern", rewrite.matchPattern);
    for (std::size_t i = 0; i < rewrite.triggers.size(); ++i) {
        const RewriteTrigger &trigger = rewrite.triggers[i];
        const std::string options = childPointer("/triggers", i) + "/options";
        check.matches(options + "/header_matches", trigger.headerMatches);
        check.matches(options + "/query_val_matches", trigger.queryValMatches);
        check.matches(options + "/path_part_matches", trigger.pathPartMatches);
        check.matches(options + "/session_meta_matches", trigger.sessionMetaMatches);
        check.matches(options + "/request_context_matches", trigger.requestContextMatches);
        check.regex(options + "/payload_matches/match_rx", trigger.payloadMatches.matchRx);
    }
}

void checkMethodTransform(EndpointCheck &check, const MethodTransform &transform)
{
    check.needsMethod(transform.method);
    const std::string method = upperAscii(transform.toMethod);
    for (const char *known : {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
        if (method == known) {
            return;
        }
    }
    check.add(Severity::Error, "/to_method", "Requests cannot be turned into this method",
              "Use GET, POST, PUT, DELETE, OPTIONS or PATCH");
}

void checkPlugin(EndpointCheck &check, const EndpointPlugin &plugin)
{
    check.needsMethod(plugin.method);
    if (plugin.pluginPath.empty() || plugin.funcName.empty()) {
        check.add(Severity::Error, plugin.pluginPath.empty() ? "/plugin_path" : "/func_name",
                  "The plugin has no file or no function", "Give both plugin_path and func_name");
    }
}

void checkBreaker(EndpointCheck &check, const CircuitBreaker &breaker)
{
    check.needsMethod(breaker.method);
    if (breaker.thresholdPercent < 0 || breaker.thresholdPercent > 1) {
        check.add(Severity::Warning, "/threshold_percent", "The threshold is not between 0 and 1",
                  "Write 0.5 for one half");
    }
    if (breaker.samples <= 0) {
        check.add(Severity::Warning, "/samples", "The breaker has no samples to judge by",
                  "Give a number of requests above 0");
    }
    if (breaker.returnToServiceAfter.count() < 0) {
        check.add(Severity::Error, "/return_to_service_after", "The time is negative", {});
    }
}

void checkSchema(EndpointCheck &check, const JsonValidation &validation)
{
    check.needsMethod(validation.method);
    if (validation.schema.empty()) {
        return;
    }
    if (const Expected<JsonSchema> schema = JsonSchema::compile(validation.schema); !schema) {
        check.add(Severity::Error, "/schema", schema.error().what);
    }
}

template <typename Entry>
void methodNeeded(EndpointCheck &check, const char *key, const std::vector<Entry> &entries)
{
    check.list(key, entries, [&check](const Entry &entry) { check.needsMethod(entry.method); });
}

} // namespace

void checkEndpoints(const VersionInfo &version, const std::string &pointer,
                    const CheckOptions &options, std::vector<Finding> &findings)
{
    if (!version.useExtendedPaths) {
        EndpointCheck legacy(pointer + "/paths", options, findings);
        legacy.legacyList("ignored", version.paths.ignored);
        legacy.legacyList("white_list", version.paths.whiteList);
        legacy.legacyList("black_list", version.paths.blackList);
        return;
    }
    const ExtendedPaths &paths = version.extendedPaths;
    EndpointCheck check(pointer + "/extended_paths", options, findings);
    check.list("ignored", paths.ignored);
    check.list("white_list", paths.whiteList);
    check.list("black_list", paths.blackList);
    check.list("mock_response", paths.mockResponse, [&check](const MockResponse &mock) {
        if (mock.code < 100 || mock.code > 999) {
            check.add(Severity::Warning, "/code", "Not an HTTP status code",
                      "Give 200, for example");
        }
    });
    check.legacyList("cache", paths.cache);
    check.list("advance_cache_config", paths.advanceCacheConfig, [&check](const CacheRule &rule) {
        check.regex("/cache_key_regex", rule.cacheKeyRegex);
    });
    methodNeeded(check, "transform", paths.transform);
    methodNeeded(check, "transform_response", paths.transformResponse);
    methodNeeded(check, "transform_headers", paths.transformHeaders);
    methodNeeded(check, "transform_response_headers", paths.transformResponseHeaders);
    check.list("hard_timeouts", paths.hardTimeouts, [&check](const HardTimeout &timeout) {
        check.needsMethod(timeout.method);
        if (timeout.limit.count() < 0) {
            check.add(Severity::Error, "/timeout", "The timeout is negative",
                      "Give seconds above 0");
        }
    });
    check.list("circuit_breakers", paths.circuitBreakers,
               [&check](const CircuitBreaker &breaker) { checkBreaker(check, breaker); });
    check.list("url_rewrites", paths.urlRewrites,
               [&check](const UrlRewrite &rewrite) { checkRewrite(check, rewrite); });
    methodNeeded(check, "size_limits", paths.sizeLimits);
    check.list("method_transforms", paths.methodTransforms,
               [&check](const MethodTransform &entry) { checkMethodTransform(check, entry); });
    check.list("track_endpoints", paths.trackEndpoints);
    check.list("do_not_track_endpoints", paths.doNotTrackEndpoints);
    check.list("validate_json", paths.validateJson,
               [&check](const JsonValidation &entry) { checkSchema(check, entry); });
    check.list("internal", paths.internal);
    check.list("go_plugin", paths.goPlugin,
               [&check](const EndpointPlugin &entry) { checkPlugin(check, entry); });
    methodNeeded(check, "rate_limit", paths.rateLimit);
}

} // namespace gw::spec
