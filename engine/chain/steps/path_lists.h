// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"

#include <memory>
#include <string>
#include <vector>

namespace gw::chain {

// An answer that stands in the definition.
struct MockReply {
    int status = 200;
    std::string body;
    spec::NamedTexts fields;
};

// What the path lists of a version say about a request.
struct PathVerdict {
    enum class Kind : std::uint8_t { Allowed, Ignored, Forbidden, Mocked };

    Kind kind = Kind::Allowed;
    const MockReply *reply = nullptr; // of Mocked
};

// The lists mock_response, ignored, black_list, white_list and internal of one version, or its
// legacy `paths` (reference D4). Thread: any (immutable).
class PathLists final {
public:
    // Fails on a pattern that is no regular expression: the API must not open up because of it.
    [[nodiscard]] static Expected<PathLists> compile(const spec::VersionInfo &version,
                                                     const spec::GatewayConfig &config);

    [[nodiscard]] PathVerdict judge(const request::RequestContext &context) const;

private:
    [[nodiscard]] PathVerdict judge(const request::RequestContext &context,
                                    const PathForms &forms) const;

    struct Action {
        std::string method;                     // in upper case
        std::unique_ptr<const MockReply> reply; // null: "no_action"
    };
    struct Entry {
        EndpointPattern pattern;
        PathVerdict::Kind kind;
        std::vector<Action> actions; // legacy; when there are any, other methods do not match
        std::unique_ptr<const MockReply> reply;
    };

    [[nodiscard]] Expected<void> addMocks(const spec::VersionInfo &version,
                                          spec::PathPattern::Options options);
    [[nodiscard]] Expected<void> addListed(const std::vector<spec::ListedPath> &list,
                                           PathVerdict::Kind kind,
                                           spec::PathPattern::Options options);
    [[nodiscard]] Expected<void> addLegacy(const std::vector<std::string> &list,
                                           PathVerdict::Kind kind,
                                           spec::PathPattern::Options options);
    [[nodiscard]] static bool isApplicable(const Entry &entry, std::string_view method,
                                           PathVerdict &verdict);

    std::vector<EndpointPattern> m_internal;
    std::vector<Entry> m_entries; // in the order in which they decide
    bool m_hasWhiteList = false;
};

} // namespace gw::chain
