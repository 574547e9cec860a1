// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/hook.h"
#include "plugin/plugin_catalog.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::runtime {

// Gives the chain builder the hooks of the plugin catalog. Relative paths start in the workspace.
// Thread: control.
class HookLoader final : public chain::HookFactory {
public:
    HookLoader(plugin::PluginCatalog &catalog, std::string workspaceFolder);

    [[nodiscard]] Expected<std::shared_ptr<const chain::Hook>>
    load(std::string_view path, std::string_view symbol, chain::HookKind kind) override;
    // Exact path, no version suffixes (reference A8).
    [[nodiscard]] Expected<std::shared_ptr<const plugin::PluginHook>>
    loadAnalytics(std::string_view path, std::string_view symbol);

    // Path, as the catalog knows it, and symbol.
    using NamedHooks = std::set<std::pair<std::string, std::string>>;
    void addNamed(const spec::ApiDefinition &definition, NamedHooks &named) const;
    // How the definition spells its paths, for those that have no spelling yet.
    void addSpellings(const spec::ApiDefinition &definition,
                      plugin::PluginCatalog::Spellings &spellings) const;
    [[nodiscard]] bool names(const spec::ApiDefinition &definition, const std::string &path) const;
    // Why plugin files of a definition are not in force though the old code of them serves.
    [[nodiscard]] std::vector<std::string> refusals(const spec::ApiDefinition &definition) const;
    // A path of an API definition as the catalog knows it.
    [[nodiscard]] std::string absolute(std::string_view path) const;

private:
    plugin::PluginCatalog &m_catalog;
    std::string m_workspaceFolder;
};

} // namespace gw::runtime
