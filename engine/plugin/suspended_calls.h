// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/hook_call.h"
#include "plugin/service_caller.h"
#include "request/services.h"

#include <gatewright/plugin.h>

#include <chrono>
#include <memory>
#include <shared_mutex>
#include <unordered_map>

namespace gw::plugin {

// The calls that wait for their ticket, by worker, and the way to wake one from any thread. A call
// that nobody wakes ends with 504 after `patience`.
class SuspendedCalls final {
public:
    explicit SuspendedCalls(std::chrono::milliseconds patience = std::chrono::seconds(60));
    ~SuspendedCalls();

    // A worker announces itself before its first request, and leaves after its last. Thread: the
    // worker's.
    void addWorker(const request::WorkerServices &services);
    void removeWorker(int workerIndex);

    // Issues a ticket for a call; 0 when the worker is not known. Thread: the request's worker.
    [[nodiscard]] gw_ticket issue(request::RequestContext &context);
    void revoke(request::RequestContext &context, gw_ticket ticket);
    // Takes a call whose hook returned GW_SUSPEND. Thread: the request's worker.
    void wait(std::unique_ptr<gw_call> call);

    // Thread: any. Unknown tickets are ignored.
    void resume(gw_ticket ticket);
    void resumeAfter(gw_ticket ticket, std::chrono::milliseconds delay);
    // Hands a reply to the call and wakes it. Thread: the request's worker.
    void deliver(gw_ticket ticket, ServiceReply reply);

private:
    struct WaitingCall;
    struct Worker;

    [[nodiscard]] std::shared_ptr<Worker> workerOf(gw_ticket ticket) const;
    static void wake(Worker &worker, gw_ticket ticket);
    static void expire(Worker &worker, gw_ticket ticket);
    static std::unique_ptr<gw_call> take(Worker &worker, gw_ticket ticket);

    const std::chrono::milliseconds m_patience;
    mutable std::shared_mutex m_mutex;
    std::unordered_map<int, std::shared_ptr<Worker>> m_workers;
};

} // namespace gw::plugin
