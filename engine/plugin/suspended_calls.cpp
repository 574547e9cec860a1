// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/suspended_calls.h"

#include "base/timer_wheel.h"
#include "plugin/plugin_hook.h"
#include "request/tickets.h"

#include <mutex>

namespace gw::plugin {

namespace {

// request::Tickets puts the worker's number there.
int workerIndexOf(gw_ticket ticket)
{
    return static_cast<int>(ticket >> 48);
}

class CallDeadline final : public Deadline {
public:
    explicit CallDeadline(std::function<void()> action)
        : m_action(std::move(action))
    {
    }
    ~CallDeadline() = default;
    void onExpired() override { m_action(); }

private:
    std::function<void()> m_action;
};

} // namespace

struct SuspendedCalls::WaitingCall {
    std::unique_ptr<gw_call> call;
    std::unique_ptr<CallDeadline> patience;
    std::unique_ptr<CallDeadline> alarm; // of resumeAfter()
};

struct SuspendedCalls::Worker {
    explicit Worker(const request::WorkerServices &ownServices)
        : services(ownServices)
    {
    }

    const request::WorkerServices &services;
    // Thread: the worker's.
    std::unordered_map<gw_ticket, WaitingCall> waiting;
    bool isGone = false;
};

SuspendedCalls::SuspendedCalls(std::chrono::milliseconds patience)
    : m_patience(patience)
{
}

SuspendedCalls::~SuspendedCalls() = default;

void SuspendedCalls::addWorker(const request::WorkerServices &services)
{
    const std::unique_lock lock(m_mutex);
    m_workers[services.workerIndex] = std::make_shared<Worker>(services);
}

void SuspendedCalls::removeWorker(int workerIndex)
{
    std::shared_ptr<Worker> worker;
    {
        const std::unique_lock lock(m_mutex);
        const auto place = m_workers.find(workerIndex);
        if (place == m_workers.end()) {
            return;
        }
        worker = std::move(place->second);
        m_workers.erase(place);
    }
    // Without the lock: what a plugin releases here may wait for a thread that is about to resume.
    worker->isGone = true;
    while (!worker->waiting.empty()) {
        take(*worker, worker->waiting.begin()->first);
    }
}

std::shared_ptr<SuspendedCalls::Worker> SuspendedCalls::workerOf(gw_ticket ticket) const
{
    const std::shared_lock lock(m_mutex);
    const auto place = m_workers.find(workerIndexOf(ticket));
    return place == m_workers.end() ? nullptr : place->second;
}

gw_ticket SuspendedCalls::issue(request::RequestContext &context)
{
    const gw_ticket ticket = context.services.tickets.issue(context);
    if (workerOf(ticket) == nullptr) {
        context.services.tickets.revoke(ticket);
        return 0;
    }
    return ticket;
}

void SuspendedCalls::revoke(request::RequestContext &context, gw_ticket ticket)
{
    context.services.tickets.revoke(ticket);
}

void SuspendedCalls::wait(std::unique_ptr<gw_call> call)
{
    const gw_ticket ticket = call->ticket;
    const std::shared_ptr<Worker> worker = workerOf(ticket);
    Q_ASSERT(worker != nullptr); // issue() gave the ticket
    WaitingCall &waiting = worker->waiting[ticket];
    waiting.call = std::move(call);
    waiting.patience = std::make_unique<CallDeadline>(
        [worker = worker.get(), ticket] { expire(*worker, ticket); });
    worker->services.timers.arm(*waiting.patience, Clock::now() + m_patience);
}

void SuspendedCalls::resume(gw_ticket ticket)
{
    const std::shared_lock lock(
        m_mutex); // keeps removeWorker() away while the worker's post is used
    const auto place = m_workers.find(workerIndexOf(ticket));
    if (place != m_workers.end()) {
        place->second->services.worker.post(
            [worker = place->second, ticket] { wake(*worker, ticket); });
    }
}

void SuspendedCalls::resumeAfter(gw_ticket ticket, std::chrono::milliseconds delay)
{
    const std::shared_lock lock(m_mutex);
    const auto place = m_workers.find(workerIndexOf(ticket));
    if (place == m_workers.end()) {
        return;
    }
    const Clock::time_point when = Clock::now() + delay;
    place->second->services.worker.post([worker = place->second, ticket, when] {
        const auto waiting = worker->waiting.find(ticket);
        if (worker->isGone || waiting == worker->waiting.end()) {
            return;
        }
        std::unique_ptr<CallDeadline> &alarm = waiting->second.alarm;
        if (alarm == nullptr) {
            alarm = std::make_unique<CallDeadline>(
                [worker = worker.get(), ticket] { wake(*worker, ticket); });
        }
        worker->services.timers.arm(*alarm, when);
    });
}

void SuspendedCalls::deliver(gw_ticket ticket, ServiceReply reply)
{
    const std::shared_ptr<Worker> worker = workerOf(ticket);
    if (worker == nullptr) {
        return;
    }
    const auto waiting = worker->waiting.find(ticket);
    if (waiting != worker->waiting.end()) {
        waiting->second.call->reply = std::make_unique<ServiceReply>(std::move(reply));
        wake(*worker, ticket);
    }
}

std::unique_ptr<gw_call> SuspendedCalls::take(Worker &worker, gw_ticket ticket)
{
    const auto place = worker.waiting.find(ticket);
    if (place == worker.waiting.end()) {
        return nullptr;
    }
    WaitingCall waiting = std::move(place->second);
    worker.waiting.erase(place);
    worker.services.tickets.revoke(ticket);
    for (CallDeadline *deadline : {waiting.patience.get(), waiting.alarm.get()}) {
        if (deadline != nullptr && deadline->isArmed()) {
            worker.services.timers.disarm(*deadline);
        }
    }
    // A deadline may be the one that calls: it must outlive its function.
    worker.services.worker.post(
        [patience = std::shared_ptr<CallDeadline>(std::move(waiting.patience)),
         alarm = std::shared_ptr<CallDeadline>(std::move(waiting.alarm))] {});
    return std::move(waiting.call);
}

void SuspendedCalls::wake(Worker &worker, gw_ticket ticket)
{
    if (worker.isGone) {
        return;
    }
    if (std::unique_ptr<gw_call> call = take(worker, ticket)) {
        PluginHook::goOn(std::move(call));
    }
}

void SuspendedCalls::expire(Worker &worker, gw_ticket ticket)
{
    if (std::unique_ptr<gw_call> call = take(worker, ticket)) {
        PluginHook::giveUp(std::move(call));
    }
}

} // namespace gw::plugin
