// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/size_limit.h"

#include "spec/api_definition.h"

#include <algorithm>
#include <array>

namespace gw::chain {

namespace {

bool hasNoBodyByNature(std::string_view method)
{
    constexpr std::array<std::string_view, 5> kMethods{"GET", "DELETE", "TRACE", "OPTIONS", "HEAD"};
    return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

} // namespace

Expected<std::unique_ptr<RequestSizeLimit>>
RequestSizeLimit::compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config)
{
    auto step = std::make_unique<RequestSizeLimit>();
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        Limits limits;
        if (!version.globalSizeLimitDisabled && version.globalSizeLimit > 0) {
            limits.global = static_cast<std::uint64_t>(version.globalSizeLimit);
        }
        for (const spec::SizeLimit &entry : version.extendedPaths.sizeLimits) {
            if (!version.useExtendedPaths) {
                break;
            }
            const auto limit =
                static_cast<std::uint64_t>(std::max<std::int64_t>(entry.sizeLimit, 0));
            if (auto added = limits.endpoints.add(entry, pathOptions(version, config), limit);
                !added) {
                return tl::unexpected(std::move(added.error()));
            }
        }
        if (limits.global > 0 || !limits.endpoints.isEmpty()) {
            step->m_versions.add(version, std::move(limits));
        }
    }
    if (step->m_versions.isEmpty()) {
        return nullptr;
    }
    return step;
}

StepResult RequestSizeLimit::check(RequestContext &context, std::uint64_t limit)
{
    const std::optional<std::uint64_t> length = context.exchange.requestBodyLength();
    const bool isDeclared =
        length && (*length > 0 || context.exchange.request().fields.contains("Content-Length"));
    if (!isDeclared) {
        return StepResult::fail(411, "Content length is required for this request");
    }
    if (*length > limit) {
        context.note = "limit is " + std::to_string(limit) + " bytes";
        return StepResult::fail(400, "Request is too large");
    }
    return StepResult::proceed();
}

StepResult RequestSizeLimit::process(RequestContext &context) const
{
    const Limits *limits = m_versions.find(context);
    if (!limits || hasNoBodyByNature(context.exchange.request().method)) {
        return StepResult::proceed();
    }
    if (limits->global > 0) {
        StepResult result = check(context, limits->global);
        if (result.kind() != StepResult::Kind::Continue) {
            return result;
        }
    }
    const std::uint64_t *limit = limits->endpoints.find(context);
    return limit ? check(context, *limit) : StepResult::proceed();
}

} // namespace gw::chain
