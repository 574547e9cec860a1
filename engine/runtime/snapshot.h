// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proxy/api.h"
#include "runtime/route_table.h"
#include "runtime/service_port.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace gw::runtime {

// An API and the file that it was made from, so that an unchanged one is taken over as it is.
struct LoadedApi {
    std::shared_ptr<const proxy::Api> api;
    std::string file;
    std::string textHash;     // of the definition's text
    std::string routePath;    // listen path after collisions were resolved
    bool usesHooks = false;   // plugin files may change without the definition
    bool isDegraded = false;  // refuses requests that it should serve
    std::string staleReason;  // why its file's newer text does not serve; empty: it does
    bool lacksBundle = false; // refuses all requests: its bundle is not there
    std::string bundleSha256; // of the installed bundle that its hooks are from; empty: none
    ServicePort servicePort;
    std::vector<std::string> remarks; // of its build: they hold as long as it serves
    bool isShutOut = false;           // its port is another API's: nothing reaches it but loops
};

// What is served on a port that definitions name.
struct PortRoutes {
    PortProtocol protocol = PortProtocol::Http;
    RouteTable routes;                         // of HTTP
    std::shared_ptr<const proxy::Api> relayed; // of raw bytes
};

// Everything that a request needs to be answered, complete and immutable. Workers hold the newest;
// a request holds its API.
struct Snapshot {
    std::uint64_t generation = 0;
    std::shared_ptr<const request::GatewaySettings> settings;
    std::vector<LoadedApi> apis;
    RouteTable routes; // of the gateway's own ports. Route::target is an index into apis
    std::map<std::uint16_t, PortRoutes> ports;
    std::unordered_map<std::string, std::size_t> byId;
    std::unordered_map<std::string, std::size_t> byLoopName;
    bool cleansPaths = true; // unless http_server_options.skip_url_cleaning

    [[nodiscard]] std::shared_ptr<const proxy::Api> findLoopTarget(std::string_view name) const;
};

} // namespace gw::runtime
