// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::runtime {

// One listen path of one API.
struct Route {
    std::string domain;       // host that it is restricted to, with "{name}" labels; empty: any
    std::string listenPath;   // "/orders/", or with variables "/{tenant}/orders/"
    std::uint32_t target = 0; // the caller's index
    bool isStrict = false;    // enable_strict_routes: only the path itself or path + "/..."
    bool isIdAlias = false;   // "/<api_id>/": the listen path is not stripped (reference D1)
};

// Finds the API for a request: the longest listen path that is a plain prefix of the decoded path
// wins, hosts with a domain of their own come first, and there is no falling through to a shorter
// path (reference D1). The cost grows with the length of the path and the number of listen paths
// *with variables*, not with the number of APIs.
// Thread: any (immutable).
class RouteTable final {
public:
    RouteTable();
    ~RouteTable();
    RouteTable(RouteTable &&) noexcept;
    RouteTable &operator=(RouteTable &&) noexcept;

    // Two routes of the same domain and path: the caller has resolved that before; here the first
    // one stays.
    [[nodiscard]] static RouteTable build(std::vector<Route> routes);

    struct Match {
        const Route *route = nullptr;
        std::size_t length = 0; // of the path that the listen path matched
    };
    // host: value of the Host field; a port is ignored. Null route when nothing matches.
    [[nodiscard]] Match find(std::string_view host, std::string_view decodedPath) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gw::runtime
