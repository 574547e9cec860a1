// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/snapshot_routes.h"

#include "proxy/loop_url.h"
#include "runtime/snapshot.h"
#include "spec/api_definition.h"
#include "spec/gateway_config.h"

namespace gw::runtime {

void addRoutes(Snapshot &snapshot, const spec::GatewayConfig &config)
{
    std::vector<Route> routes;
    const bool usesDomains = config.enableCustomDomains;
    for (std::size_t i = 0; i < snapshot.apis.size(); ++i) {
        const LoadedApi &api = snapshot.apis[i];
        const spec::ApiDefinition &definition = *api.api->facts.definition;
        snapshot.byId[api.api->facts.id] = i;
        snapshot.byLoopName.emplace(proxy::loopName(api.api->facts.name), i);
        if (definition.internal) {
            continue;
        }
        Route route;
        route.listenPath = api.routePath;
        route.target = static_cast<std::uint32_t>(i);
        route.domain =
            usesDomains && !definition.domainDisabled ? definition.domain : std::string();
        if (route.domain.empty()) {
            route.domain = config.hostname;
        }
        route.isStrict = config.httpServerOptions.enableStrictRoutes &&
                         !route.listenPath.ends_with('/') &&
                         route.listenPath.find('{') == std::string::npos;
        routes.push_back(route);
    }
    // Behind all listen paths: every API also answers below its id (reference D1).
    for (std::size_t i = 0; i < snapshot.apis.size(); ++i) {
        const request::ApiFacts &facts = snapshot.apis[i].api->facts;
        if (!facts.definition->internal) {
            Route route;
            route.listenPath = "/" + facts.id + "/";
            route.target = static_cast<std::uint32_t>(i);
            route.domain = config.hostname;
            route.isIdAlias = true;
            routes.push_back(std::move(route));
        }
    }
    snapshot.routes = RouteTable::build(std::move(routes));
}

} // namespace gw::runtime
