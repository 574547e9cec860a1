// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/epoll_dispatcher.h"
#include "base/timer_wheel.h"
#include "http/listener.h"
#include "net/resolver.h"
#include "plugin/suspended_calls.h"
#include "relay/relay_listener.h"
#include "request/access_rights.h"
#include "request/body_budget.h"
#include "request/tickets.h"
#include "runtime/debug_run.h"
#include "runtime/gateway_handler.h"
#include "runtime/worker.h"
#include "upstream/http_client.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace gw::runtime {

// What a worker owns while its thread runs, in the order in which one part needs another. Made and
// destroyed on the worker's thread. Thread: the worker.
class WorkerLoop final : private request::WorkerPost {
public:
    struct Parts {
        int index;
        WorkerRole role;
        WorkerShared &shared;
        telemetry::WorkerCounters &counters;
        telemetry::RecordRing &records;
        telemetry::TimingRing *timings; // null: no instrumentation
        std::function<std::shared_ptr<const Snapshot>(const Snapshot *current)> newest;
        std::function<void(std::function<void()>)> post;
    };

    explicit WorkerLoop(Parts parts);
    ~WorkerLoop();

    void listen(std::vector<WorkerSocket> sockets);
    // Accepts from the sockets of another worker too, until endStandIn(). Connections go on then,
    // but where no hook runs: there they close when they are idle.
    void standIn(int forWorker, std::vector<WorkerSocket> sockets);
    void endStandIn(int forWorker);
    // Of those that definitions name.
    void leavePort(std::uint16_t port);
    void refresh() { m_handler.refresh(); }
    void drain(std::function<void()> whenDrained);
    void debug(std::shared_ptr<const proxy::Api> api, DebugRequest request,
               std::function<void(DebugResult)> whenDone);

    // Ends all connections. Requests whose hooks are at work in other threads end when those
    // return.
    void shutDown();
    [[nodiscard]] bool isIdle() const { return m_handler.runningRequests() == 0; }

    [[nodiscard]] std::size_t connections() const;
    [[nodiscard]] std::size_t idleUpstreamConnections() const { return m_client.idleConnections(); }

private:
    [[nodiscard]] bool servesControl() const;
    void post(std::function<void()> work) override { m_parts.post(std::move(work)); }
    // One of the two. They stay until the end: they own their connections, and what hooks hold of
    // them.
    struct AnyListener {
        std::uint16_t port = 0; // of definitions, while they name it
        std::unique_ptr<http::Listener> http;
        std::unique_ptr<relay::RelayListener> relay;

        template <typename Use>
        auto with(Use use) const
        {
            return http != nullptr ? use(*http) : use(*relay);
        }
    };

    [[nodiscard]] AnyListener listenerFor(WorkerSocket socket);
    [[nodiscard]] http::RequestHandler &handlerOf(const WorkerSocket &socket);
    // Where the next connection of a port goes that takes raw bytes.
    [[nodiscard]] std::optional<relay::RelayTarget> relayTarget(ServicePort port);

    Parts m_parts;
    TimerWheel m_timers;
    net::Resolver m_resolver;
    upstream::HttpClient m_client{m_timers, m_resolver};
    request::Tickets m_tickets;
    request::RightsCache m_rights;
    request::BodyBudget m_bodies;
    request::WorkerServices m_services;
    std::unique_ptr<OwnServices> m_ownServices;
    GatewayHandler m_handler;
    std::map<ServicePort, PortHandler> m_portHandlers;
    DebugRun::Runs m_debugRuns;
    std::vector<AnyListener> m_listeners;
    std::vector<std::pair<int, std::size_t>> m_standIns; // by the worker that is stuck: which
};

} // namespace gw::runtime
