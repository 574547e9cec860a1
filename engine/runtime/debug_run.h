// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proxy/runner_host.h"
#include "runtime/engine.h"
#include "runtime/memory_exchange.h"
#include "telemetry/worker_counters.h"

#include <functional>
#include <memory>
#include <set>

namespace gw::runtime {

class GatewayHandler;

// One request of /tyk/debug on its way: an exchange without a client, traced, counted nowhere.
// Deletes itself when its request is over. Thread: a worker.
class DebugRun final : private proxy::RunnerHost, private MemoryExchange::Listener {
public:
    using WhenDone = std::function<void(DebugResult)>;

    // The runs of a worker that are under way.
    using Runs = std::set<DebugRun *>;

    static void start(GatewayHandler &handler, Runs &runs, std::shared_ptr<const proxy::Api> api,
                      DebugRequest request, WhenDone whenDone);
    // As when a client leaves: the run ends at once, or when the hook that it is inside of has
    // returned.
    void end();

private:
    DebugRun(GatewayHandler &handler, Runs &runs, std::shared_ptr<const proxy::Api> api,
             DebugRequest request, WhenDone whenDone);
    ~DebugRun() = default;

    void fillHead();
    void report();

    void onAnswered() override;
    void onRunnerDone(proxy::RequestRunner &runner) override;
    [[nodiscard]] bool wantsTrace() const override { return true; }
    [[nodiscard]] telemetry::RecordInterest recordInterest() const override
    {
        return telemetry::RecordInterest::All;
    }
    void keepRecord(std::unique_ptr<telemetry::AnalyticsRecord> record) override;
    [[nodiscard]] std::shared_ptr<const proxy::Api> findLoopTarget(std::string_view) const override;
    void keepSession(const std::string &, const request::Session &, std::chrono::seconds) override
    {
    } // only tried out
    [[nodiscard]] telemetry::WorkerCounters &counters() override { return m_counters; }

    GatewayHandler &m_handler;
    Runs &m_runs;
    std::shared_ptr<const proxy::Api> m_api;
    DebugRequest m_request;
    WhenDone m_whenDone;
    http::Peer m_peer{"127.0.0.1", 0, false, {}};
    MemoryExchange m_exchange;
    telemetry::WorkerCounters m_counters;
    std::unique_ptr<telemetry::AnalyticsRecord> m_record;
    std::string m_requestDump; // as it left the request steps
};

} // namespace gw::runtime
