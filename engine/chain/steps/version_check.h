// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/step.h"
#include "chain/steps/path_lists.h"
#include "chain/steps/version_lookup.h"

#include <memory>
#include <optional>
#include <string>

namespace gw::chain {

// A moment after which a version or an API is refused.
struct Expiry {
    std::int64_t unixSeconds = 0; // a text that is no date counts as expired, as in Tyk
    std::string httpDate;         // RFC 1123, for x-tyk-api-expires
};

// "2006-01-02 15:04" in UTC; no value for "" and "-1", which never expire.
[[nodiscard]] std::optional<Expiry> parseExpiry(std::string_view text);

// First step of every chain: which version is asked for, is it alive, and what do its path lists
// say (reference D4). Sets version, versionName, versionSegmentLength, versionApi and
// isIgnored.
class VersionCheck final : public Step {
public:
    // The definition lives as long as the chain.
    [[nodiscard]] static Expected<std::unique_ptr<VersionCheck>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config);

    [[nodiscard]] std::string_view name() const override { return "VersionCheck"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    struct Rules {
        PathLists lists;
        std::optional<Expiry> expiry;
    };

    explicit VersionCheck(VersionLookup lookup)
        : m_lookup(std::move(lookup))
    {
    }

    [[nodiscard]] static bool isExpired(const Expiry &expiry);
    [[nodiscard]] static StepResult refuse(RequestContext &context, int status,
                                           std::string_view message);
    [[nodiscard]] static StepResult mock(RequestContext &context, const MockReply &reply);
    void noteVersion(RequestContext &context, const FoundVersion &found) const;
    [[nodiscard]] bool isPreflight(const RequestContext &context) const;

    VersionLookup m_lookup;
    PerVersion<Rules> m_rules;
    std::optional<Expiry> m_apiExpiry; // only of an API that is not versioned
    std::string m_versionHeader;       // empty: the version used by default is not told
    bool m_answersPreflight = false;
};

} // namespace gw::chain
