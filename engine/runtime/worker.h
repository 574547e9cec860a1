// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/expected.h"
#include "http/connection_limits.h"
#include "plugin/hook_slot.h"
#include "request/services.h"
#include "runtime/engine.h"
#include "runtime/session_table.h"
#include "runtime/snapshot.h"
#include "telemetry/record_interest.h"
#include "telemetry/record_ring.h"
#include "telemetry/timing_ring.h"
#include "telemetry/worker_counters.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

class QThread;

namespace gw::net {
class TlsServerContext;
}

namespace gw::plugin {
class SuspendedCalls;
}

namespace gw::proxy {
class PausePort;
}

namespace gw::runtime {

class WorkerLoop;

// What a worker is there for.
enum class WorkerRole : std::uint8_t {
    Traffic,
    Services, // the control API; runs no hook, so that none can hold it
};

// What all workers share. Outlives them.
struct WorkerShared {
    Log &log;
    request::BlockingPool &blocking;
    request::KeyValueStore &store;
    plugin::SuspendedCalls &suspended;
    SessionTable &sessions;
    http::ConnectionLimits limits;
    std::uint64_t bufferedBodies = 0;                 // bytes, of each worker
    std::shared_ptr<const net::TlsServerContext> tls; // null: plain HTTP
    Engine::ServiceFactory services;                  // may be empty
    std::atomic<bool> wantsTrace{false};
    std::atomic<telemetry::RecordInterest> recordInterest{telemetry::RecordInterest::None};
    bool isInstrumented = false;        // times of steps are taken
    bool servesControlOnTraffic = true; // the control API shares the traffic's listeners
    std::shared_ptr<const net::TlsServerContext> portTls = nullptr; // of ports of definitions
    proxy::PausePort *pauses = nullptr;                             // null: no breakpoints
};

// A listening socket that a worker adopts.
struct WorkerSocket {
    Descriptor descriptor;
    bool isControl = false;       // serves nothing but the engine's own services
    ServicePort servicePort = {}; // of definitions; port 0: the gateway's own
};

// Further descriptors of the sockets. What cannot be had is told in the log: nobody but the
// socket's own worker accepts there.
[[nodiscard]] std::vector<WorkerSocket> copiesOf(std::span<const WorkerSocket> sockets, Log &log);

// One event loop in a thread of its own: its listening sockets, connections, requests and upstream
// pool. Workers share nothing on the request path. Thread: control, unless a function says
// otherwise.
class Worker final {
public:
    Worker(int index, WorkerShared &shared, WorkerRole role = WorkerRole::Traffic);
    ~Worker(); // stops at once
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    // Returns when the worker accepts.
    void start(std::vector<WorkerSocket> sockets, std::shared_ptr<const Snapshot> snapshot);
    // New requests take the new snapshot at once; never waits for the worker.
    void publish(std::shared_ptr<const Snapshot> snapshot);
    // Stops accepting and closes connections as they become idle; calls back on the worker's
    // thread.
    void drain(std::function<void()> whenDrained);
    // Asks the thread to end connections and requests, then itself.
    void quit();
    // Waits for that. False: a hook has not returned, on this thread or elsewhere, and what it may
    // use must stay. When the thread itself is stuck, so must the worker: hasEnded() tells.
    bool end(std::chrono::milliseconds patience);
    [[nodiscard]] bool hasEnded() const;
    // Runs work on the worker's thread. Thread: any.
    void post(std::function<void()> work);

    // Accepts from a further socket too; it has started.
    void listenOn(WorkerSocket socket);
    // Ends that on a port which no definition names any more: connections close when they are idle.
    void leavePort(std::uint16_t port);
    // The same, and whoever else accepts from these sockets accepts nothing any more.
    void closePort(std::uint16_t port);

    // Another descriptor of each of its listening sockets; none while it drains.
    [[nodiscard]] std::vector<WorkerSocket> duplicateSockets() const;
    // The worker is stuck and cannot close its sockets: new connections are refused.
    void refuseConnections();
    // Accepts also from the sockets of another worker, which is stuck, until told to end that.
    void standIn(int forWorker, std::vector<WorkerSocket> sockets);
    void endStandIn(int forWorker);

    // What the worker is inside of. Thread: as HookSlot has it.
    [[nodiscard]] plugin::HookSlot &slot() { return m_slot; }

    // Runs one request through an API that is not published. Calls back on the worker's thread.
    void debug(std::shared_ptr<const proxy::Api> api, DebugRequest request,
               std::function<void(DebugResult)> whenDone);

    [[nodiscard]] const telemetry::WorkerCounters &counters() const { return m_counters; }
    [[nodiscard]] telemetry::RecordRing &records() { return m_records; }
    // Null: there is no instrumentation.
    [[nodiscard]] telemetry::TimingRing *timings() { return m_timings.get(); }
    [[nodiscard]] std::int64_t openConnections() const;
    [[nodiscard]] std::int64_t idleUpstreamConnections() const;

private:
    // What post() needs. Shared with the loop: a hook that outlives the worker still posts.
    struct Mailbox {
        QObject anchor;             // lives in the thread; what posts aim at
        WorkerLoop *loop = nullptr; // set while the thread runs. Thread: the worker
    };
    static void postTo(const std::shared_ptr<Mailbox> &mailbox, std::function<void()> work);
    void run(std::vector<WorkerSocket> sockets, const std::function<void()> &whenReady);
    static void waitForHooks(const WorkerLoop &loop);
    // The newest snapshot, or null when `current` is it. Thread: the worker.
    [[nodiscard]] std::shared_ptr<const Snapshot> newerSnapshot(const Snapshot *current) const;
    void readGauges();

    const int m_index;
    const WorkerRole m_role;
    WorkerShared &m_shared;
    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<Mailbox> m_mailbox;  // null before start()
    std::vector<WorkerSocket> m_sockets; // further descriptors of those that the loop listens on
    plugin::HookSlot m_slot;

    mutable std::mutex m_snapshotMutex;
    std::shared_ptr<const Snapshot> m_newest;
    std::atomic<std::uint64_t> m_newestGeneration{0};

    bool m_hasStuckHook = false; // written before the thread ends
    telemetry::WorkerCounters m_counters;
    telemetry::RecordRing m_records;
    std::unique_ptr<telemetry::TimingRing> m_timings;
    std::atomic<std::int64_t> m_idleUpstream{0};
    std::atomic<std::int64_t> m_openConnections{0};
};

} // namespace gw::runtime
