// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/gateway_settings.h"

#include "spec/gateway_config.h"

namespace gw::runtime {

std::shared_ptr<const request::GatewaySettings> makeSettings(const spec::GatewayConfig &config)
{
    auto settings = std::make_shared<request::GatewaySettings>();
    settings->hideGeneratorHeader = config.hideGeneratorHeader;
    settings->closeConnections = config.closeConnections;
    settings->relaysUpgrades = config.httpServerOptions.enableWebsockets;
    settings->enableKeyLogging = config.enableKeyLogging;
    settings->hashesKeys = config.hashKeys;
    settings->detailedRecording = config.analyticsConfig.enableDetailedRecording;
    settings->logsNotFound = config.track404Logs;
    settings->trustsAddressFields = config.gatewright.trustAddressHeaders;
    settings->xffDepth = config.httpServerOptions.xffDepth;
    if (config.httpServerOptions.maxResponseBodySize > 0) {
        settings->maxBufferedResponse =
            static_cast<std::uint64_t>(config.httpServerOptions.maxResponseBodySize);
    }
    settings->maxBufferedBody = static_cast<std::uint64_t>(config.gatewright.maxBufferedBody);
    settings->minTokenLength = config.minTokenLength;
    if (config.forceGlobalSessionLifetime) {
        settings->forcedSessionLifetime = std::chrono::seconds(config.globalSessionLifetime);
    }
    settings->versionHeader = config.versionHeader;
    settings->templatePath = config.templatePath;
    settings->upstreamBodyTimeout = config.gatewright.upstreamBodyTimeout;
    settings->upstreamTimeout =
        std::chrono::duration_cast<std::chrono::milliseconds>(config.proxyDefaultTimeout);
    return settings;
}

} // namespace gw::runtime
