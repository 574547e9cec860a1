// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_fields.h"

namespace gw::spec {

static void describe(ObjectReader &reader, LegacyPaths &paths)
{
    reader.field("ignored", paths.ignored);
    reader.field("white_list", paths.whiteList);
    reader.field("black_list", paths.blackList);
}

static void describe(ObjectReader &reader, VersionInfo &version)
{
    reader.field("name", version.name);
    reader.field("expires", version.expires);
    reader.field("use_extended_paths", version.useExtendedPaths);
    reader.field("paths", version.paths);
    reader.field("extended_paths", version.extendedPaths);
    reader.field("global_headers", version.globalHeaders);
    reader.field("global_headers_remove", version.globalHeadersRemove);
    reader.field("global_headers_disabled", version.globalHeadersDisabled);
    reader.field("global_response_headers", version.globalResponseHeaders);
    reader.field("global_response_headers_remove", version.globalResponseHeadersRemove);
    reader.field("global_response_headers_disabled", version.globalResponseHeadersDisabled);
    reader.field("ignore_endpoint_case", version.ignoreEndpointCase);
    reader.field("global_size_limit", version.globalSizeLimit);
    reader.field("global_size_limit_disabled", version.globalSizeLimitDisabled);
    reader.duration("global_enforce_timeout", version.globalEnforceTimeout);
    reader.field("global_enforce_timeout_disabled", version.globalEnforceTimeoutDisabled);
    reader.field("override_target", version.overrideTarget);
}

void describe(ObjectReader &reader, VersionDefinition &definition)
{
    reader.field("enabled", definition.enabled);
    reader.field("name", definition.name);
    reader.field("default", definition.defaultVersion);
    reader.field("location", definition.location);
    reader.field("key", definition.key);
    reader.field("strip_path", definition.stripPath);
    reader.field("strip_versioning_data", definition.stripVersioningData);
    reader.field("url_versioning_pattern", definition.urlVersioningPattern);
    reader.field("fallback_to_default", definition.fallbackToDefault);
    reader.field("versions", definition.versions);
}

void describe(ObjectReader &reader, VersionData &versions)
{
    reader.field("not_versioned", versions.notVersioned);
    reader.field("default_version", versions.defaultVersion);
    std::vector<std::pair<std::string, VersionInfo>> byKey;
    reader.field("versions", byKey);
    versions.versions.clear();
    versions.versions.reserve(byKey.size());
    for (auto &[key, version] : byKey) {
        version.key = std::move(key);
        versions.versions.push_back(std::move(version));
    }
}

} // namespace gw::spec
