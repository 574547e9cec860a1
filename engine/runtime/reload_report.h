// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/service_port.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gw::runtime {

// What became of one definition file at a load or reload.
enum class ApiState : std::uint8_t {
    Loaded,    // new, or it, its bundle or a plugin of it has changed; serving
    Unchanged, // nothing of it has changed, serving
    Degraded,  // serving, but a hook could not be loaded: every request that would pass it gets 500
    KeptOld,   // the file, or that of a plugin, is broken: its last good version goes on serving
    Failed,    // the file is broken and no earlier version exists: nothing serves its listen path
    Removed,   // was there before, its file is gone
};

[[nodiscard]] std::string_view toString(ApiState state); // "loaded", "unchanged", "degraded", ...

struct ApiReport {
    std::string apiId; // empty where the file could not be read that far
    std::string name;
    std::string file; // name inside the workspace's apps folder
    std::string listenPath;
    ApiState state = ApiState::Loaded;
    std::vector<std::string> problems; // errors and warnings, one line each; why for all but Loaded
    bool isMoved = false;              // serves below another path than its own, which is taken
    // Of one that is Loaded and was there before, what is new: "definition", "bundle orders.zip",
    // "plugin plugins/post.so, generation 2".
    std::vector<std::string> changes = {};
    ServicePort servicePort = {};
    std::string textHash = {}; // of the file's text as it was read last; empty: it was not readable
    // The steps of what serves, in their order, as traces and breakpoints call them; of the
    // request, then of the answer.
    std::vector<std::string> steps = {};
};

// Somebody has to mend something: Degraded, KeptOld, Failed, or moved.
[[nodiscard]] bool isFailure(const ApiReport &report);
// Requests come to it: neither Failed nor Removed.
[[nodiscard]] bool isServing(const ApiReport &report);

struct ReloadReport {
    std::uint64_t generation = 0; // of the snapshot that serves after it
    std::chrono::microseconds duration{0};
    bool hasFailures = false; // any of the APIs is one
    std::vector<ApiReport> apis;
};

} // namespace gw::runtime
