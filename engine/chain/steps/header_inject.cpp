// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/header_inject.h"

#include "chain/json_text.h"
#include "spec/api_definition.h"

#include <algorithm>

namespace gw::chain {

namespace {

// What one version says about the fields of one direction.
struct Source {
    const std::vector<std::string> *removed;
    const spec::NamedTexts *set;
    bool isGlobalDisabled;
    const std::vector<spec::HeaderTransform> *endpoints;
};

Source requestSource(const spec::VersionInfo &version)
{
    return {&version.globalHeadersRemove, &version.globalHeaders, version.globalHeadersDisabled,
            &version.extendedPaths.transformHeaders};
}

Source responseSource(const spec::VersionInfo &version)
{
    return {&version.globalResponseHeadersRemove, &version.globalResponseHeaders,
            version.globalResponseHeadersDisabled, &version.extendedPaths.transformResponseHeaders};
}

Expected<VersionHeaderEdits> compileVersion(const Source &source, bool usesExtendedPaths,
                                            spec::PathPattern::Options options,
                                            const Secrets &secrets)
{
    VersionHeaderEdits edits;
    if (!source.isGlobalDisabled) {
        auto global = HeaderEdits::compile(*source.removed, *source.set, secrets);
        if (!global) {
            return tl::unexpected(std::move(global.error()));
        }
        edits.global = std::move(*global);
    }
    for (const spec::HeaderTransform &entry : *source.endpoints) {
        if (!usesExtendedPaths) {
            break;
        }
        auto compiled = HeaderEdits::compile(entry.deleteHeaders, entry.addHeaders, secrets);
        if (!compiled) {
            return tl::unexpected(std::move(compiled.error()));
        }
        if (auto added = edits.endpoints.add(entry, options, std::move(*compiled)); !added) {
            return tl::unexpected(std::move(added.error()));
        }
    }
    return edits;
}

Expected<PerVersion<VersionHeaderEdits>>
compileVersions(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
                const Secrets &secrets, Source (*sourceOf)(const spec::VersionInfo &))
{
    PerVersion<VersionHeaderEdits> versions;
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        auto edits = compileVersion(sourceOf(version), version.useExtendedPaths,
                                    pathOptions(version, config), secrets);
        if (!edits) {
            edits.error().where = "/version_data/versions/" + version.key + edits.error().where;
            return tl::unexpected(std::move(edits.error()));
        }
        if (!edits->global.isEmpty() || !edits->endpoints.isEmpty()) {
            versions.add(version, std::move(*edits));
        }
    }
    return versions;
}

} // namespace

Expected<std::unique_ptr<HeaderInject>> HeaderInject::compile(const spec::ApiDefinition &definition,
                                                              const spec::GatewayConfig &config,
                                                              const Secrets &secrets)
{
    auto versions = compileVersions(definition, config, secrets, requestSource);
    if (!versions) {
        return tl::unexpected(std::move(versions.error()));
    }
    if (versions->isEmpty()) {
        return nullptr;
    }
    auto step = std::make_unique<HeaderInject>();
    step->m_versions = std::move(*versions);
    return step;
}

StepResult HeaderInject::process(RequestContext &context) const
{
    const VersionHeaderEdits *edits = m_versions.find(context);
    if (!edits) {
        return StepResult::proceed();
    }
    constexpr std::string_view kForwarded = "X-Forwarded-For";
    http::FieldList &fields = context.exchange.request().fields;
    const HeaderEdits *endpoint = edits->endpoints.find(context);
    edits->global.apply(context, fields);
    if (endpoint) {
        endpoint->apply(context, fields);
    }
    context.omitsForwardedFor =
        edits->global.removes(kForwarded) || (endpoint && endpoint->removes(kForwarded));
    return StepResult::proceed();
}

Expected<std::unique_ptr<ResponseHeaderInject>>
ResponseHeaderInject::compile(const spec::ApiDefinition &definition,
                              const spec::GatewayConfig &config, const Secrets &secrets)
{
    auto versions = compileVersions(definition, config, secrets, responseSource);
    if (!versions) {
        return tl::unexpected(std::move(versions.error()));
    }
    auto step = std::make_unique<ResponseHeaderInject>();
    step->m_versions = std::move(*versions);
    const auto &processors = definition.responseProcessors;
    const auto processor =
        std::find_if(processors.begin(), processors.end(),
                     [](const auto &entry) { return entry.name == "header_injector"; });
    if (processor != processors.end()) {
        auto edits = HeaderEdits::compile(memberTexts(processor->options, "remove_headers"),
                                          memberPairs(processor->options, "add_headers"), secrets);
        if (!edits) {
            edits.error().where = "/response_processors";
            return tl::unexpected(std::move(edits.error()));
        }
        step->m_processor = std::move(*edits);
    }
    if (step->m_versions.isEmpty() && step->m_processor.isEmpty()) {
        return nullptr;
    }
    return step;
}

StepResult ResponseHeaderInject::process(RequestContext &context) const
{
    http::FieldList &fields = context.upstreamResponse->head.fields;
    if (const VersionHeaderEdits *edits = m_versions.find(context)) {
        if (const HeaderEdits *endpoint = edits->endpoints.find(context)) {
            endpoint->apply(context, fields);
        }
        edits->global.apply(context, fields);
    }
    m_processor.apply(context, fields);
    return StepResult::proceed();
}

} // namespace gw::chain
