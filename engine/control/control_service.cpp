// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_service.h"

#include "base/log.h"
#include "control/api_routes.h"
#include "control/breakpoint_routes.h"
#include "control/debug_routes.h"
#include "control/health_routes.h"
#include "control/log_routes.h"
#include "control/metrics_routes.h"
#include "control/plugin_routes.h"
#include "control/reload_routes.h"
#include "control/traffic_routes.h"

#include <QPromise>

#include <exception>

namespace gw::control {

ControlService::ControlService(EnginePort &engine, Log &log, ControlOptions options)
    : m_engine(engine)
    , m_log(log)
    , m_options(std::move(options))
    , m_failures(m_options.failuresPerMinute)
    , m_traceSwitch(engine)
{
    addHealthRoutes(m_routes, m_engine, m_options);
    addReloadRoutes(m_routes, m_engine, m_log);
    addApiRoutes(m_routes, m_engine, m_log);
    addDebugRoutes(m_routes, m_engine);
    addPluginRoutes(m_routes, m_engine, m_log);
    addTrafficRoutes(m_routes, m_engine, m_traceSwitch);
    addBreakpointRoutes(m_routes, m_engine);
    addLogRoutes(m_routes, m_log);
    addMetricsRoutes(m_routes, m_engine, m_log);
}

ControlService::~ControlService() = default;

QFuture<ControlReply> ControlService::submit(ControlRequest request)
{
    // A promise that dies unfinished cancels its future, so that every request ends.
    const auto promise = std::make_shared<QPromise<ControlReply>>();
    promise->start();
    QMetaObject::invokeMethod(
        this,
        [this, promise, moved = std::move(request)] {
            answer(moved, [promise](ControlReply reply) {
                if (!promise->future().isFinished()) {
                    promise->addResult(std::move(reply));
                    promise->finish();
                }
            });
        },
        Qt::QueuedConnection);
    return promise->future();
}

void ControlService::answer(ControlRequest request, const Answer &answer)
{
    const auto start = std::chrono::steady_clock::now();
    const Answer timed = [this, start, answer](ControlReply reply) {
        m_engine.noteControlCall(reply.status, std::chrono::steady_clock::now() - start);
        answer(std::move(reply));
    };
    try {
        // Health and metrics are no calls of Tyk's control API.
        const bool isControl = request.path.starts_with("/tyk/");
        m_routes.dispatch(std::move(request), isControl ? timed : answer);
    } catch (const std::exception &problem) { // of a library; ours are values
        m_log.error("A control request failed",
                    {{"prefix", "api"}, {"error", std::string_view(problem.what())}});
        answer(messageReply(500, "Internal error"));
    }
}

} // namespace gw::control
