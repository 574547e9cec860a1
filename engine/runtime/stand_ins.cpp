// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/stand_ins.h"

#include "runtime/worker.h"

#include <algorithm>

namespace gw::runtime {

StandIns::StandIns(const std::vector<std::unique_ptr<Worker>> &workers, Log &log)
    : m_workers(workers)
    , m_log(log)
{
}

void StandIns::onStuck(int worker)
{
    m_stuck.insert(worker);
    assign();
}

void StandIns::onReturned(int worker)
{
    m_stuck.erase(worker);
    if (const auto place = m_standIns.find(worker); place != m_standIns.end()) {
        m_workers[static_cast<std::size_t>(place->second)]->endStandIn(worker);
        m_standIns.erase(place);
    }
    assign();
}

void StandIns::listenOn(int worker, WorkerSocket socket)
{
    if (const auto place = m_standIns.find(worker); place != m_standIns.end()) {
        m_workers[static_cast<std::size_t>(place->second)]->standIn(worker,
                                                                    copiesOf({&socket, 1}, m_log));
    }
    m_workers[static_cast<std::size_t>(worker)]->listenOn(std::move(socket));
}

int StandIns::freeWorker() const
{
    // The one with the fewest to stand in for.
    int best = -1;
    std::ptrdiff_t fewest = 0;
    for (int i = 0; i < servicesWorker(); ++i) {
        const std::ptrdiff_t load = std::ranges::count_if(
            m_standIns, [i](const auto &standIn) { return standIn.second == i; });
        if (!isStuck(i) && (best < 0 || load < fewest)) {
            best = i;
            fewest = load;
        }
    }
    return best;
}

void StandIns::assign()
{
    for (const int stuck : m_stuck) {
        const int free = freeWorker();
        const int next = free < 0 ? servicesWorker() : free;
        const auto place = m_standIns.find(stuck);
        const bool isGood = place != m_standIns.end() && !isStuck(place->second) &&
                            (place->second != servicesWorker() || free < 0);
        if (isGood) {
            continue;
        }
        if (place != m_standIns.end()) { // stuck itself: for when it returns
            m_workers[static_cast<std::size_t>(place->second)]->endStandIn(stuck);
        }
        m_standIns[stuck] = next;
        Worker &worker = *m_workers[static_cast<std::size_t>(next)];
        worker.standIn(stuck, m_workers[static_cast<std::size_t>(stuck)]->duplicateSockets());
    }
}

} // namespace gw::runtime
