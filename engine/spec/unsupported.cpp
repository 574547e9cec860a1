// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/unsupported.h"

#include "spec/api_definition.h"
#include "spec/json_pointer.h"

#include <algorithm>
#include <iterator>

namespace gw::spec {

namespace {

UnsupportedFeature refused(std::string stepName, const std::string &feature)
{
    return {feature, std::move(stepName),
            feature + " is not supported yet: the API refuses requests"};
}

constexpr const char *kPinnedKeys = "pinned_public_keys";

bool isForeign(const ApiDefinition &api, std::string_view feature)
{
    const auto &features = api.foreignFeatures;
    return std::find(features.begin(), features.end(), feature) != features.end();
}

// "proxy.service_discovery" is at /proxy/service_discovery.
std::string pointerOf(const std::string &feature)
{
    std::string pointer = '/' + feature;
    std::ranges::replace(pointer, '.', '/');
    return pointer;
}

Finding withoutEffect(const std::string &feature, std::string pointer)
{
    return {Severity::Warning,
            std::move(pointer),
            feature + " is not supported yet and has no effect",
            {}};
}

// One for each version that has an entry in this of its extended paths that is switched on.
template <typename Entry>
void warnOfPaths(const ApiDefinition &api, std::vector<Entry> ExtendedPaths::*list,
                 const std::string &feature, std::vector<Finding> &warnings)
{
    for (const VersionInfo &version : api.versionData.versions) {
        const auto &entries = version.extendedPaths.*list;
        const bool isUsed =
            version.useExtendedPaths && std::any_of(entries.begin(), entries.end(),
                                                    [](const Entry &one) { return !one.disabled; });
        if (isUsed) {
            warnings.push_back(withoutEffect(
                feature, childPointer("/version_data/versions", version.key) + pointerOf(feature)));
        }
    }
}

} // namespace

std::vector<UnsupportedFeature> unsupportedAuth(const ApiDefinition &api)
{
    const Authentication &auth = api.authentication;
    std::vector<UnsupportedFeature> features;
    if (auth.useOauth2) {
        features.push_back(refused("Oauth2KeyExists", "use_oauth2"));
    }
    if (auth.useBasicAuth) {
        features.push_back(refused("BasicAuthKeyIsValid", "use_basic_auth"));
    }
    if (auth.enableSignatureChecking) {
        features.push_back(
            refused("HTTPSignatureValidationMiddleware", "enable_signature_checking"));
    }
    if (auth.enableJwt) {
        features.push_back(refused("JWTMiddleware", "enable_jwt"));
    }
    if (auth.useOpenid) {
        features.push_back(refused("OpenIDMW", "use_openid"));
    }
    const auto token = auth.authConfigs.find("authToken");
    if (token != auth.authConfigs.end() && token->second.useCertificate) {
        features.push_back(refused("AuthKey", "auth_configs.authToken.use_certificate"));
    }
    if (token != auth.authConfigs.end() && token->second.validateSignature) {
        features.push_back(refused("AuthKey", "auth_configs.authToken.validate_signature"));
    }
    return features;
}

std::vector<UnsupportedFeature> unsupportedScope(const ApiDefinition &api)
{
    std::vector<UnsupportedFeature> features;
    // Going without would trust an upstream that the definition does not.
    if (isForeign(api, kPinnedKeys)) {
        features.push_back(refused(kPinnedKeys, kPinnedKeys));
    }
    return features;
}

std::optional<UnsupportedFeature> unsupportedTls(const ApiDefinition &api)
{
    if (!api.authentication.useMutualTlsAuth) {
        return std::nullopt;
    }
    return refused("CertificateCheckMW", "use_mutual_tls_auth");
}

std::vector<Finding> unsupportedWarnings(const ApiDefinition &api)
{
    std::vector<Finding> warnings;
    const auto warn = [&](bool isUsed, const std::string &feature) {
        if (isUsed) {
            warnings.push_back(withoutEffect(feature, pointerOf(feature)));
        }
    };
    const auto warnPaths = [&](auto list, const std::string &feature) {
        warnOfPaths(api, list, feature, warnings);
    };
    using Paths = ExtendedPaths;
    warn(!api.disableRateLimit && !api.globalRateLimit.disabled && api.globalRateLimit.rate > 0,
         "global_rate_limit");
    if (!api.disableRateLimit) {
        warnPaths(&Paths::rateLimit, "extended_paths.rate_limit");
    }
    warn(api.cacheOptions.enableCache, "cache_options");
    warnPaths(&Paths::transform, "extended_paths.transform");
    warnPaths(&Paths::transformResponse, "extended_paths.transform_response");
    warnPaths(&Paths::circuitBreakers, "extended_paths.circuit_breakers");
    warn(api.enableBatchRequestSupport, "enable_batch_request_support");
    warn(!api.eventHandlers.empty(), "event_handlers");
    warn(api.proxy.transport.sslForceCommonNameCheck,
         "proxy.transport.ssl_force_common_name_check");
    warn(std::any_of(api.uptimeTests.begin(), api.uptimeTests.end(),
                     [](const UptimeCheck &check) {
                         return check.commands.find('{') != std::string::npos;
                     }),
         "uptime_tests.check_list.commands");
    for (const std::string &feature : api.foreignFeatures) {
        warn(feature != kPinnedKeys, feature);
    }
    return warnings;
}

std::vector<Finding> checkSupport(const ApiDefinition &api)
{
    std::vector<Finding> findings;
    const auto add = [&](const UnsupportedFeature &feature) {
        findings.push_back({Severity::Error, pointerOf(feature.name), feature.reason, {}});
    };
    std::ranges::for_each(unsupportedScope(api), add);
    if (const auto feature = unsupportedTls(api)) {
        add(*feature);
    }
    std::ranges::for_each(unsupportedAuth(api), add);
    std::ranges::move(unsupportedWarnings(api), std::back_inserter(findings));
    return findings;
}

} // namespace gw::spec
