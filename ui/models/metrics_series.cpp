// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics_series.h"

namespace gw::models {

MetricsSeries::MetricsSeries(QObject *parent)
    : QObject(parent)
{
}

void MetricsSeries::add(const client::EngineMetrics &metrics, const QDateTime &now)
{
    const double seconds = metrics.uptimeSeconds - m_last.uptimeSeconds;
    const bool isSameEngine = m_hasLast && seconds > 0 && metrics.requests >= m_last.requests;
    if (isSameEngine) {
        const auto perSecond = [seconds](std::uint64_t before, std::uint64_t after) {
            return after >= before ? static_cast<double>(after - before) / seconds : 0.0;
        };
        MetricsSample sample;
        sample.at = static_cast<double>(now.toMSecsSinceEpoch()) / 1000;
        sample.rate = perSecond(m_last.requests, metrics.requests);
        sample.successes = perSecond(m_last.responses2xx, metrics.responses2xx);
        sample.redirects = perSecond(m_last.responses3xx, metrics.responses3xx);
        sample.clientErrors = perSecond(m_last.responses4xx, metrics.responses4xx);
        sample.serverErrors = perSecond(m_last.responses5xx, metrics.responses5xx);
        sample.active = static_cast<double>(metrics.activeRequests);
        sample.p50 = percentileOf(m_times, 0.5);
        sample.p90 = percentileOf(m_times, 0.9);
        sample.p99 = percentileOf(m_times, 0.99);
        sample.bytesIn = m_bytesIn / seconds;
        sample.bytesOut = m_bytesOut / seconds;
        m_samples.push_back(sample);
        if (m_samples.size() > kKept) {
            m_samples.pop_front();
        }
        Q_EMIT secondClosed(sample.at, seconds);
    }
    m_times.clear();
    m_bytesIn = 0;
    m_bytesOut = 0;
    m_last = metrics;
    m_hasLast = true;
    Q_EMIT changed();
}

void MetricsSeries::addTraffic(const QList<client::TrafficRecord> &records)
{
    for (const client::TrafficRecord &record : records) {
        if (m_times.size() < kMostTimes) {
            m_times.push_back(std::chrono::duration<double, std::milli>(record.total).count());
        }
        m_bytesIn += static_cast<double>(record.bytesIn);
        m_bytesOut += static_cast<double>(record.bytesOut);
    }
}

void MetricsSeries::clear()
{
    m_samples.clear();
    m_times.clear();
    m_bytesIn = 0;
    m_bytesOut = 0;
    m_hasLast = false;
    Q_EMIT changed();
}

} // namespace gw::models
