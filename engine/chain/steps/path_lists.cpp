// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/path_lists.h"

#include "base/ascii.h"

#include <algorithm>

namespace gw::chain {

namespace {

// Fails on a header that could not be sent.
Expected<std::unique_ptr<const MockReply>> mockReply(int code, const std::string &body,
                                                     const spec::NamedTexts &fields)
{
    for (const auto &[name, value] : fields) {
        if (!http::isFieldName(name) || !http::isFieldValue(value)) {
            return failure("The header \"" + name + "\" of a mock response cannot be sent", {},
                           "Use a token as name, and no line feeds in the value");
        }
    }
    const int status = code >= 200 && code <= 599 ? code : 200;
    return std::make_unique<const MockReply>(MockReply{status, body, fields});
}

} // namespace

Expected<PathLists> PathLists::compile(const spec::VersionInfo &version,
                                       const spec::GatewayConfig &config)
{
    using Kind = PathVerdict::Kind;
    PathLists lists;
    const auto options = pathOptions(version, config);
    const auto &paths = version.extendedPaths;
    Expected<void> done;
    if (!version.useExtendedPaths) {
        done = lists.addLegacy(version.paths.ignored, Kind::Ignored, options)
                   .and_then([&] {
                       return lists.addLegacy(version.paths.blackList, Kind::Forbidden, options);
                   })
                   .and_then([&] {
                       return lists.addLegacy(version.paths.whiteList, Kind::Allowed, options);
                   });
    } else {
        for (const spec::Endpoint &entry : paths.internal) {
            auto pattern = EndpointPattern::compile(entry.path, entry.method, options);
            if (!pattern) {
                return tl::unexpected(std::move(pattern.error()));
            }
            if (!entry.disabled) {
                lists.m_internal.push_back(std::move(*pattern));
            }
        }
        done =
            lists.addMocks(version, options)
                .and_then([&] { return lists.addListed(paths.ignored, Kind::Ignored, options); })
                .and_then(
                    [&] { return lists.addListed(paths.blackList, Kind::Forbidden, options); })
                .and_then([&] { return lists.addListed(paths.whiteList, Kind::Allowed, options); });
    }
    if (!done) {
        return tl::unexpected(std::move(done.error()));
    }
    return lists;
}

Expected<void> PathLists::addMocks(const spec::VersionInfo &version,
                                   spec::PathPattern::Options options)
{
    for (const spec::MockResponse &mock : version.extendedPaths.mockResponse) {
        if (mock.disabled) {
            continue;
        }
        auto entryOptions = options;
        entryOptions.ignoreCase = options.ignoreCase || mock.ignoreCase;
        auto pattern = EndpointPattern::compile(mock.path, mock.method, entryOptions);
        if (!pattern) {
            return tl::unexpected(std::move(pattern.error()));
        }
        auto reply = mockReply(mock.code, mock.body, mock.headers);
        if (!reply) {
            return tl::unexpected(std::move(reply.error()));
        }
        m_entries.push_back(
            {std::move(*pattern), PathVerdict::Kind::Mocked, {}, std::move(*reply)});
    }
    return {};
}

Expected<void> PathLists::addListed(const std::vector<spec::ListedPath> &list,
                                    PathVerdict::Kind kind, spec::PathPattern::Options options)
{
    for (const spec::ListedPath &listed : list) {
        if (listed.disabled) {
            continue;
        }
        auto entryOptions = options;
        entryOptions.ignoreCase = options.ignoreCase || listed.ignoreCase;
        // With actions, these name the methods.
        const std::string_view method =
            listed.methodActions.empty() ? std::string_view(listed.method) : std::string_view();
        auto pattern = EndpointPattern::compile(listed.path, method, entryOptions);
        if (!pattern) {
            return tl::unexpected(std::move(pattern.error()));
        }
        Entry entry{std::move(*pattern), kind, {}, nullptr};
        for (const auto &[name, action] : listed.methodActions) {
            auto reply = action.action == "reply"
                             ? mockReply(action.code, action.body, action.headers)
                             : Expected<std::unique_ptr<const MockReply>>();
            if (!reply) {
                return tl::unexpected(std::move(reply.error()));
            }
            entry.actions.push_back({upperAscii(name), std::move(*reply)});
        }
        m_entries.push_back(std::move(entry));
        m_hasWhiteList = m_hasWhiteList || kind == PathVerdict::Kind::Allowed;
    }
    return {};
}

Expected<void> PathLists::addLegacy(const std::vector<std::string> &list, PathVerdict::Kind kind,
                                    spec::PathPattern::Options options)
{
    for (const std::string &path : list) {
        auto pattern = EndpointPattern::compile(path, {}, options);
        if (!pattern) {
            return tl::unexpected(std::move(pattern.error()));
        }
        m_entries.push_back({std::move(*pattern), kind, {}, nullptr});
        m_hasWhiteList = m_hasWhiteList || kind == PathVerdict::Kind::Allowed;
    }
    return {};
}

bool PathLists::isApplicable(const Entry &entry, std::string_view method, PathVerdict &verdict)
{
    verdict = {entry.kind, entry.reply.get()};
    if (entry.actions.empty()) {
        return true;
    }
    const auto action = std::find_if(entry.actions.begin(), entry.actions.end(),
                                     [&](const Action &known) { return known.method == method; });
    if (action == entry.actions.end()) {
        return false;
    }
    if (action->reply) {
        verdict = {PathVerdict::Kind::Mocked, action->reply.get()};
    }
    return true;
}

// What either spelling of the path is refused, the request is refused; only what both are spared,
// it is spared.
PathVerdict PathLists::judge(const request::RequestContext &context) const
{
    using Kind = PathVerdict::Kind;
    if (m_internal.empty() && m_entries.empty()) {
        return {};
    }
    const PathVerdict verdict = judge(context, PathForms(context));
    const std::optional<PathForms> clean = PathForms::cleaned(context);
    if (!clean || verdict.kind == Kind::Forbidden) {
        return verdict;
    }
    const PathVerdict other = judge(context, *clean);
    if (other.kind == Kind::Forbidden) {
        return other;
    }
    return verdict.kind == Kind::Ignored && other.kind != Kind::Ignored ? PathVerdict() : verdict;
}

PathVerdict PathLists::judge(const request::RequestContext &context, const PathForms &forms) const
{
    const std::string_view method = context.exchange.request().method;
    const auto matches = [&](const EndpointPattern &pattern) {
        return pattern.matches(forms, method);
    };
    const bool isFromOutside = context.loopLevel == 0 || context.isVersionLoop;
    if (isFromOutside && std::any_of(m_internal.begin(), m_internal.end(), matches)) {
        return {PathVerdict::Kind::Forbidden, nullptr};
    }
    for (const Entry &entry : m_entries) {
        PathVerdict verdict;
        if (matches(entry.pattern) && isApplicable(entry, method, verdict)) {
            return verdict;
        }
    }
    return {m_hasWhiteList ? PathVerdict::Kind::Forbidden : PathVerdict::Kind::Allowed, nullptr};
}

} // namespace gw::chain
