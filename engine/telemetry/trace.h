// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gw::telemetry {

// One thing that a chain step changed.
struct TraceChange {
    enum class Kind : std::uint8_t { Added, Removed, Changed };

    Kind kind = Kind::Changed;
    std::string subject; // "request header", "response header", "method", "target", "body",
                         // "session", "status"
    std::string name;    // of the header or context value; empty otherwise
    std::string before;
    std::string after;
};

struct TraceStep {
    std::string name; // "VersionCheck", "GoPluginMiddleware:/p/post.so:AddFooBarHeader", "upstream"
    std::string phase;        // "request", "upstream", "response"
    std::string outcome;      // "continue", "respond", "fail", "skipped"
    std::string note;         // why, where the step says it
    std::int64_t startNs = 0; // since the request's head was complete
    std::int64_t durationNs = 0;
    std::vector<TraceChange> changes;
};

// What happened to one request, step by step. Thread: the request's worker until it is recorded.
struct Trace {
    std::vector<TraceStep> steps;
};

} // namespace gw::telemetry
