// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/subject_series.h"

#include "models/traffic_model.h"

namespace gw::models {

namespace {

constexpr std::size_t kServerErrors = 5;

// 0 of none that there is.
std::size_t classOf(int status)
{
    const int first = status / 100;
    return first > 0 && first <= 5 ? static_cast<std::size_t>(first) : 0;
}

double inMilliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

QString SubjectSeries::ofApi(const QString &apiId)
{
    return QStringLiteral("api:") + apiId;
}

QString SubjectSeries::ofHook(const QString &path, const QString &symbol)
{
    return QStringLiteral("GoPluginMiddleware:%1:%2").arg(path, symbol); // as traces name it
}

SubjectSeries::Lane *SubjectSeries::lane(const QString &subject)
{
    const auto found = m_lanes.find(subject);
    if (found != m_lanes.end()) {
        return &*found;
    }
    if (static_cast<std::size_t>(m_lanes.size()) >= kMost) {
        return nullptr;
    }
    return &m_lanes[subject];
}

void SubjectSeries::addTraffic(const QList<client::TrafficRecord> &records)
{
    for (const client::TrafficRecord &record : records) {
        if (Lane *api = lane(ofApi(record.apiId))) {
            api->times.push_back(inMilliseconds(record.total));
            ++api->classes[classOf(record.status)];
            api->bytesIn += static_cast<double>(record.bytesIn);
            api->bytesOut += static_cast<double>(record.bytesOut);
        }
        for (const client::TraceStep &step : record.trace) {
            Lane *hook = step.isOfPlugin() ? lane(step.name) : nullptr;
            if (hook != nullptr) {
                hook->times.push_back(inMilliseconds(step.duration));
                hook->classes[kServerErrors] += step.outcome == QLatin1String("fail") ? 1 : 0;
                hook->isHook = true;
            }
        }
    }
}

void SubjectSeries::closeSecond(double at, double seconds)
{
    for (Lane &lane : m_lanes) {
        MetricsSample sample;
        sample.at = at;
        sample.rate = static_cast<double>(lane.times.size()) / seconds;
        const auto classes = std::exchange(lane.classes, {});
        sample.successes = lane.isHook ? kUnknown : classes[2] / seconds;
        sample.redirects = lane.isHook ? kUnknown : classes[3] / seconds;
        sample.clientErrors = lane.isHook ? kUnknown : classes[4] / seconds;
        sample.serverErrors = classes[kServerErrors] / seconds;
        const double in = std::exchange(lane.bytesIn, 0) / seconds;
        const double out = std::exchange(lane.bytesOut, 0) / seconds;
        sample.bytesIn = lane.isHook ? kUnknown : in;
        sample.bytesOut = lane.isHook ? kUnknown : out;
        sample.active = kUnknown;
        sample.p50 = percentileOf(lane.times, 0.5);
        sample.p90 = percentileOf(lane.times, 0.9);
        sample.p99 = percentileOf(lane.times, 0.99);
        lane.times.clear();
        lane.samples.push_back(sample);
        if (lane.samples.size() > MetricsSeries::kKept) {
            lane.samples.pop_front();
        }
    }
}

void SubjectSeries::clear()
{
    m_lanes.clear();
}

const std::deque<MetricsSample> &SubjectSeries::samples(const QString &subject) const
{
    static const std::deque<MetricsSample> kNone;
    const auto found = m_lanes.constFind(subject);
    return found == m_lanes.constEnd() ? kNone : found->samples;
}

} // namespace gw::models
