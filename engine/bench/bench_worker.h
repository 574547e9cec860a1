// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"
#include "base/timer_wheel.h"
#include "net/resolver.h"
#include "plugin/memory_store.h"
#include "plugin/plugin_host.h"
#include "plugin/plugin_metrics.h"
#include "plugin/suspended_calls.h"
#include "request/access_rights.h"
#include "request/body_budget.h"
#include "request/tickets.h"
#include "runtime/service_client.h"
#include "runtime/thread_pool.h"
#include "upstream/http_client.h"

#include <QObject>

#include <functional>

namespace gw::bench {

// What a worker lends to hooks, on the calling thread's event loop (an EpollDispatcher), without
// sockets of its own. Nothing is logged. Thread: the one that made it.
class BenchWorker final : private request::WorkerPost {
public:
    BenchWorker();
    ~BenchWorker();
    BenchWorker(const BenchWorker &) = delete;
    BenchWorker &operator=(const BenchWorker &) = delete;

    [[nodiscard]] const request::WorkerServices &services() const { return m_services; }
    [[nodiscard]] plugin::PluginServices pluginServices();

private:
    void post(std::function<void()> work) override;

    QObject m_anchor; // what posts aim at
    Log m_log;
    TimerWheel m_timers;
    net::Resolver m_resolver;
    upstream::HttpClient m_client;
    runtime::ThreadPool m_pool;
    plugin::MemoryStore m_store;
    request::Tickets m_tickets;
    request::RightsCache m_rights;
    request::BodyBudget m_bodies{64 * 1024 * 1024};
    plugin::PluginMetrics m_metrics;
    plugin::SuspendedCalls m_suspended;
    runtime::ServiceClient m_caller;
    request::WorkerServices m_services;
};

} // namespace gw::bench
