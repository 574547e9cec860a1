// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echo/echo_task.h"
#include "http/exchange.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::echo {

// What an endpoint works with.
struct EchoContext {
    http::Exchange &exchange;
    std::vector<std::string> segments; // of the path; the first names the endpoint
    TaskOwner &owner;
    TimerWheel &timers;
};

// Answers at once (null), or gives a task that does.
using Endpoint = std::unique_ptr<EchoTask> (*)(EchoContext &context);

struct Route {
    std::string_view name; // first segment of the path
    std::size_t leastSegments = 1;
    std::size_t mostSegments = 1;
    std::string_view methods; // "GET,HEAD"; empty: any
    Endpoint endpoint = nullptr;
};

inline constexpr std::size_t kAnySegments = static_cast<std::size_t>(-1);
inline constexpr std::string_view kReading = "GET,HEAD,OPTIONS";

// Tell about the request itself: /get /post /put /delete /patch /headers /ip /user-agent /anything
// /cookies /delay
[[nodiscard]] std::span<const Route> inspectionRoutes();
// Answer in a certain way: /status /redirect /response-headers /basic-auth /gzip
[[nodiscard]] std::span<const Route> behaviourRoutes();
// Send bytes over time: /bytes /stream /stream-bytes /sse /ws
[[nodiscard]] std::span<const Route> streamRoutes();

void answerText(http::Exchange &exchange, int status, std::string_view text);
void answerJson(http::Exchange &exchange, std::string_view text);

} // namespace gw::echo
