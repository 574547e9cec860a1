// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/hook_loader.h"

#include "spec/api_definition.h"

#include <algorithm>
#include <filesystem>

namespace gw::runtime {

namespace {

class CatalogHook final : public chain::Hook {
public:
    explicit CatalogHook(std::shared_ptr<const plugin::PluginHook> hook)
        : m_hook(std::move(hook))
    {
    }

    [[nodiscard]] bool readsRequestBody() const override { return m_hook->needsRequestBody(); }
    [[nodiscard]] bool readsResponseBody() const override { return m_hook->needsResponseBody(); }
    [[nodiscard]] request::StepResult run(request::RequestContext &context) const override
    {
        return m_hook->run(context);
    }

private:
    std::shared_ptr<const plugin::PluginHook> m_hook;
};

} // namespace

HookLoader::HookLoader(plugin::PluginCatalog &catalog, std::string workspaceFolder)
    : m_catalog(catalog)
    , m_workspaceFolder(std::move(workspaceFolder))
{
}

std::string HookLoader::absolute(std::string_view path) const
{
    return (std::filesystem::path(m_workspaceFolder) / path).string();
}

bool HookLoader::isNamedBy(const spec::ApiDefinition &definition, std::string_view path,
                           std::string_view symbol) const
{
    const auto isIt = [&](const spec::HookRef &hook) {
        return hook.name == symbol && absolute(hook.path) == path;
    };
    const spec::CustomMiddleware &custom = definition.customMiddleware;
    for (const auto *hooks : {&custom.pre, &custom.postKeyAuth, &custom.post, &custom.response}) {
        if (std::any_of(hooks->begin(), hooks->end(), isIt)) {
            return true;
        }
    }
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        for (const spec::EndpointPlugin &endpoint : version.extendedPaths.goPlugin) {
            if (endpoint.funcName == symbol && absolute(endpoint.pluginPath) == path) {
                return true;
            }
        }
    }
    const spec::AnalyticsPlugin &analytics = definition.analyticsPlugin;
    return isIt(custom.authCheck) ||
           (analytics.funcName == symbol && absolute(analytics.pluginPath) == path);
}

Expected<std::shared_ptr<const chain::Hook>>
HookLoader::load(std::string_view path, std::string_view symbol, chain::HookKind kind)
{
    plugin::PluginCatalog::Wanted wanted;
    wanted.path = absolute(path);
    wanted.symbol = symbol;
    wanted.kind =
        kind == chain::HookKind::Response ? plugin::HookKind::Response : plugin::HookKind::Request;
    auto hook = m_catalog.hook(wanted);
    if (!hook) {
        return tl::unexpected(hook.error());
    }
    return std::make_shared<const CatalogHook>(std::move(*hook));
}

Expected<std::shared_ptr<const plugin::PluginHook>>
HookLoader::loadAnalytics(std::string_view path, std::string_view symbol)
{
    plugin::PluginCatalog::Wanted wanted;
    wanted.path = absolute(path);
    wanted.symbol = symbol;
    wanted.kind = plugin::HookKind::Analytics;
    wanted.names = plugin::FileNames::Exact;
    auto hook = m_catalog.hook(wanted);
    if (hook && (*hook)->isBlocking()) { // it runs on the worker, at the end of each request
        return failure("An analytics hook must not be a blocking one", wanted.path,
                       "Export it with GW_EXPORT_HOOK");
    }
    return hook;
}

} // namespace gw::runtime
