// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/route_table.h"

#include "http/field_list.h"
#include "runtime/prefix_index.h"
#include "spec/mux_pattern.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace gw::runtime {

namespace {

bool hasVariable(std::string_view path)
{
    return path.find('{') != std::string_view::npos;
}

std::string lowerHost(std::string_view host)
{
    const auto colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        host = host.substr(0, colon);
    }
    std::string text(host);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

// The paths of one host.
struct HostRoutes {
    struct Pattern {
        spec::MuxPattern pattern;
        std::size_t rank;
        std::uint32_t route;
    };
    PrefixIndex plain;
    std::vector<Pattern> patterns; // longest rank first

    [[nodiscard]] RouteTable::Match find(const std::vector<Route> &routes,
                                         std::string_view path) const
    {
        const std::uint32_t plainRoute = plain.find(path);
        const std::size_t plainLength =
            plainRoute == PrefixIndex::kNone ? 0 : routes[plainRoute].listenPath.size();
        for (const Pattern &candidate : patterns) {
            if (plainRoute != PrefixIndex::kNone && candidate.rank <= plainLength) {
                break;
            }
            if (const auto length = candidate.pattern.match(path)) {
                return {&routes[candidate.route], *length};
            }
        }
        if (plainRoute == PrefixIndex::kNone) {
            return {};
        }
        return {&routes[plainRoute], plainLength};
    }
};

} // namespace

struct RouteTable::Private {
    struct HostPattern {
        spec::MuxPattern pattern;
        std::string domain;
    };
    std::vector<Route> routes;
    HostRoutes anyHost;
    std::unordered_map<std::string, HostRoutes> byDomain;
    std::vector<HostPattern> domainPatterns;

    void add(std::uint32_t index);
    [[nodiscard]] Match findByDomain(std::string_view host, std::string_view path) const;
};

void RouteTable::Private::add(std::uint32_t index)
{
    const Route &route = routes[index];
    HostRoutes *host = &anyHost;
    if (!route.domain.empty()) {
        const bool isNew = !byDomain.contains(route.domain);
        host = &byDomain[route.domain];
        if (isNew && hasVariable(route.domain)) {
            if (auto pattern =
                    spec::MuxPattern::compile(route.domain, spec::MuxPattern::Kind::Host)) {
                domainPatterns.push_back({std::move(*pattern), route.domain});
            }
        }
    }
    if (!hasVariable(route.listenPath)) {
        host->plain.insert(route.listenPath, index);
        return;
    }
    if (auto pattern =
            spec::MuxPattern::compile(route.listenPath, spec::MuxPattern::Kind::PathPrefix)) {
        const std::size_t rank = pattern->weight();
        const auto place =
            std::upper_bound(host->patterns.begin(), host->patterns.end(), rank,
                             [](std::size_t wanted, const HostRoutes::Pattern &other) {
                                 return wanted > other.rank;
                             });
        host->patterns.insert(place, {std::move(*pattern), rank, index});
    }
}

// The host as it is named comes before the patterns that it fits.
RouteTable::Match RouteTable::Private::findByDomain(std::string_view host,
                                                    std::string_view path) const
{
    if (byDomain.empty()) {
        return {};
    }
    const std::string name = lowerHost(host);
    if (const auto place = byDomain.find(name); place != byDomain.end()) {
        if (const Match match = place->second.find(routes, path); match.route != nullptr) {
            return match;
        }
    }
    for (const HostPattern &candidate : domainPatterns) {
        if (candidate.pattern.match(name)) {
            const Match match = byDomain.at(candidate.domain).find(routes, path);
            if (match.route != nullptr) {
                return match;
            }
        }
    }
    return {};
}

RouteTable::RouteTable()
    : d(std::make_unique<Private>())
{
}
RouteTable::~RouteTable() = default;
RouteTable::RouteTable(RouteTable &&) noexcept = default;
RouteTable &RouteTable::operator=(RouteTable &&) noexcept = default;

RouteTable RouteTable::build(std::vector<Route> routes)
{
    RouteTable table;
    table.d->routes = std::move(routes);
    for (Route &route : table.d->routes) {
        route.domain = hasVariable(route.domain) ? route.domain : lowerHost(route.domain);
    }
    for (std::uint32_t i = 0; i < table.d->routes.size(); ++i) {
        table.d->add(i);
    }
    return table;
}

RouteTable::Match RouteTable::find(std::string_view host, std::string_view decodedPath) const
{
    Match match = d->findByDomain(host, decodedPath);
    if (match.route == nullptr) {
        match = d->anyHost.find(d->routes, decodedPath);
    }
    if (match.route != nullptr && match.route->isStrict) {
        const bool endsThere = decodedPath.size() == match.length;
        if (!endsThere && decodedPath[match.length] != '/') {
            return {};
        }
    }
    return match;
}

} // namespace gw::runtime
