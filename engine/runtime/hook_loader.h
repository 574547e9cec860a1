// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/hook.h"
#include "plugin/plugin_catalog.h"

#include <string>

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

    // Whether a definition names the hook. path: as the catalog knows it.
    [[nodiscard]] bool isNamedBy(const spec::ApiDefinition &definition, std::string_view path,
                                 std::string_view symbol) const;

private:
    [[nodiscard]] std::string absolute(std::string_view path) const;

    plugin::PluginCatalog &m_catalog;
    std::string m_workspaceFolder;
};

} // namespace gw::runtime
