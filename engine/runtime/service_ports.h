// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/reload_report.h"
#include "runtime/snapshot.h"
#include "runtime/stand_ins.h"
#include "runtime/worker.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gw::runtime {

// The listening sockets of the ports that definitions name (`listen_port`). They are bound before a
// snapshot is published that needs them, handed to the workers behind that, and left behind one
// that does not. Thread: control.
class ServicePorts final {
public:
    // Both outlive this; workers may start later.
    ServicePorts(const std::vector<std::unique_ptr<Worker>> &workers, StandIns &standIns);

    struct Setup {
        std::string host; // of the addresses, as the gateway's own
        std::size_t workerCount = 0;
        std::string tlsProblem; // why there can be no TLS; empty: there can
    };
    void setUp(Setup setup) { m_setup = std::move(setup); }
    // Opens what is missing. A port that cannot be had is told at its APIs, and tried again with
    // the next snapshot.
    void open(const Snapshot &snapshot, ReloadReport &report);
    // Leaves what is not needed any more.
    void close(const Snapshot &snapshot);
    // The workers have started and know the snapshot: they get what was opened for it.
    void handOver();

private:
    struct Port {
        PortProtocol protocol = PortProtocol::Http;
        bool isChanged = false;            // the protocol; the workers do not know yet
        std::vector<WorkerSocket> waiting; // for the workers
    };

    void leave(std::uint16_t port);
    void changeProtocol(std::uint16_t port, PortProtocol protocol);
    [[nodiscard]] Expected<void> openPort(std::uint16_t port, PortProtocol protocol);

    const std::vector<std::unique_ptr<Worker>> &m_workers;
    StandIns &m_standIns; // for those that a hook holds
    Setup m_setup;
    std::map<std::uint16_t, Port> m_ports; // that are open
};

} // namespace gw::runtime
