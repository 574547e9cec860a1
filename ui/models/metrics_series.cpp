// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gw::models {

namespace {

QByteArray sampleLine(const MetricsSample &sample)
{
    QByteArray line = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(sample.at * 1000))
                          .toString(Qt::ISODateWithMs)
                          .toLatin1();
    for (const double value : {sample.rate, sample.clientErrors, sample.serverErrors, sample.active,
                               sample.p50, sample.p90, sample.p99, sample.bytesOut}) {
        line += ',' + (std::isnan(value) ? QByteArray() : QByteArray::number(value));
    }
    return line + "\r\n";
}

} // namespace

double percentileOf(std::vector<double> &values, double share)
{
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const auto rank =
        static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size())) - 1);
    const auto at = values.begin() + std::max<std::ptrdiff_t>(rank, 0);
    std::ranges::nth_element(values, at);
    return *at;
}

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
        sample.clientErrors = perSecond(m_last.responses4xx, metrics.responses4xx);
        sample.serverErrors = perSecond(m_last.responses5xx, metrics.responses5xx);
        sample.active = static_cast<double>(metrics.activeRequests);
        sample.p50 = percentileOf(m_times, 0.5);
        sample.p90 = percentileOf(m_times, 0.9);
        sample.p99 = percentileOf(m_times, 0.99);
        sample.bytesOut = m_bytesOut / seconds;
        m_samples.push_back(sample);
        if (m_samples.size() > kKept) {
            m_samples.pop_front();
        }
        Q_EMIT secondClosed(sample.at, seconds);
    }
    m_times.clear();
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
        m_bytesOut += static_cast<double>(record.bytesOut);
    }
}

void MetricsSeries::clear()
{
    m_samples.clear();
    m_times.clear();
    m_hasLast = false;
    Q_EMIT changed();
}

ExportText MetricsSeries::csvText() const
{
    return {.head = "time,requests_per_second,4xx_per_second,5xx_per_second,in_flight,p50_ms,"
                    "p90_ms,p99_ms,bytes_out_per_second\r\n",
            .rows = m_samples.size(),
            .row = [samples = m_samples](std::size_t at) { return sampleLine(samples[at]); },
            .end = {}};
}

} // namespace gw::models
