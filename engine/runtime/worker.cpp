// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/worker.h"

#include "base/log.h"
#include "net/socket.h"
#include "runtime/worker_loop.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <condition_variable>
#include <iterator>

namespace gw::runtime {

using namespace std::chrono_literals;

namespace {

// Hooks that are at work in other threads when the engine ends have this long to return.
constexpr auto kLastPatience = 2s;
constexpr auto kGaugeInterval = 500ms;

} // namespace

std::vector<WorkerSocket> copiesOf(std::span<const WorkerSocket> sockets, Log &log)
{
    std::vector<WorkerSocket> copies;
    for (const WorkerSocket &socket : sockets) {
        auto descriptor = net::duplicate(socket.descriptor.get());
        if (!descriptor) {
            log.error("Nobody stands in for a worker whose hook does not return: " +
                          descriptor.error().text(),
                      {{"prefix", "main"}});
            continue;
        }
        copies.push_back({std::move(*descriptor), socket.isControl, socket.servicePort});
    }
    return copies;
}

Worker::Worker(int index, WorkerShared &shared, WorkerRole role)
    : m_index(index)
    , m_role(role)
    , m_shared(shared)
{
    if (shared.isInstrumented) {
        m_timings = std::make_unique<telemetry::TimingRing>();
    }
}

Worker::~Worker()
{
    quit();
    if (m_thread != nullptr) {
        m_thread->wait(); // whoever must not wait asks hasEnded() before
    }
}

void Worker::quit()
{
    refuseConnections(); // a hook that hangs keeps the loop from closing its own
    m_sockets.clear();
    if (m_thread != nullptr && m_thread->isRunning()) {
        m_thread->quit();
    }
}

bool Worker::end(std::chrono::milliseconds patience)
{
    quit();
    if (m_thread != nullptr && !m_thread->wait(QDeadlineTimer(patience))) {
        return false;
    }
    return !m_hasStuckHook;
}

bool Worker::hasEnded() const
{
    return m_thread == nullptr || m_thread->isFinished();
}

void Worker::start(std::vector<WorkerSocket> sockets, std::shared_ptr<const Snapshot> snapshot)
{
    publish(std::move(snapshot));
    m_mailbox = std::make_shared<Mailbox>();
    auto ready = std::make_shared<std::promise<void>>();
    auto isReady = ready->get_future();
    m_sockets = copiesOf(sockets, m_shared.log);
    auto owned = std::make_shared<std::vector<WorkerSocket>>(std::move(sockets));
    m_thread.reset(QThread::create(
        [this, ready, owned] { run(std::move(*owned), [ready] { ready->set_value(); }); }));
    m_thread->setObjectName(m_role == WorkerRole::Services
                                ? QStringLiteral("services")
                                : QStringLiteral("worker-%1").arg(m_index));
    m_mailbox->anchor.moveToThread(m_thread.get());
    m_thread->setEventDispatcher(new EpollDispatcher);
    m_thread->start();
    isReady.wait();
}

void Worker::run(std::vector<WorkerSocket> sockets, const std::function<void()> &whenReady)
{
    auto loop = std::make_unique<WorkerLoop>(
        WorkerLoop::Parts{m_index, m_role, m_shared, m_counters, m_records, m_timings.get(),
                          [this](const Snapshot *current) { return newerSnapshot(current); },
                          [mailbox = m_mailbox](std::function<void()> work) {
                              postTo(mailbox, std::move(work));
                          }});
    m_mailbox->loop = loop.get();
    loop->listen(std::move(sockets));
    const plugin::HookSlot::Owner slotOwner(m_slot);
    QTimer gauges;
    QObject::connect(&gauges, &QTimer::timeout, &gauges, [this] { readGauges(); });
    gauges.start(kGaugeInterval);
    whenReady();

    QEventLoop events;
    events.exec(); // until QThread::quit()

    loop->shutDown();
    waitForHooks(*loop);
    if (!loop->isIdle()) {
        m_shared.log.error("A plugin hook has not returned; its request is given up",
                           {{"prefix", "main"}, {"worker", std::int64_t(m_index)}});
        m_hasStuckHook = true;
        static_cast<void>(loop.release()); // the hook may still use it
    }
    m_mailbox->loop = nullptr;
}

void Worker::waitForHooks(const WorkerLoop &loop)
{
    if (loop.isIdle()) {
        return;
    }
    // QEventLoop::exec() returns at once in a thread that was told to quit.
    QEventLoop events;
    QTimer poll; // wakes the loop, so that the time is looked at
    poll.start(10ms);
    const Clock::time_point deadline = Clock::now() + kLastPatience;
    while (!loop.isIdle() && Clock::now() < deadline) {
        events.processEvents(QEventLoop::WaitForMoreEvents);
    }
}

void Worker::publish(std::shared_ptr<const Snapshot> snapshot)
{
    {
        const std::lock_guard lock(m_snapshotMutex);
        m_newest = std::move(snapshot);
        m_newestGeneration.store(m_newest->generation, std::memory_order_release);
    }
    if (m_mailbox != nullptr) {
        post([this] { m_mailbox->loop->refresh(); });
    }
}

std::shared_ptr<const Snapshot> Worker::newerSnapshot(const Snapshot *current) const
{
    if (current != nullptr &&
        current->generation == m_newestGeneration.load(std::memory_order_acquire)) {
        return nullptr;
    }
    const std::lock_guard lock(m_snapshotMutex);
    return m_newest;
}

void Worker::listenOn(WorkerSocket socket)
{
    std::ranges::move(copiesOf({&socket, 1}, m_shared.log), std::back_inserter(m_sockets));
    auto shared = std::make_shared<std::vector<WorkerSocket>>();
    shared->push_back(std::move(socket));
    post([this, shared] { m_mailbox->loop->listen(std::move(*shared)); });
}

void Worker::closePort(std::uint16_t port)
{
    for (const WorkerSocket &socket : m_sockets) {
        if (socket.servicePort.port == port) {
            net::stopListening(socket.descriptor.get());
        }
    }
    leavePort(port);
}

void Worker::leavePort(std::uint16_t port)
{
    std::erase_if(m_sockets,
                  [port](const WorkerSocket &socket) { return socket.servicePort.port == port; });
    post([this, port] { m_mailbox->loop->leavePort(port); });
}

std::vector<WorkerSocket> Worker::duplicateSockets() const
{
    return copiesOf(m_sockets, m_shared.log);
}

void Worker::refuseConnections()
{
    for (const WorkerSocket &socket : m_sockets) {
        net::stopListening(socket.descriptor.get());
    }
}

void Worker::standIn(int forWorker, std::vector<WorkerSocket> sockets)
{
    auto shared = std::make_shared<std::vector<WorkerSocket>>(std::move(sockets));
    post([this, forWorker, shared] { m_mailbox->loop->standIn(forWorker, std::move(*shared)); });
}

void Worker::endStandIn(int forWorker)
{
    post([this, forWorker] { m_mailbox->loop->endStandIn(forWorker); });
}

void Worker::drain(std::function<void()> whenDrained)
{
    m_sockets.clear(); // a socket listens until its last descriptor is closed
    post([this, whenDrained = std::move(whenDrained)] { m_mailbox->loop->drain(whenDrained); });
}

void Worker::post(std::function<void()> work)
{
    postTo(m_mailbox, std::move(work));
}

void Worker::postTo(const std::shared_ptr<Mailbox> &mailbox, std::function<void()> work)
{
    // By address: an event that held the mailbox would keep it, and itself, for ever.
    QMetaObject::invokeMethod(
        &mailbox->anchor,
        [box = mailbox.get(), work = std::move(work)] {
            if (box->loop != nullptr) {
                work();
            }
        },
        Qt::QueuedConnection);
}

void Worker::debug(std::shared_ptr<const proxy::Api> api, DebugRequest request,
                   std::function<void(DebugResult)> whenDone)
{
    auto shared = std::make_shared<DebugRequest>(std::move(request));
    post([this, api = std::move(api), shared, whenDone = std::move(whenDone)] {
        m_mailbox->loop->debug(api, std::move(*shared), whenDone);
    });
}

void Worker::readGauges()
{
    m_openConnections.store(static_cast<std::int64_t>(m_mailbox->loop->connections()),
                            std::memory_order_relaxed);
    m_idleUpstream.store(static_cast<std::int64_t>(m_mailbox->loop->idleUpstreamConnections()),
                         std::memory_order_relaxed);
}

std::int64_t Worker::openConnections() const
{
    return m_openConnections.load(std::memory_order_relaxed);
}

std::int64_t Worker::idleUpstreamConnections() const
{
    return m_idleUpstream.load(std::memory_order_relaxed);
}

} // namespace gw::runtime
