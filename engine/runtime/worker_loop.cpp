// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/worker_loop.h"

namespace gw::runtime {

WorkerLoop::WorkerLoop(Parts parts)
    : m_parts(std::move(parts))
    , m_tickets(m_parts.index)
    , m_bodies(m_parts.shared.bufferedBodies)
    , m_services{m_parts.index, m_parts.shared.log,   m_timers,  m_client, m_parts.shared.blocking,
                 *this,         m_parts.shared.store, m_tickets, m_rights, m_bodies}
    , m_ownServices(m_parts.shared.services ? m_parts.shared.services(m_parts.index) : nullptr)
    , m_handler({m_services, m_parts.counters, m_parts.records, m_parts.shared.sessions,
                 m_parts.shared.wantsTrace, m_parts.shared.recordInterest,
                 m_parts.shared.servesControlOnTraffic ? m_ownServices.get() : nullptr,
                 m_parts.newest, m_parts.timings})
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

void WorkerLoop::listen(std::vector<WorkerSocket> sockets)
{
    for (WorkerSocket &socket : sockets) {
        if (socket.isControl && m_ownServices == nullptr) {
            continue;
        }
        const ServicePort port = socket.servicePort;
        const auto &tls = port.port == 0           ? m_parts.shared.tls
                          : usesTls(port.protocol) ? m_parts.shared.portTls
                                                   : nullptr;
        http::Listener::Setup setup{std::move(socket.descriptor), tls, m_parts.shared.limits};
        m_listeners.push_back(std::make_unique<http::Listener>(
            *EpollDispatcher::current(), m_timers, handlerOf(socket), std::move(setup)));
        m_listeners.back()->start();
        if (port.port != 0) {
            m_portListeners.emplace_back(port.port, m_listeners.back().get());
        }
    }
}

http::RequestHandler &WorkerLoop::handlerOf(const WorkerSocket &socket)
{
    if (socket.isControl) {
        return m_ownServices->handler();
    }
    const std::uint16_t port = socket.servicePort.port;
    return port == 0 ? static_cast<http::RequestHandler &>(m_handler)
                     : m_portHandlers.try_emplace(port, m_handler, port).first->second;
}

void WorkerLoop::standIn(int forWorker, std::vector<WorkerSocket> sockets)
{
    const std::size_t before = m_listeners.size();
    listen(std::move(sockets));
    for (std::size_t i = before; i < m_listeners.size(); ++i) {
        m_standIns.emplace_back(forWorker, m_listeners[i].get());
    }
}

// The listeners stay: they own their connections, and what hooks hold of them.
void WorkerLoop::endStandIn(int forWorker)
{
    std::erase_if(m_standIns, [forWorker](const auto &standIn) {
        if (standIn.first != forWorker) {
            return false;
        }
        standIn.second->stopAccepting();
        return true;
    });
}

// As above, the listeners stay.
void WorkerLoop::leavePort(std::uint16_t port)
{
    std::erase_if(m_portListeners, [port](const auto &entry) {
        if (entry.first != port) {
            return false;
        }
        entry.second->drain({});
        return true;
    });
}

void WorkerLoop::drain(std::function<void()> whenDrained)
{
    if (m_listeners.empty()) {
        whenDrained();
        return;
    }
    auto open = std::make_shared<std::size_t>(m_listeners.size());
    for (const auto &listener : m_listeners) {
        listener->drain([open, whenDrained] {
            if (--*open == 0) {
                whenDrained();
            }
        });
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
    for (const auto &listener : m_listeners) {
        listener->stopAccepting();
        listener->shutDown();
    }
}

std::size_t WorkerLoop::connections() const
{
    std::size_t sum = 0;
    for (const auto &listener : m_listeners) {
        sum += listener->connections();
    }
    return sum;
}

} // namespace gw::runtime
