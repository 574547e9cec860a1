// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/echo_upstream.h"

#include "echo/echo_request.h"
#include "echo/endpoints.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gw::echo {

namespace {

constexpr std::string_view kIndex =
    "Gatewright's echo upstream\n\n"
    "/get /post /put /patch /delete   the request as JSON, for that method\n"
    "/anything[/...]                  the same for any method\n"
    "/headers /ip /user-agent         one part of it\n"
    "/cookies /cookies/set?a=1        cookies\n"
    "/delay/SECONDS                   as /anything, after up to 10 s\n"
    "/status/CODE[,CODE...]           that status; of several, one after the other\n"
    "/redirect/N                      N redirects, then /get\n"
    "/response-headers?Name=value     with those fields\n"
    "/basic-auth/USER/PASSWORD        asks for them\n"
    "/gzip                            compressed JSON\n"
    "/bytes/N /stream-bytes/N         N bytes; ?seed=S ?chunk_size=C\n"
    "/stream/N                        N lines of JSON\n"
    "/sse?count=C&delay=SECONDS       events\n"
    "/ws                              a WebSocket that sends everything back\n";

bool allows(std::string_view methods, std::string_view method)
{
    while (!methods.empty()) {
        const std::string_view each = methods.substr(0, methods.find(','));
        if (each == method) {
            return true;
        }
        methods.remove_prefix(std::min(each.size() + 1, methods.size()));
    }
    return false;
}

const Route *findRoute(const std::vector<std::string> &segments)
{
    for (const auto routes : {inspectionRoutes(), behaviourRoutes(), streamRoutes()}) {
        for (const Route &route : routes) {
            if (route.name == segments.front() && segments.size() >= route.leastSegments &&
                segments.size() <= route.mostSegments) {
                return &route;
            }
        }
    }
    return nullptr;
}

} // namespace

void answerText(http::Exchange &exchange, int status, std::string_view text)
{
    exchange.response().status = status;
    exchange.response().fields.set("Content-Type", "text/plain; charset=utf-8");
    exchange.respond(text);
}

void answerJson(http::Exchange &exchange, std::string_view text)
{
    exchange.response().fields.set("Content-Type", "application/json");
    exchange.respond(text);
}

EchoUpstream::EchoUpstream(TimerWheel &timers)
    : m_timers(timers)
{
}

EchoUpstream::~EchoUpstream() = default;

void EchoUpstream::onRequest(http::Exchange &exchange)
{
    EchoContext context{exchange, segmentsOf(exchange), *this, m_timers};
    const Route *route = context.segments.empty() ? nullptr : findRoute(context.segments);
    if (context.segments.empty()) {
        answerText(exchange, 200, kIndex);
        return;
    }
    if (!route) {
        answerText(exchange, 404, "No such endpoint; GET / lists them.\n");
        return;
    }
    const std::string_view method = exchange.request().method;
    if (!route->methods.empty() && !allows(route->methods, method)) {
        exchange.response().fields.set("Allow", route->methods);
        answerText(exchange, 405, "This endpoint does not take that method.\n");
        return;
    }
    if (!route->methods.empty() && method == "OPTIONS") {
        exchange.response().fields.set("Allow", route->methods);
        exchange.respond({});
        return;
    }
    if (auto task = route->endpoint(context)) {
        run(std::move(task));
    }
}

void EchoUpstream::run(std::unique_ptr<EchoTask> task)
{
    EchoTask &started = *task;
    m_tasks.emplace(&started, std::move(task));
    started.start();
}

void EchoUpstream::forget(EchoTask &task)
{
    m_tasks.erase(&task);
}

} // namespace gw::echo
