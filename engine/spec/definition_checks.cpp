// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_checks.h"

#include "base/ascii.h"
#include "spec/definition_folder.h"
#include "spec/endpoint_checks.h"
#include "spec/json_pointer.h"
#include "spec/mux_pattern.h"
#include "spec/path_pattern.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <map>
#include <tuple>

namespace gw::spec {

namespace {

using Findings = std::vector<Finding>;

constexpr std::string_view kSchemes[] = {"http", "https", "h2c", "ws", "wss", "tyk", "tcp", "tls"};

// Empty when the URL can be proxied to, else what is wrong.
std::string targetProblem(std::string_view url)
{
    const std::size_t mark = url.find("://");
    if (url.empty()) {
        return "There is no target URL";
    }
    if (url.find_first_of(" \t\r\n") != std::string_view::npos) {
        return "The target URL holds white space";
    }
    if (mark == std::string_view::npos) {
        return "The target URL has no scheme";
    }
    const std::string_view scheme = url.substr(0, mark);
    if (scheme == "env" || scheme == "secrets" || scheme == "file") {
        return "The reference in the target URL finds no value";
    }
    if (std::ranges::find(kSchemes, scheme) == std::end(kSchemes)) {
        return "The target URL's scheme is not http, https, h2c, ws, wss, tyk, tcp or tls";
    }
    std::string_view host = url.substr(mark + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    host = host.substr(host.rfind('@') + 1);
    const std::size_t colon = host.rfind(':');
    const bool hasPort =
        colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    if (hasPort) {
        const std::string_view port = host.substr(colon + 1);
        int number = 0;
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
        const bool isNumber = error == std::errc() && end == port.data() + port.size();
        if (!port.empty() && (!isNumber || number < 0 || number > 65535)) {
            return "The target URL's port is not a number from 0 to 65535";
        }
        host = host.substr(0, colon);
    }
    return host.empty() ? "The target URL has no host" : "";
}

void checkRouting(const ApiDefinition &api, Findings &findings)
{
    const std::string &path = api.proxy.listenPath;
    const bool needsPath = !api.internal && api.protocol != "tcp" && api.protocol != "tls";
    if (!isValidApiId(api.apiId)) {
        findings.push_back({Severity::Error, "/api_id",
                            api.apiId.empty() ? "There is no API id" : "The API id cannot be used",
                            "Use letters, digits, \"_\", \".\" and \"-\", starting with a letter "
                            "or digit, at most 128"});
    }
    if (needsPath && path.find_first_not_of(" \t") == std::string::npos) {
        findings.push_back({Severity::Error, "/proxy/listen_path", "Listen path is empty",
                            "Give the API a path such as \"/orders/\""});
    } else if (path.find_first_of(" \t\r\n") != std::string::npos) {
        findings.push_back(
            {Severity::Error, "/proxy/listen_path", "Listen path holds white space", "Remove it"});
    } else if (needsPath && !path.starts_with('/')) {
        findings.push_back({Severity::Warning, "/proxy/listen_path",
                            "The listen path does not start with \"/\", so nothing reaches it",
                            "Put a \"/\" in front"});
    }
    if (const Expected<MuxPattern> pattern =
            MuxPattern::compile(path, MuxPattern::Kind::PathPrefix);
        !pattern) {
        findings.push_back({Severity::Error, "/proxy/listen_path", pattern.error().text(), {}});
    }
    if (const Expected<MuxPattern> host = MuxPattern::compile(api.domain, MuxPattern::Kind::Host);
        !host) {
        findings.push_back({Severity::Error, "/domain", host.error().text(), {}});
    }
    if (api.listenPort < 0 || api.listenPort > 65535) {
        findings.push_back(
            {Severity::Error, "/listen_port", "The port is not from 0 to 65535", {}});
    }
}

void checkTargets(const ApiDefinition &api, Findings &findings)
{
    const Proxy &proxy = api.proxy;
    // A balanced API does not use target_url, but it must parse.
    if (!proxy.enableLoadBalancing || !proxy.targetUrl.empty()) {
        if (std::string problem = targetProblem(proxy.targetUrl); !problem.empty()) {
            findings.push_back({Severity::Error, "/proxy/target_url", std::move(problem),
                                "Write it like \"http://host:port/path\""});
        }
    }
    if (!proxy.enableLoadBalancing) {
        return;
    }
    if (proxy.targetList.empty()) {
        findings.push_back({Severity::Error, "/proxy/target_list",
                            "Load balancing is on, but there are no targets",
                            "List the targets, or switch enable_load_balancing off"});
    }
    for (std::size_t i = 0; i < proxy.targetList.size(); ++i) {
        const std::string &target = proxy.targetList[i];
        const bool hasScheme = target.find("://") != std::string::npos;
        if (std::string problem = targetProblem(hasScheme ? target : "http://" + target);
            !problem.empty()) {
            findings.push_back(
                {Severity::Error, childPointer("/proxy/target_list", i), std::move(problem), {}});
        }
    }
}

void checkHooks(const ApiDefinition &api, Findings &findings)
{
    const CustomMiddleware &middleware = api.customMiddleware;
    bool hasHook = !middleware.authCheck.disabled && !middleware.authCheck.path.empty();
    const std::initializer_list<std::pair<const char *, const std::vector<HookRef> &>> lists = {
        {"pre", middleware.pre},
        {"post_key_auth", middleware.postKeyAuth},
        {"post", middleware.post},
        {"response", middleware.response},
    };
    for (const auto &[key, hooks] : lists) {
        for (std::size_t i = 0; i < hooks.size(); ++i) {
            if (hooks[i].disabled) {
                continue;
            }
            hasHook = true;
            if (hooks[i].name.empty() || hooks[i].path.empty()) {
                findings.push_back({Severity::Error,
                                    childPointer("/custom_middleware/" + std::string(key), i),
                                    "The hook has no name or no path",
                                    "Give the function's name and the plugin's file"});
            }
        }
    }
    if (hasHook && middleware.driver.empty()) {
        findings.push_back({Severity::Warning, "/custom_middleware/driver",
                            "There are hooks, but no driver: they are taken for native plugins",
                            "Set \"driver\": \"goplugin\" for native plugins"});
    } else if (hasHook && middleware.driver != "goplugin" && middleware.driver != "native") {
        // Not an error: the API is there, and answers 500 where a hook would run.
        findings.push_back({Severity::Warning, "/custom_middleware/driver",
                            "Driver \"" + middleware.driver +
                                "\" is not supported: requests that pass its hooks get 500",
                            "Native plugins have the driver \"goplugin\""});
    }
}

void checkCustomAuth(const ApiDefinition &api, Findings &findings)
{
    const Authentication &auth = api.authentication;
    const HookRef &check = api.customMiddleware.authCheck;
    const bool isSet = !check.disabled && (!check.name.empty() || !check.path.empty());
    const bool hasPostKeyAuth = std::ranges::any_of(
        api.customMiddleware.postKeyAuth, [](const HookRef &hook) { return !hook.disabled; });
    if (auth.useKeyless && isSet) {
        findings.push_back({Severity::Warning, "/custom_middleware/auth_check",
                            "The API is keyless, so auth_check never runs",
                            "Set use_keyless to false"});
    }
    if (auth.useKeyless && hasPostKeyAuth) {
        findings.push_back({Severity::Warning, "/custom_middleware/post_key_auth",
                            "The API is keyless, so post_key_auth never runs",
                            "Move the hook to \"pre\" or \"post\""});
    }
    if (isSet && (check.name.empty() || check.path.empty())) {
        findings.push_back({Severity::Warning, "/custom_middleware/auth_check",
                            "auth_check has no name or no path; the API falls back to token "
                            "authentication",
                            "Give both, or remove auth_check"});
    }
    const bool isComplete = isSet && !check.name.empty() && !check.path.empty();
    if (!auth.useKeyless && isComplete && !auth.usesCustomPlugin()) {
        findings.push_back({Severity::Warning, "/custom_plugin_auth_enabled",
                            "auth_check is set but not switched on",
                            "Set custom_plugin_auth_enabled to true"});
    }
    if (!auth.useKeyless && !isSet && auth.usesCustomPlugin()) {
        findings.push_back({Severity::Warning, "/custom_middleware/auth_check",
                            "Custom authentication is switched on without an auth_check; the API "
                            "falls back to token authentication",
                            "Give auth_check a name and a path"});
    }
}

void checkAuthSources(const ApiDefinition &api, Findings &findings)
{
    for (const auto &[kind, config] : api.authentication.authConfigs) {
        if (config.disableHeader && !config.useParam && !config.useCookie) {
            findings.push_back({Severity::Error, childPointer("/auth_configs", kind),
                                "All auth sources are disabled for " + kind,
                                "Enable at least one of header, cookie and query"});
        }
    }
    const BasicAuthOptions &basic = api.authentication.basicAuth;
    for (const auto &[key, expression] :
         {std::pair{"/basic_auth/body_user_regexp", &basic.bodyUserRegexp},
          std::pair{"/basic_auth/body_password_regexp", &basic.bodyPasswordRegexp}}) {
        if (std::string problem = regexProblem(*expression); !problem.empty()) {
            findings.push_back({Severity::Error, key, std::move(problem), {}});
        }
    }
}

void checkAddresses(const char *key, const std::vector<std::string> &addresses, Findings &findings)
{
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        if (std::string problem = addressProblem(addresses[i]); !problem.empty()) {
            findings.push_back({Severity::Error, childPointer(key, i), std::move(problem),
                                "Write \"10.0.0.1\", \"10.0.0.0/8\" or \"2001:db8::/32\""});
        }
    }
}

void checkVersions(const ApiDefinition &api, const CheckOptions &options, Findings &findings)
{
    const std::vector<VersionInfo> &versions = api.versionData.versions;
    if (versions.empty()) {
        findings.push_back({Severity::Error, "/version_data/versions",
                            "There is no version, so every request is refused",
                            "Add \"Default\": {\"name\": \"Default\"}"});
    }
    for (const VersionInfo &version : versions) {
        const std::string pointer = childPointer("/version_data/versions", version.key);
        if (version.name != version.key) {
            findings.push_back(
                {Severity::Warning, pointer + "/name",
                 "The name \"" + version.name + "\" differs from the key \"" + version.key + '"',
                 "Make them equal"});
        }
        if (version.globalEnforceTimeout.count() < 0) {
            findings.push_back({Severity::Error,
                                pointer + "/global_enforce_timeout",
                                "The timeout is negative",
                                {}});
        }
        if (!version.overrideTarget.empty()) {
            if (std::string problem = targetProblem(version.overrideTarget); !problem.empty()) {
                findings.push_back(
                    {Severity::Error, pointer + "/override_target", std::move(problem), {}});
            }
        }
        checkEndpoints(version, pointer, options, findings);
    }
    for (const auto &[name, id] : api.definition.versions) {
        if (api.definition.enabled && id.empty()) {
            findings.push_back({Severity::Error, childPointer("/definition/versions", name),
                                "The version names no API",
                                "Give the id of an API, or \"" + api.apiId + "\" for this one"});
        }
    }
    const std::string &location = api.definition.location;
    if (!api.versionData.notVersioned && location != "header" && location != "url-param" &&
        location != "url") {
        findings.push_back({Severity::Warning, "/definition/location",
                            "The API has versions, but the request's version is looked for nowhere",
                            "Set it to \"header\", \"url-param\" or \"url\", or set "
                            "version_data.not_versioned"});
    }
}

} // namespace

std::vector<Finding> checkDefinition(const ApiDefinition &api, const CheckOptions &options)
{
    Findings findings;
    checkRouting(api, findings);
    checkTargets(api, findings);
    checkHooks(api, findings);
    checkCustomAuth(api, findings);
    checkAuthSources(api, findings);
    if (!api.ipAccessControlDisabled) {
        checkAddresses("/allowed_ips", api.allowedIps, findings);
        checkAddresses("/blacklisted_ips", api.blacklistedIps, findings);
    }
    checkVersions(api, options, findings);
    if (!api.active) {
        findings.push_back({Severity::Note, "/active",
                            "The API is served although it is not active, as in Tyk",
                            "Remove the definition to stop serving it"});
    }
    return findings;
}

std::vector<Finding> checkKeys(const JsonDocument &document)
{
    Findings findings;
    std::vector<JsonValue> open{document.root()};
    while (!open.empty()) {
        const JsonValue value = open.back();
        open.pop_back();
        std::map<std::string, std::string_view> names;
        for (const JsonValue child : value.children()) {
            if (child.isObject() || child.isArray()) {
                open.push_back(child);
            }
            // A map's keys are data, and may differ by case; fields are lower-case words.
            const auto [other, isNew] = names.try_emplace(lowerAscii(child.key()), child.key());
            if (value.isObject() && !isNew) {
                findings.push_back(
                    {Severity::Warning, child.pointer(),
                     "This key differs from \"" + std::string(other->second) + "\" in case only",
                     "Keep one of the two"});
            }
        }
    }
    return findings;
}

std::vector<SetFinding> checkSet(std::span<const ApiDefinition *const> definitions)
{
    std::vector<SetFinding> findings;
    std::map<std::string_view, std::size_t> ids;
    std::map<std::tuple<int, std::string_view, std::string_view>, std::size_t> routes;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        const ApiDefinition &api = *definitions[i];
        if (const auto [other, isNew] = ids.try_emplace(api.apiId, i); !isNew) {
            findings.push_back({i,
                                {Severity::Error, "/api_id",
                                 "\"" + definitions[other->second]->name + "\" has this API id too",
                                 "Give each API an id of its own"}});
        }
        if (api.internal || api.proxy.listenPath.empty()) {
            continue;
        }
        const std::string_view domain = api.domainDisabled ? std::string_view() : api.domain;
        const auto [other, isNew] =
            routes.try_emplace({api.listenPort, domain, api.proxy.listenPath}, i);
        const ApiDefinition &owner = *definitions[other->second];
        if (!isNew && owner.apiId != api.apiId) { // its id is told of already
            findings.push_back({i,
                                {Severity::Error, "/proxy/listen_path",
                                 "Listen path \"" + api.proxy.listenPath + "\" belongs to API \"" +
                                     owner.name + "\" (" + owner.apiId + ") already",
                                 "Choose another path or domain"}});
        }
    }
    return findings;
}

std::string addressProblem(const std::string &text)
{
    const std::size_t slash = text.find('/');
    const std::string address = text.substr(0, slash);
    unsigned char bytes[16];
    const bool isV4 = ::inet_pton(AF_INET, address.c_str(), bytes) == 1;
    if (!isV4 && ::inet_pton(AF_INET6, address.c_str(), bytes) != 1) {
        return "invalid IP/CIDR \"" + text + '"';
    }
    if (slash == std::string::npos) {
        return {};
    }
    int length = -1;
    const char *const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data() + slash + 1, last, length);
    const bool isLength =
        error == std::errc() && end == last && length >= 0 && length <= (isV4 ? 32 : 128);
    return isLength ? "" : "invalid IP/CIDR \"" + text + '"';
}

} // namespace gw::spec
