// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/forwarding_builder.h"

#include "runtime/tls_clients.h"
#include "runtime/tls_protocol.h"
#include "spec/api_definition.h"
#include "spec/gateway_config.h"
#include "upstream/http_proxy.h"
#include "upstream/origin_url.h"

#include <algorithm>

namespace gw::runtime {

namespace {

constexpr std::string_view kLoopScheme = "tyk://";
// Of raw bytes, with and without TLS.
constexpr std::string_view kRawTls = "tls://";
constexpr std::string_view kRawPlain = "tcp://";

net::TlsClientContext::Options tlsOptions(const spec::ApiDefinition &definition,
                                          const spec::GatewayConfig &config)
{
    const spec::Transport &transport = definition.proxy.transport;
    net::TlsClientContext::Options options;
    options.isInsecure = transport.sslInsecureSkipVerify || config.proxySslInsecureSkipVerify;
    options.protocol =
        tlsProtocol(transport.sslMinVersion, transport.sslMaxVersion, transport.sslCiphers);
    return options;
}

// Contexts are only made for definitions that can lead to a TLS upstream.
bool mayNeedTls(const spec::ApiDefinition &definition)
{
    const auto isTls = [](std::string_view url) {
        return url.find("https://") != std::string_view::npos ||
               url.find("wss://") != std::string_view::npos || url.starts_with(kRawTls);
    };
    if (isTls(definition.proxy.targetUrl) ||
        std::any_of(definition.proxy.targetList.begin(), definition.proxy.targetList.end(),
                    isTls)) {
        return true;
    }
    const auto &versions = definition.versionData.versions;
    return std::any_of(versions.begin(), versions.end(), [&](const spec::VersionInfo &version) {
        // A rewrite can take scheme and host from the request.
        return isTls(version.overrideTarget) || !version.extendedPaths.urlRewrites.empty();
    });
}

Expected<upstream::Target> makeTarget(std::string_view url, const proxy::Forwarding &forwarding,
                                      std::string_view defaultScheme)
{
    std::string spelled(url);
    if (url.starts_with(kRawTls)) {
        spelled.replace(0, kRawTls.size(), "https://");
    } else if (url.starts_with(kRawPlain)) {
        spelled.replace(0, kRawPlain.size(), "http://");
    }
    auto parsed = upstream::parseOriginUrl(spelled, defaultScheme);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    upstream::Target target;
    target.origin = upstream::makeOrigin(*parsed, {forwarding.tls, forwarding.tlsKey,
                                                   forwarding.maxIdleConnections,
                                                   forwarding.proxies->find(*parsed)});
    target.basePath = parsed->basePath;
    target.baseQuery = parsed->baseQuery;
    return target;
}

Expected<void> addOwnTargets(const spec::Proxy &proxy, upstream::HostHealth &health,
                             proxy::Forwarding &forwarding)
{
    const bool balances = proxy.enableLoadBalancing && !proxy.targetList.empty();
    if (!balances && proxy.targetUrl.starts_with(kLoopScheme)) {
        forwarding.loopTarget = proxy.targetUrl;
        return {};
    }
    const std::vector<std::string> urls =
        balances ? proxy.targetList : std::vector<std::string>{proxy.targetUrl};
    std::vector<upstream::Target> targets;
    for (const std::string &url : urls) {
        auto target = makeTarget(url, forwarding, balances ? "http" : "");
        if (!target) {
            return tl::unexpected(target.error());
        }
        if (balances && proxy.checkHostAgainstUptimeTests) {
            target->isDown = health.isDown(target->origin->host, target->origin->port);
        }
        targets.push_back(std::move(*target));
    }
    forwarding.targets = std::make_unique<const upstream::Balancer>(std::move(targets));
    return {};
}

Expected<void> addVersionTargets(const spec::ApiDefinition &definition,
                                 proxy::Forwarding &forwarding)
{
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        if (version.overrideTarget.empty()) {
            continue;
        }
        auto target = makeTarget(version.overrideTarget, forwarding, "");
        if (!target) {
            return tl::unexpected(target.error());
        }
        std::vector<upstream::Target> targets;
        targets.push_back(std::move(*target));
        forwarding.byVersion.emplace(
            version.key, std::make_unique<const upstream::Balancer>(std::move(targets)));
    }
    return {};
}

// The API's own proxy stands before everything, whatever the environment says.
Expected<std::shared_ptr<const upstream::ProxyRules>>
proxiesOf(const spec::ApiDefinition &definition, const ForwardingSources &sources)
{
    const std::string &url = definition.proxy.transport.proxyUrl;
    if (url.empty()) {
        return sources.proxies;
    }
    auto rules = upstream::ProxyRules::forAll(url);
    if (!rules) {
        Error error = rules.error();
        error.where = "/proxy/transport/proxy_url";
        return tl::unexpected(std::move(error));
    }
    return std::make_shared<const upstream::ProxyRules>(std::move(*rules));
}

} // namespace

Expected<proxy::Forwarding> buildForwarding(const spec::ApiDefinition &definition,
                                            const ForwardingSources &sources)
{
    const spec::GatewayConfig &config = sources.config;
    proxy::Forwarding forwarding;
    forwarding.stripListenPath = definition.proxy.stripListenPath;
    forwarding.preserveHost = definition.proxy.preserveHostHeader;
    forwarding.disableStripSlash = definition.proxy.disableStripSlash;
    forwarding.escapesPath = !config.httpServerOptions.skipTargetPathEscaping;
    forwarding.maxIdleConnections =
        static_cast<std::size_t>(std::max(1, config.maxIdleConnectionsPerHost));

    auto proxies = proxiesOf(definition, sources);
    if (!proxies) {
        return tl::unexpected(proxies.error());
    }
    forwarding.proxies = std::move(*proxies);

    if (mayNeedTls(definition)) {
        auto tls = sources.tlsClients.find(tlsOptions(definition, config));
        if (!tls) {
            return tl::unexpected(tls.error());
        }
        forwarding.tls = std::move(tls->context);
        forwarding.tlsKey = std::move(tls->key);
    }

    if (auto added = addOwnTargets(definition.proxy, sources.health, forwarding); !added) {
        return tl::unexpected(added.error());
    }
    if (auto added = addVersionTargets(definition, forwarding); !added) {
        return tl::unexpected(added.error());
    }
    return forwarding;
}

} // namespace gw::runtime
