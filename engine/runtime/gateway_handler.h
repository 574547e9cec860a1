// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"
#include "proxy/request_runner.h"
#include "proxy/runner_host.h"
#include "request/services.h"
#include "runtime/own_services.h"
#include "runtime/session_table.h"
#include "runtime/snapshot.h"
#include "telemetry/record_ring.h"
#include "telemetry/worker_counters.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace gw::runtime {

// Answers the requests of one worker: the engine's own services first (reference D1), then the API
// with the longest matching listen path. Thread: its worker.
class GatewayHandler final : public http::RequestHandler, private proxy::RunnerHost {
public:
    struct Parts {
        const request::WorkerServices &services;
        telemetry::WorkerCounters &counters;
        telemetry::RecordRing &records;
        SessionTable &sessions;
        const std::atomic<bool> &wantsTrace;
        const std::atomic<telemetry::RecordInterest> &recordInterest;
        OwnServices *ownServices = nullptr; // null: not on the traffic's listeners
        std::function<std::shared_ptr<const Snapshot>(const Snapshot *current)>
            newest;                               // null: no newer one
        telemetry::TimingRing *timings = nullptr; // null: no instrumentation
        proxy::PausePort *pauses = nullptr;       // null: no breakpoints
    };

    explicit GatewayHandler(Parts parts);
    ~GatewayHandler();

    void onRequest(http::Exchange &exchange) override;
    // One that came to a port which definitions name: only their APIs are there.
    void onRequestAt(ServicePort port, http::Exchange &exchange);
    // The API whose raw bytes a port takes; null: none.
    [[nodiscard]] std::shared_ptr<const proxy::Api> relayedAt(ServicePort port);
    // Takes over the newest snapshot, so that an old one is not kept by an idle worker.
    void refresh();
    // Runs an exchange through one API, wherever it is published.
    void run(http::Exchange &exchange, std::shared_ptr<const proxy::Api> api,
             proxy::RunnerHost *host = nullptr);

    // A run with a host of its own is over.
    void onForeignRunEnded() { --m_running; }
    // Requests under way, those included whose clients have left while a hook is at work.
    [[nodiscard]] std::size_t runningRequests() const { return m_running; }

private:
    void onRunnerDone(proxy::RequestRunner &runner) override;
    [[nodiscard]] bool wantsTrace() const override;
    [[nodiscard]] telemetry::TimingRing *timings() override { return m_parts.timings; }
    [[nodiscard]] telemetry::RecordInterest recordInterest() const override;
    [[nodiscard]] proxy::PausePort *pauses() override { return m_parts.pauses; }
    void keepRecord(std::unique_ptr<telemetry::AnalyticsRecord> record) override;
    [[nodiscard]] std::shared_ptr<const proxy::Api>
    findLoopTarget(std::string_view name) const override;
    void keepSession(const std::string &key, const request::Session &session,
                     std::chrono::seconds lifetime) override;
    [[nodiscard]] telemetry::WorkerCounters &counters() override;

    // Null where definitions name another protocol now: a connection may be older than that.
    [[nodiscard]] const PortRoutes *routesOf(ServicePort port) const;
    void route(http::Exchange &exchange, const RouteTable *routes, std::string_view path);
    void answerNotFound(http::Exchange &exchange);
    void answerMoved(http::Exchange &exchange, std::string_view decodedPath);
    [[nodiscard]] std::string_view nextRequestId(http::Arena &arena);

    Parts m_parts;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<std::unique_ptr<proxy::RequestRunner>> m_finished; // deleted when the round is over
    std::size_t m_running = 0;
    std::uint64_t m_idPrefix = 0;
    std::uint64_t m_idCounter = 0;
};

// The requests of a port that definitions name. Thread: its worker.
class PortHandler final : public http::RequestHandler {
public:
    PortHandler(GatewayHandler &gateway, ServicePort port)
        : m_gateway(gateway)
        , m_port(port)
    {
    }
    void onRequest(http::Exchange &exchange) override { m_gateway.onRequestAt(m_port, exchange); }

private:
    GatewayHandler &m_gateway;
    const ServicePort m_port;
};

} // namespace gw::runtime
