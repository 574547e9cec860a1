// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "request/request_context.h"
#include "spec/extended_paths.h"
#include "spec/path_pattern.h"
#include "spec/version_definition.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::spec {
struct GatewayConfig;
}

namespace gw::chain {

// How the paths of one version's lists are read (reference D3).
[[nodiscard]] spec::PathPattern::Options pathOptions(const spec::VersionInfo &version,
                                                     const spec::GatewayConfig &config);

// The different forms of a request's path that endpoint lists look at: behind listen path and
// version, behind the listen path, whole. Valid as long as the request's target stays.
class PathForms final {
public:
    explicit PathForms(const request::RequestContext &context);

    // The same of the shortest equivalent path; no value when that is what the request has. With
    // skip_url_cleaning, and in loops, requests come with "//admin" or "/open/../admin", which the
    // upstream may take for "/admin".
    [[nodiscard]] static std::optional<PathForms> cleaned(const request::RequestContext &context);

    [[nodiscard]] bool matchAny(const spec::PathPattern &pattern) const;

private:
    using Forms = std::array<std::string_view, 3>;
    explicit PathForms(const Forms &forms);

    Forms m_forms;
    std::size_t m_count = 0;
};

// One entry of an endpoint list, compiled.
class EndpointPattern final {
public:
    // An empty method stands for every method. Fails on a pattern that is no regular expression.
    [[nodiscard]] static Expected<EndpointPattern>
    compile(std::string_view path, std::string_view method, spec::PathPattern::Options options);

    [[nodiscard]] bool matches(const PathForms &forms, std::string_view method) const
    {
        return (m_method.empty() || m_method == method) && forms.matchAny(m_pattern);
    }

private:
    EndpointPattern(spec::PathPattern pattern, std::string_view method)
        : m_pattern(std::move(pattern))
        , m_method(method)
    {
    }

    spec::PathPattern m_pattern;
    std::string m_method;
};

// A list of endpoints with what to do at each: the first that matches decides. Thread: any
// (immutable once filled).
template <typename Action>
class EndpointList final {
public:
    // Skips a disabled entry. The method must equal the request's: an entry without one never
    // matches, as in Tyk.
    [[nodiscard]] Expected<void> add(const spec::Endpoint &entry,
                                     spec::PathPattern::Options options, Action action)
    {
        if (entry.disabled || entry.method.empty()) {
            return {};
        }
        auto pattern = EndpointPattern::compile(entry.path, entry.method, options);
        if (!pattern) {
            return tl::unexpected(std::move(pattern.error()));
        }
        m_entries.emplace_back(std::move(*pattern), std::move(action));
        return {};
    }

    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    // Null when no entry matches, neither the path as it came nor the cleaned one.
    [[nodiscard]] const Action *find(const request::RequestContext &context) const
    {
        if (m_entries.empty()) {
            return nullptr;
        }
        const std::string_view method = context.exchange.request().method;
        if (const Action *action = find(PathForms(context), method)) {
            return action;
        }
        const std::optional<PathForms> clean = PathForms::cleaned(context);
        return clean ? find(*clean, method) : nullptr;
    }

private:
    [[nodiscard]] const Action *find(const PathForms &forms, std::string_view method) const
    {
        for (const auto &[pattern, action] : m_entries) {
            if (pattern.matches(forms, method)) {
                return &action;
            }
        }
        return nullptr;
    }

    std::vector<std::pair<EndpointPattern, Action>> m_entries;
};

// Something compiled for each version of an API that has it. Versions are few: a list.
template <typename Value>
class PerVersion final {
public:
    void add(const spec::VersionInfo &version, Value value)
    {
        m_values.emplace_back(&version, std::move(value));
    }

    [[nodiscard]] bool isEmpty() const { return m_values.empty(); }
    // Of the request's version; null when that version has none.
    [[nodiscard]] const Value *find(const request::RequestContext &context) const
    {
        for (const auto &[version, value] : m_values) {
            if (version == context.version) {
                return &value;
            }
        }
        return nullptr;
    }

private:
    std::vector<std::pair<const spec::VersionInfo *, Value>> m_values;
};

} // namespace gw::chain
