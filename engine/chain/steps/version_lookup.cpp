// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/version_lookup.h"

#include "http/query_text.h"
#include "spec/api_definition.h"

#include <algorithm>
#include <array>

namespace gw::chain {

namespace {

constexpr std::string_view kNotFound = "Version information not found";
constexpr std::string_view kUnknown = "This API version does not seem to exist";
constexpr std::string_view kNoDefault = "No default API version for this non-versioned API found";
constexpr std::string_view kAmbiguous = "Ambiguous default API version for this non-versioned API";

FoundVersion refused(int status, std::string_view message)
{
    FoundVersion found;
    found.status = status;
    found.message = message;
    return found;
}

} // namespace

VersionLookup::VersionLookup(const spec::ApiDefinition &definition)
    : m_definition(&definition)
{
    const spec::VersionDefinition &place = definition.definition;
    if (place.location == "header") {
        m_location = Location::Header;
    } else if (place.location == "url-param") {
        m_location = Location::Parameter;
    } else if (place.location == "url") {
        m_location = Location::Url;
    }
    m_slugPrefix = definition.slug.empty() ? std::string() : "/" + definition.slug;
    m_namesApis = place.enabled && !place.versions.empty();
}

Expected<VersionLookup> VersionLookup::compile(const spec::ApiDefinition &definition)
{
    VersionLookup lookup(definition);
    const std::string &pattern = definition.definition.urlVersioningPattern;
    if (!pattern.empty()) {
        auto compiled = RegularExpression::compile(pattern);
        if (!compiled) {
            compiled.error().where = "/definition/url_versioning_pattern";
            return tl::unexpected(std::move(compiled.error()));
        }
        lookup.m_urlPattern = std::move(*compiled);
    }
    return lookup;
}

const spec::VersionInfo *VersionLookup::versionOf(std::string_view name) const
{
    const auto &versions = m_definition->versionData.versions;
    const auto place = std::find_if(versions.begin(), versions.end(),
                                    [&](const auto &version) { return version.key == name; });
    return place == versions.end() ? nullptr : &*place;
}

FoundVersion VersionLookup::unversioned() const
{
    const auto &versions = m_definition->versionData.versions;
    FoundVersion found;
    if (versions.size() == 1) {
        found.version = &versions.front();
        return found;
    }
    constexpr std::array<std::string_view, 3> kNames{"Default", "default", ""};
    for (const std::string_view name : kNames) {
        const spec::VersionInfo *version = versionOf(name);
        if (version && found.version) {
            return refused(403, kAmbiguous);
        }
        if (version) {
            found.version = version;
        }
    }
    return found.version ? found : refused(403, kNoDefault);
}

FoundVersion VersionLookup::named(std::string_view name, std::size_t segmentLength) const
{
    FoundVersion found;
    found.segmentLength = segmentLength;
    if (m_namesApis) {
        const auto &apis = m_definition->definition.versions;
        const auto place = std::find_if(apis.begin(), apis.end(),
                                        [&](const auto &entry) { return entry.first == name; });
        const bool isSelf = name == m_definition->definition.name || name == "self";
        if (place == apis.end() && !isSelf) {
            return found;
        }
        found = unversioned();
        found.segmentLength = segmentLength;
        found.name = isSelf ? std::string_view(m_definition->definition.name) : place->first;
        found.otherApi = isSelf || place->second == m_definition->apiId
                             ? std::string_view()
                             : std::string_view(place->second);
        return found;
    }
    found.version = versionOf(name);
    found.name = found.version ? std::string_view(found.version->key) : std::string_view();
    return found;
}

FoundVersion VersionLookup::fallback(std::string_view missing, int status) const
{
    const std::string &name = m_namesApis ? m_definition->definition.defaultVersion
                                          : m_definition->versionData.defaultVersion;
    if (name.empty()) {
        return refused(status, missing);
    }
    FoundVersion found = named(name, 0);
    found.isDefault = true;
    return found.version || found.status != 0 ? found : refused(status, kUnknown);
}

std::string_view VersionLookup::segment(const request::RequestContext &context,
                                        std::size_t &length) const
{
    // Positions count from where the listen path ends, which is where the proxy cuts.
    const std::string_view path = context.decodedPath;
    const std::size_t begin = std::min(context.listenPathLength, path.size());
    std::size_t at = begin;
    if (at < path.size() && path[at] == '/') {
        ++at;
    }
    const std::string_view slug =
        std::string_view(m_slugPrefix).substr(m_slugPrefix.empty() ? 0 : 1);
    const std::string_view rest = path.substr(at);
    if (!slug.empty() && rest.starts_with(slug) &&
        (rest.size() == slug.size() || rest[slug.size()] == '/')) {
        at = std::min(at + slug.size() + 1, path.size());
    }
    const std::size_t end = std::min(path.find('/', at), path.size());
    length = end - begin;
    const std::string_view found = path.substr(at, end - at);
    return m_urlPattern && !m_urlPattern->matches(found) ? std::string_view() : found;
}

FoundVersion VersionLookup::find(const request::RequestContext &context) const
{
    if (m_definition->versionData.notVersioned && !m_namesApis) {
        return unversioned();
    }
    std::string_view name;
    std::string parameter;
    std::size_t length = 0;
    const http::RequestHead &request = context.exchange.request();
    const std::string &key = m_definition->definition.key;
    if (m_location == Location::Header) {
        name = request.fields.value(key);
    } else if (m_location == Location::Parameter) {
        parameter = http::queryValue(request.query(), key).value_or(std::string());
        name = parameter;
    } else if (m_location == Location::Url) {
        name = segment(context, length);
    }
    if (name.empty()) {
        return fallback(kNotFound, 403);
    }
    const FoundVersion found = named(name, length);
    if (found.version || found.status != 0) {
        return found;
    }
    const int status = m_namesApis ? 404 : 403;
    return m_definition->definition.fallbackToDefault ? fallback(kUnknown, status)
                                                      : refused(status, kUnknown);
}

void VersionLookup::strip(request::RequestContext &context) const
{
    const spec::VersionDefinition &place = m_definition->definition;
    if (m_location == Location::Url) {
        context.stripsVersionSegment = place.stripPath || place.stripVersioningData;
        return;
    }
    if (!place.stripVersioningData) {
        return;
    }
    http::RequestHead &request = context.exchange.request();
    if (m_location == Location::Header) {
        request.fields.remove(place.key);
    } else if (m_location == Location::Parameter) {
        request.target =
            context.exchange.arena().copy(http::targetWithoutParameter(request.target, place.key));
    }
}

} // namespace gw::chain
