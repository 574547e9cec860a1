// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/hook_loader.h"

#include "spec/api_definition.h"

#include <filesystem>

namespace gw::runtime {

namespace {

// Calls with path and symbol of each hook that the definition names.
template <typename Call>
void forEachHook(const spec::ApiDefinition &definition, const Call &call)
{
    const auto callNamed = [&call](const std::string &path, const std::string &symbol) {
        if (!symbol.empty()) {
            call(path, symbol);
        }
    };
    const spec::CustomMiddleware &custom = definition.customMiddleware;
    for (const auto *hooks : {&custom.pre, &custom.postKeyAuth, &custom.post, &custom.response}) {
        for (const spec::HookRef &hook : *hooks) {
            callNamed(hook.path, hook.name);
        }
    }
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        for (const spec::EndpointPlugin &endpoint : version.extendedPaths.goPlugin) {
            callNamed(endpoint.pluginPath, endpoint.funcName);
        }
    }
    callNamed(custom.authCheck.path, custom.authCheck.name);
    callNamed(definition.analyticsPlugin.pluginPath, definition.analyticsPlugin.funcName);
}

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
    return (std::filesystem::path(m_workspaceFolder) / path).lexically_normal().string();
}

void HookLoader::addNamed(const spec::ApiDefinition &definition, NamedHooks &named) const
{
    forEachHook(definition, [&](const std::string &path, const std::string &symbol) {
        named.emplace(absolute(path), symbol);
    });
}

void HookLoader::addSpellings(const spec::ApiDefinition &definition,
                              plugin::PluginCatalog::Spellings &spellings) const
{
    forEachHook(definition, [&](const std::string &path, const std::string &) {
        spellings.emplace(absolute(path), path);
    });
}

bool HookLoader::names(const spec::ApiDefinition &definition, const std::string &path) const
{
    NamedHooks named;
    addNamed(definition, named);
    const auto place = named.lower_bound({path, {}});
    return place != named.end() && place->first == path;
}

std::vector<std::string> HookLoader::refusals(const spec::ApiDefinition &definition) const
{
    NamedHooks named;
    addNamed(definition, named);
    std::set<std::string> texts;
    for (const auto &[path, symbol] : named) {
        if (const std::string text = m_catalog.refusalOf(path); !text.empty()) {
            texts.insert(text + "; the generation before goes on serving");
        }
    }
    return {texts.begin(), texts.end()};
}

Expected<std::shared_ptr<const chain::Hook>>
HookLoader::load(std::string_view path, std::string_view symbol, chain::HookKind kind)
{
    plugin::PluginCatalog::Wanted wanted;
    wanted.path = absolute(path);
    wanted.spelling = path;
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
    wanted.spelling = path;
    wanted.symbol = symbol;
    wanted.kind = plugin::HookKind::Analytics;
    wanted.names = plugin::FileNames::Exact;
    auto hook = m_catalog.hook(wanted);
    if (hook && (*hook)->isBlocking()) { // the records of all APIs pass one thread
        return failure("An analytics hook must not be a blocking one", wanted.path,
                       "Export it with GW_EXPORT_HOOK");
    }
    return hook;
}

} // namespace gw::runtime
