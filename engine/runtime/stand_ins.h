// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace gw {
class Log;
}

namespace gw::runtime {

class Worker;
struct WorkerSocket;

// Who accepts the connections of a worker that a hook does not give back. The kernel goes on
// spreading connections over the listening sockets of all workers; so another worker accepts from
// the stuck one's sockets too, and nobody is left waiting there. It ends when the hook returns.
// While all are stuck the worker of the services does it, which runs no hook: the control API goes
// on, and what needs no hook. Thread: control.
class StandIns final {
public:
    // workers: by index, the last one of WorkerRole::Services; they outlive this.
    StandIns(const std::vector<std::unique_ptr<Worker>> &workers, Log &log);

    void onStuck(int worker);
    void onReturned(int worker);
    // A further socket for a worker, from which whoever stands in for it accepts too.
    void listenOn(int worker, WorkerSocket socket);
    [[nodiscard]] bool isStuck(int worker) const { return m_stuck.contains(worker); }
    // A worker of traffic that is not stuck; -1: all are.
    [[nodiscard]] int freeWorker() const;

private:
    void assign();
    [[nodiscard]] int servicesWorker() const { return static_cast<int>(m_workers.size()) - 1; }

    const std::vector<std::unique_ptr<Worker>> &m_workers;
    Log &m_log;
    std::set<int> m_stuck;
    std::map<int, int> m_standIns; // by stuck worker
};

} // namespace gw::runtime
