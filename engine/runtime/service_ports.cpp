// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/service_ports.h"

#include "net/address.h"
#include "net/socket.h"
#include "spec/api_definition.h"

#include <algorithm>
#include <utility>

namespace gw::runtime {

namespace {

void tell(const Snapshot &snapshot, std::uint16_t port, const std::string &problem,
          ReloadReport &report)
{
    for (const LoadedApi &api : snapshot.apis) {
        if (api.servicePort.port != port || api.isShutOut || api.api->facts.definition->internal) {
            continue;
        }
        const auto row = std::ranges::find(report.apis, api.file, &ApiReport::file);
        if (row != report.apis.end()) {
            row->state = ApiState::Failed;
            row->problems.push_back(problem);
            report.hasFailures = true;
        }
    }
}

} // namespace

ServicePorts::ServicePorts(const std::vector<std::unique_ptr<Worker>> &workers, StandIns &standIns)
    : m_workers(workers)
    , m_standIns(standIns)
{
}

void ServicePorts::open(const Snapshot &snapshot, ReloadReport &report)
{
    for (const auto &[port, routes] : snapshot.ports) {
        const auto known = m_ports.find(port);
        if (known != m_ports.end() && known->second.protocol == routes.protocol) {
            continue;
        }
        if (usesTls(routes.protocol) && !m_setup.tlsProblem.empty()) {
            leave(port); // nothing goes in the clear that was to be encrypted
            tell(snapshot, port, "listen_port " + std::to_string(port) + ": " + m_setup.tlsProblem,
                 report);
            continue;
        }
        if (known != m_ports.end()) {
            known->second.protocol = routes.protocol;
            known->second.isChanged = true;
            continue;
        }
        if (const auto opened = openPort(port, routes.protocol); !opened) {
            tell(snapshot, port,
                 "listen_port " + std::to_string(port) + ": " + opened.error().text(), report);
        }
    }
}

Expected<void> ServicePorts::openPort(std::uint16_t port, PortProtocol protocol)
{
    const auto address = net::Address::parse(m_setup.host + ":" + std::to_string(port));
    if (!address) {
        return tl::unexpected(address.error());
    }
    auto sockets = net::listenTogether(*address, m_setup.workerCount);
    if (!sockets) {
        return tl::unexpected(sockets.error());
    }
    Port &opened = m_ports[port];
    opened.protocol = protocol;
    for (Descriptor &socket : *sockets) {
        opened.waiting.push_back({std::move(socket), false, {port, protocol}});
    }
    return {};
}

// On the same sockets: to close and open them again could fail.
void ServicePorts::changeProtocol(std::uint16_t port, PortProtocol protocol)
{
    std::vector<std::pair<int, WorkerSocket>> again; // behind the last leave: who stands in has one
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        for (WorkerSocket &socket : m_workers[i]->duplicateSockets()) {
            if (socket.servicePort.port == port) {
                socket.servicePort.protocol = protocol;
                again.emplace_back(static_cast<int>(i), std::move(socket));
            }
        }
        m_workers[i]->leavePort(port);
    }
    for (auto &[worker, socket] : again) {
        m_standIns.listenOn(worker, std::move(socket));
    }
}

void ServicePorts::handOver()
{
    for (auto &[number, port] : m_ports) {
        if (std::exchange(port.isChanged, false)) {
            changeProtocol(number, port.protocol);
        }
        for (std::size_t i = 0; i < port.waiting.size(); ++i) {
            m_standIns.listenOn(static_cast<int>(i), std::move(port.waiting[i]));
        }
        port.waiting.clear();
    }
}

void ServicePorts::close(const Snapshot &snapshot)
{
    std::vector<std::uint16_t> unused;
    for (const auto &[port, open] : m_ports) {
        if (!snapshot.ports.contains(port)) {
            unused.push_back(port);
        }
    }
    std::ranges::for_each(unused, [this](std::uint16_t port) { leave(port); });
}

void ServicePorts::leave(std::uint16_t port)
{
    if (m_ports.erase(port) > 0) {
        for (const auto &worker : m_workers) {
            worker->closePort(port);
        }
    }
}

} // namespace gw::runtime
