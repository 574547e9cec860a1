// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/regular_expression.h"
#include "request/request_context.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// What the search for a request's version found.
struct FoundVersion {
    const spec::VersionInfo *version = nullptr; // null: refused with status and message
    std::string_view name;                      // empty for an API that is not versioned
    std::size_t segmentLength = 0; // of the path behind the listen path; URL versioning
    bool isDefault = false;        // the request named none, or an unknown one with a fallback
    std::string_view otherApi;     // API id of a version that is an API of its own; empty: this API
    int status = 0;
    std::string_view message;
};

// Finds the version that a request asks for (reference D4). Compiled once from version_data and
// `definition`. Thread: any (immutable).
class VersionLookup final {
public:
    // The definition outlives the lookup. Fails on a broken url_versioning_pattern.
    [[nodiscard]] static Expected<VersionLookup> compile(const spec::ApiDefinition &definition);

    [[nodiscard]] FoundVersion find(const request::RequestContext &context) const;

    // Takes header or parameter with the version off the request, when the definition says so; a
    // path segment is left to the proxy (context.stripsVersionSegment).
    void strip(request::RequestContext &context) const;

private:
    enum class Location : std::uint8_t { Nowhere, Header, Parameter, Url };

    explicit VersionLookup(const spec::ApiDefinition &definition);

    [[nodiscard]] FoundVersion unversioned() const;
    [[nodiscard]] FoundVersion named(std::string_view name, std::size_t segmentLength) const;
    [[nodiscard]] FoundVersion fallback(std::string_view missing, int status) const;
    [[nodiscard]] std::string_view segment(const request::RequestContext &context,
                                           std::size_t &length) const;
    [[nodiscard]] const spec::VersionInfo *versionOf(std::string_view name) const;

    const spec::ApiDefinition *m_definition;
    Location m_location = Location::Nowhere;
    std::string m_slugPrefix;                      // "/slug", empty without a slug
    std::optional<RegularExpression> m_urlPattern; // none: any segment is a version
    bool m_namesApis = false; // definition.enabled: versions are APIs of their own
};

} // namespace gw::chain
