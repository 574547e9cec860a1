// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/endpoint_matcher.h"

#include "http/uri_path.h"
#include "spec/gateway_config.h"

#include <algorithm>

namespace gw::chain {

spec::PathPattern::Options pathOptions(const spec::VersionInfo &version,
                                       const spec::GatewayConfig &config)
{
    spec::PathPattern::Options options;
    options.ignoreCase = version.ignoreEndpointCase || config.ignoreEndpointCase;
    options.prefixMatch = config.httpServerOptions.enablePathPrefixMatching;
    options.suffixMatch = config.httpServerOptions.enablePathSuffixMatching;
    return options;
}

PathForms::PathForms(const request::RequestContext &context)
    : PathForms(
          Forms{context.pathBehindVersion(), context.pathBehindListenPath(), context.fullPath()})
{
}

PathForms::PathForms(const Forms &forms)
{
    for (const std::string_view form : forms) {
        const auto end = m_forms.begin() + static_cast<std::ptrdiff_t>(m_count);
        if (std::find(m_forms.begin(), end, form) == end) {
            m_forms[m_count++] = form;
        }
    }
}

std::optional<PathForms> PathForms::cleaned(const request::RequestContext &context)
{
    if (!http::needsCleaning(context.decodedPath)) {
        return std::nullopt;
    }
    Forms forms{context.pathBehindVersion(), context.pathBehindListenPath(), context.fullPath()};
    for (std::string_view &form : forms) {
        form = context.exchange.arena().copy(http::cleanPath(form));
    }
    return PathForms(forms);
}

bool PathForms::matchAny(const spec::PathPattern &pattern) const
{
    const auto end = m_forms.begin() + static_cast<std::ptrdiff_t>(m_count);
    return std::any_of(m_forms.begin(), end,
                       [&](std::string_view form) { return pattern.matches(form); });
}

Expected<EndpointPattern> EndpointPattern::compile(std::string_view path, std::string_view method,
                                                   spec::PathPattern::Options options)
{
    auto pattern = spec::PathPattern::compile(path, options);
    if (!pattern) {
        return tl::unexpected(std::move(pattern.error()));
    }
    return EndpointPattern(std::move(*pattern), method);
}

} // namespace gw::chain
