// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/worker_loop.h"

namespace gw::runtime {

WorkerLoop::WorkerLoop(Parts parts)
    : m_parts(std::move(parts))
    , m_tickets(m_parts.index)
    , m_bodies(m_parts.shared.bufferedBodies)
    , m_services{m_parts.index,
                 m_parts.shared.log,
                 m_timers,
                 m_client,
                 m_parts.shared.blocking,
                 *this,
                 m_parts.shared.store,
                 m_tickets,
                 m_rights,
                 m_bodies,
                 m_parts.role == WorkerRole::Traffic}
    , m_ownServices(servesControl() ? m_parts.shared.services(m_parts.index) : nullptr)
    , m_handler({m_services, m_parts.counters, m_parts.records, m_parts.shared.sessions,
                 m_parts.shared.wantsTrace, m_parts.shared.recordInterest,
                 m_parts.shared.servesControlOnTraffic ? m_ownServices.get() : nullptr,
                 m_parts.newest, m_parts.timings, m_parts.shared.pauses})
{
    m_parts.shared.suspended.addWorker(m_services);
    m_handler.refresh();
}

WorkerLoop::~WorkerLoop()
{
    m_ownServices.reset(); // its bridge holds exchanges of the listeners
    m_listeners.clear();
    m_parts.shared.suspended.removeWorker(m_parts.index);
}

bool WorkerLoop::servesControl() const
{
    const bool isWanted =
        m_parts.role == WorkerRole::Services || m_parts.shared.servesControlOnTraffic;
    return isWanted && m_parts.shared.services;
}

void WorkerLoop::listen(std::vector<WorkerSocket> sockets)
{
    for (WorkerSocket &socket : sockets) {
        if (!socket.isControl || m_ownServices != nullptr) {
            m_listeners.push_back(listenerFor(std::move(socket)));
            m_listeners.back().with([](auto &listener) { listener.start(); });
        }
    }
}

WorkerLoop::AnyListener WorkerLoop::listenerFor(WorkerSocket socket)
{
    const ServicePort port = socket.servicePort;
    const WorkerShared &shared = m_parts.shared;
    const auto &tls = port.port == 0           ? shared.tls
                      : usesTls(port.protocol) ? shared.portTls
                                               : nullptr;
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    AnyListener listener;
    listener.port = port.port;
    if (isRaw(port.protocol)) {
        relay::RelayListener::Setup setup{std::move(socket.descriptor), tls, [this, port] {
                                              return relayTarget(port);
                                          }};
        setup.limits.connections = shared.limits.connections;
        setup.limits.handshake = shared.limits.handshake;
        setup.limits.idle = shared.limits.tunnelIdle;
        setup.log = &shared.log;
        listener.relay = std::make_unique<relay::RelayListener>(dispatcher, m_timers, m_resolver,
                                                                std::move(setup));
        return listener;
    }
    http::RequestHandler &handler = handlerOf(socket);
    http::Listener::Setup setup{std::move(socket.descriptor), tls, shared.limits};
    listener.http =
        std::make_unique<http::Listener>(dispatcher, m_timers, handler, std::move(setup));
    return listener;
}

std::optional<relay::RelayTarget> WorkerLoop::relayTarget(ServicePort port)
{
    const auto api = m_handler.relayedAt(port);
    if (api == nullptr || api->forwarding.targets == nullptr) {
        return std::nullopt;
    }
    const upstream::Target *target = api->forwarding.targets->next(); // null: all are down
    return target == nullptr ? std::nullopt
                             : std::optional<relay::RelayTarget>(
                                   {target->origin, api->facts.gateway->upstreamTimeout});
}

http::RequestHandler &WorkerLoop::handlerOf(const WorkerSocket &socket)
{
    if (socket.isControl) {
        return m_ownServices->handler();
    }
    const ServicePort port = socket.servicePort;
    return port.port == 0 ? static_cast<http::RequestHandler &>(m_handler)
                          : m_portHandlers.try_emplace(port, m_handler, port).first->second;
}

void WorkerLoop::standIn(int forWorker, std::vector<WorkerSocket> sockets)
{
    const std::size_t before = m_listeners.size();
    listen(std::move(sockets));
    for (std::size_t i = before; i < m_listeners.size(); ++i) {
        m_standIns.emplace_back(forWorker, i);
    }
}

void WorkerLoop::endStandIn(int forWorker)
{
    std::erase_if(m_standIns, [&](const auto &standIn) {
        if (standIn.first != forWorker) {
            return false;
        }
        m_listeners[standIn.second].with([this](auto &listener) {
            if (m_services.runsHooks) {
                listener.stopAccepting();
            } else {
                listener.drain({}); // the next request finds one that does
            }
        });
        return true;
    });
}

void WorkerLoop::leavePort(std::uint16_t port)
{
    for (AnyListener &listener : m_listeners) {
        if (listener.port == port) {
            listener.port = 0;
            listener.with([](auto &one) { one.drain({}); });
        }
    }
}

void WorkerLoop::drain(std::function<void()> whenDrained)
{
    if (m_listeners.empty()) {
        whenDrained();
        return;
    }
    auto open = std::make_shared<std::size_t>(m_listeners.size());
    for (const AnyListener &listener : m_listeners) {
        const auto onDrained = [open, whenDrained] {
            if (--*open == 0) {
                whenDrained();
            }
        };
        listener.with([&](auto &one) { one.drain(onDrained); });
    }
}

void WorkerLoop::debug(std::shared_ptr<const proxy::Api> api, DebugRequest request,
                       std::function<void(DebugResult)> whenDone)
{
    DebugRun::start(m_handler, m_debugRuns, std::move(api), std::move(request),
                    std::move(whenDone));
}

void WorkerLoop::shutDown()
{
    for (DebugRun *run : DebugRun::Runs(m_debugRuns)) { // none goes before the round is over
        run->end();
    }
    for (const AnyListener &listener : m_listeners) {
        listener.with([](auto &one) {
            one.stopAccepting();
            one.shutDown();
        });
    }
}

std::size_t WorkerLoop::connections() const
{
    std::size_t sum = 0;
    for (const AnyListener &listener : m_listeners) {
        sum += listener.with([](const auto &one) { return one.connections(); });
    }
    return sum;
}

} // namespace gw::runtime
