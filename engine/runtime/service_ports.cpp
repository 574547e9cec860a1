// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/service_ports.h"

#include "net/address.h"
#include "net/socket.h"

#include <algorithm>

namespace gw::runtime {

namespace {

void tell(const Snapshot &snapshot, std::uint16_t port, const std::string &problem,
          ReloadReport &report)
{
    for (const LoadedApi &api : snapshot.apis) {
        if (api.servicePort.port != port || api.isShutOut) {
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

ServicePorts::ServicePorts(const std::vector<std::unique_ptr<Worker>> &workers)
    : m_workers(workers)
{
}

void ServicePorts::open(const Snapshot &snapshot, ReloadReport &report)
{
    for (const auto &[port, routes] : snapshot.ports) {
        const auto known = m_ports.find(port);
        if (known != m_ports.end() && known->second.protocol == routes.protocol) {
            continue;
        }
        if (known != m_ports.end()) { // another protocol: its connections are of no use
            for (const auto &worker : m_workers) {
                worker->leavePort(port);
            }
            m_ports.erase(known);
        }
        if (const auto opened = openPort(port, routes.protocol); !opened) {
            tell(snapshot, port,
                 "listen_port " + std::to_string(port) + ": " + opened.error().text(), report);
        }
    }
}

Expected<void> ServicePorts::openPort(std::uint16_t port, PortProtocol protocol)
{
    if (usesTls(protocol) && !m_setup.tlsProblem.empty()) {
        return failure(m_setup.tlsProblem);
    }
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
    if (!m_workers.empty()) {
        handOver();
    }
    return {};
}

void ServicePorts::handOver()
{
    for (auto &[number, port] : m_ports) {
        for (std::size_t i = 0; i < port.waiting.size(); ++i) {
            m_workers[i]->listenOn(std::move(port.waiting[i]));
        }
        port.waiting.clear();
    }
}

void ServicePorts::close(const Snapshot &snapshot)
{
    std::erase_if(m_ports, [&](const auto &entry) {
        if (snapshot.ports.contains(entry.first)) {
            return false;
        }
        for (const auto &worker : m_workers) {
            worker->leavePort(entry.first);
        }
        return true;
    });
}

} // namespace gw::runtime
