// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/plugin_routes.h"

#include "control/record_json.h"

namespace gw::control {

std::string pluginListJson(const EnginePort &engine)
{
    JsonWriter json;
    json.beginObject();
    json.key("plugins").beginArray();
    for (const PluginRow &row : engine.plugins()) {
        writePlugin(json, row);
    }
    json.endArray().endObject();
    return json.take();
}

void addPluginRoutes(ControlRoutes &routes, EnginePort &engine)
{
    routes.add(Method::Get, "/tyk/plugins", [&engine](const ControlRequest &) {
        return jsonReply(200, pluginListJson(engine));
    });
}

} // namespace gw::control
