// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::request {

// Settings of the whole gateway that requests see. Part of the snapshot, immutable.
struct GatewaySettings {
    bool hideGeneratorHeader = false;
    bool closeConnections = false;
    bool enableKeyLogging = false;
    bool hashesKeys = false; // hash_keys
    bool detailedRecording = false;
    bool relaysUpgrades = true;      // http_server_options.enable_websockets
    bool logsNotFound = false;       // track_404_logs
    bool trustsAddressFields = true; // X-Real-IP and X-Forwarded-For
    int xffDepth = 0;
    int minTokenLength = 3;
    // global_session_lifetime where force_global_session_lifetime says so.
    std::optional<std::chrono::seconds> forcedSessionLifetime;
    std::string versionHeader;
    std::string templatePath; // folder of error_<code>.json and error.json; empty: built-in
    std::chrono::milliseconds upstreamTimeout{30'000}; // proxy_default_timeout
    std::chrono::milliseconds upstreamBodyTimeout{300'000};
    // Of bodies that a step wants whole.
    std::uint64_t maxBufferedBody = 8 * 1024 * 1024;
    std::uint64_t maxBufferedResponse = 8 * 1024 * 1024; // max_response_body_size
};

// What is fixed about one API for all of its requests. Part of the snapshot, immutable.
struct ApiFacts {
    std::string id;
    std::string name;
    std::string orgId;
    std::string listenPath;
    bool isKeyless = false;
    bool doNotTrack = false;
    std::shared_ptr<const spec::ApiDefinition> definition;
    std::shared_ptr<const std::string> definitionJson; // as stored
    std::string configDataJson;                        // "{}" when there is none
    std::shared_ptr<const GatewaySettings> gateway;
};

} // namespace gw::request
