// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/wire_client.h"
#include "engine/http/wire_server.h"
#include "engine/upstream/lying_origin.h"
#include "proxy/api.h"
#include "request/request_context.h"
#include "telemetry/analytics_record.h"
#include "telemetry/record_interest.h"
#include "telemetry/worker_counters.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace gw::proxy {
class PausePort;
}

namespace gw::proxy::test {

using chain::BodyNeed;
using request::RequestContext;
using request::StepResult;
using Process = std::function<StepResult(RequestContext &)>;

// An API at "/x/", which is stripped, that goes to the port, with the steps that a test gives it.
struct ApiMaker {
    explicit ApiMaker(std::uint16_t targetPort = 9);

    request::GatewaySettings settings;
    std::shared_ptr<spec::ApiDefinition> definition;
    std::shared_ptr<Api> api = std::make_shared<Api>();

    ApiMaker &step(Process process, BodyNeed need = BodyNeed::None);
    ApiMaker &responseStep(Process process, BodyNeed need = BodyNeed::None);
    ApiMaker &target(const std::string &url);
    [[nodiscard]] std::shared_ptr<const Api> make();
};

// A worker that answers every request with a RequestRunner on one API: real connections, client and
// upstream, without routing.
class Gateway final {
public:
    using Record = telemetry::AnalyticsRecord;

    struct Options {
        telemetry::RecordInterest interest = telemetry::RecordInterest::All;
        bool wantsTrace = false;
        http::HalfClose halfClose = http::HalfClose::Abort;
        std::uint64_t bufferedBodies = 1'000'000'000;
        PausePort *pauses = nullptr; // null: no breakpoints
    };

    Gateway(std::shared_ptr<const Api> api, Options options);
    explicit Gateway(std::shared_ptr<const Api> api)
        : Gateway(std::move(api), Options())
    {
    }
    ~Gateway();

    // APIs that loops find.
    void add(const std::string &name, std::shared_ptr<const Api> api);

    [[nodiscard]] std::uint16_t port() const { return m_server->port(); }
    // Runs on the worker and waits for it.
    void run(const std::function<void()> &function);
    // One request on a connection of its own, and its answer to the end of the connection or body.
    [[nodiscard]] std::string ask(const std::string &request);

    // Wait until it is so; false after ten seconds.
    [[nodiscard]] bool waitUntilIdle();
    [[nodiscard]] bool waitForRecords(std::size_t count);
    [[nodiscard]] const Record &record(std::size_t index = 0);
    [[nodiscard]] std::size_t recordCount();
    // Of the sessions that were to be kept, by key.
    [[nodiscard]] std::map<std::string, std::chrono::seconds> lifetimes()
    {
        const std::lock_guard lock(m_mutex);
        return m_lifetimes;
    }
    [[nodiscard]] telemetry::WorkerCounters &counters() { return m_counters; }
    // Of bodies that wait whole. Call in run().
    [[nodiscard]] std::uint64_t heldBytes() const;

private:
    class Worker;

    const Options m_options;
    std::shared_ptr<const Api> m_api;
    telemetry::WorkerCounters m_counters;
    std::mutex m_mutex; // of the records, the lifetimes and the loop targets
    std::vector<std::unique_ptr<Record>> m_records;
    std::map<std::string, std::chrono::seconds> m_lifetimes;
    std::map<std::string, std::shared_ptr<const Api>, std::less<>> m_loopTargets;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<http::test::WireServer> m_server;
};

// Answers each request with its head and so many bytes of body as it declares.
[[nodiscard]] gw::test::LyingOrigin::Script echoing();

// A step that suspends, for the test to take up again.
class Pause final {
public:
    [[nodiscard]] Process process();
    // False when no request came to the step in ten seconds.
    [[nodiscard]] bool waitForRequest() const;
    void resume(Gateway &gateway, StepResult result);
    [[nodiscard]] bool isAbandoned(Gateway &gateway) const;

private:
    std::shared_ptr<std::atomic<RequestContext *>> m_waiting =
        std::make_shared<std::atomic<RequestContext *>>(nullptr);
};

} // namespace gw::proxy::test
