// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/bench_worker.h"

namespace gw::bench {

namespace {

Log::Options silent()
{
    Log::Options options;
    options.level = LogLevel::Off;
    return options;
}

} // namespace

BenchWorker::BenchWorker()
    : m_log(silent())
    , m_client(m_timers, m_resolver)
    , m_pool({1, 16})
    , m_tickets(0)
    , m_services{0,     m_log,   m_timers,  m_client, m_pool,
                 *this, m_store, m_tickets, m_rights, m_bodies}
{
    m_suspended.addWorker(m_services);
}

BenchWorker::~BenchWorker()
{
    m_suspended.removeWorker(0);
}

plugin::PluginServices BenchWorker::pluginServices()
{
    return {m_log, m_store, m_metrics, m_suspended, &m_caller};
}

void BenchWorker::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(&m_anchor, std::move(work), Qt::QueuedConnection);
}

} // namespace gw::bench
