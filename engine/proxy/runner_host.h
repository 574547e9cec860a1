// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proxy/api.h"
#include "request/session.h"
#include "telemetry/analytics_record.h"
#include "telemetry/record_interest.h"

#include <memory>
#include <string_view>

namespace gw::telemetry {
class TimingRing;
struct WorkerCounters;
} // namespace gw::telemetry

namespace gw::proxy {

class PausePort;
class RequestRunner;

// What a running request asks of the worker that it runs on. Thread: that worker.
class RunnerHost {
public:
    // The request is over; the runner must not be used again. It is destroyed later, from the loop.
    virtual void onRunnerDone(RequestRunner &runner) = 0;
    [[nodiscard]] virtual bool wantsTrace() const = 0;
    [[nodiscard]] virtual telemetry::RecordInterest recordInterest() const = 0;
    // Where the times of steps go; null: instrumentation is off.
    [[nodiscard]] virtual telemetry::TimingRing *timings() { return nullptr; }
    // Where requests wait at breakpoints; null: these have none.
    [[nodiscard]] virtual PausePort *pauses() { return nullptr; }
    virtual void keepRecord(std::unique_ptr<telemetry::AnalyticsRecord> record) = 0;
    // An API by id, or by name as loops spell it (reference D5); null when there is none.
    [[nodiscard]] virtual std::shared_ptr<const Api>
    findLoopTarget(std::string_view name) const = 0;
    // A plugin asks that a session be found under its key from now on (reference A5), for so long;
    // zero: as long as the gateway runs.
    virtual void keepSession(const std::string &key, const request::Session &session,
                             std::chrono::seconds lifetime) = 0;
    [[nodiscard]] virtual telemetry::WorkerCounters &counters() = 0;

protected:
    ~RunnerHost() = default;
};

} // namespace gw::proxy
