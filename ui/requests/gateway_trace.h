// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// A traffic record of the control API (engine/control/README.md), as far as people look at it.

struct TraceChange {
    enum class Kind : std::uint8_t { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    std::string subject; // "request header", "body", "target", "status", ...
    std::string name;
    std::string before;
    std::string after;
};

struct TraceStep {
    std::string name;
    std::string phase;   // "request", "upstream", "response"
    std::string outcome; // "continue", "respond", "fail", "skipped"
    std::string note;
    std::int64_t startNs = 0;
    std::int64_t durationNs = 0;
    std::vector<TraceChange> changes;

    // "AddFooBarHeader" of "GoPluginMiddleware:/p/post.so:AddFooBarHeader"; else the name.
    [[nodiscard]] std::string_view shortName() const;
    [[nodiscard]] bool isPlugin() const;
    [[nodiscard]] bool isUpstream() const { return phase == "upstream"; }
};

struct TrafficRecord {
    std::uint64_t sequence = 0;
    std::string method;
    std::string rawPath;
    std::string apiId;
    std::string apiName;
    int status = 0;
    std::string error;
    std::string upstreamAddress;
    std::int64_t totalNs = 0;
    std::int64_t upstreamNs = 0;
    int clientPort = 0;
    bool hasTrace = false;
    std::vector<TraceStep> steps;
};

// One record, or what /tyk/traffic answers.
[[nodiscard]] Expected<TrafficRecord> readTrafficRecord(std::string_view json);
[[nodiscard]] Expected<std::vector<TrafficRecord>> readTrafficRecords(std::string_view json);

} // namespace gw::requests
