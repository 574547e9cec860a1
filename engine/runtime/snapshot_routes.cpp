// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/snapshot_routes.h"

#include "proxy/loop_url.h"
#include "runtime/snapshot.h"
#include "spec/api_definition.h"
#include "spec/gateway_config.h"

#include <algorithm>
#include <iterator>

namespace gw::runtime {

namespace {

using RoutesByPort = std::map<std::uint16_t, std::vector<Route>>; // 0: the gateway's own ports

Route routeOf(const LoadedApi &api, const spec::GatewayConfig &config)
{
    const spec::ApiDefinition &definition = *api.api->facts.definition;
    Route route;
    route.listenPath = api.routePath;
    route.domain = config.enableCustomDomains && !definition.domainDisabled ? definition.domain
                                                                            : std::string();
    if (route.domain.empty()) {
        route.domain = config.hostname;
    }
    route.isStrict = config.httpServerOptions.enableStrictRoutes &&
                     !route.listenPath.ends_with('/') &&
                     route.listenPath.find('{') == std::string::npos;
    return route;
}

// Every API also answers below its id (reference D1).
Route aliasOf(const request::ApiFacts &facts, const spec::GatewayConfig &config)
{
    Route route;
    route.listenPath = "/" + facts.id + "/";
    route.domain = config.hostname;
    route.isIdAlias = true;
    return route;
}

} // namespace

void addRoutes(Snapshot &snapshot, const spec::GatewayConfig &config)
{
    RoutesByPort routes;
    RoutesByPort aliases;
    for (std::size_t i = 0; i < snapshot.apis.size(); ++i) {
        const LoadedApi &api = snapshot.apis[i];
        const request::ApiFacts &facts = api.api->facts;
        snapshot.byId[facts.id] = i;
        snapshot.byLoopName.emplace(proxy::loopName(facts.name), i);
        if (facts.definition->internal || api.isShutOut) {
            continue;
        }
        const ServicePort port = api.servicePort;
        if (port.port != 0) {
            snapshot.ports[port.port].protocol = port.protocol;
        }
        if (isRaw(port.protocol)) {
            snapshot.ports[port.port].relayed = api.api;
            continue;
        }
        routes[port.port].push_back(routeOf(api, config));
        aliases[port.port].push_back(aliasOf(facts, config));
        routes[port.port].back().target = aliases[port.port].back().target =
            static_cast<std::uint32_t>(i);
    }
    for (auto &[port, ofPort] : routes) {
        // Behind all listen paths.
        std::ranges::move(aliases[port], std::back_inserter(ofPort));
        (port == 0 ? snapshot.routes : snapshot.ports[port].routes) =
            RouteTable::build(std::move(ofPort));
    }
    if (!routes.contains(0)) {
        snapshot.routes = RouteTable::build({});
    }
}

} // namespace gw::runtime
