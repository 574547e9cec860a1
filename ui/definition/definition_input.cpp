// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/definition_input.h"

#include <filesystem>

namespace gw::definition {

editing::PluginLookup pluginLookup(const QString &workspace, const PluginFiles &plugins)
{
    if (workspace.isEmpty() || !plugins) {
        return {};
    }
    return [folder = workspace.toStdString(), plugins](const std::string &path) {
        return plugins((std::filesystem::path(folder) / path).string());
    };
}

std::shared_ptr<const spec::ApiDefinition> servedPlace(const client::ApiReport &report)
{
    auto place = std::make_shared<spec::ApiDefinition>();
    place->apiId = report.apiId.toStdString();
    place->name = report.name.toStdString();
    place->proxy.listenPath = report.listenPath.toStdString();
    return place;
}

} // namespace gw::definition
