// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "client/traffic_record.h"
#include "models/metrics_sample.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <vector>

namespace gw::models {

// The engine's figures, second by second, for the last hour. Thread: GUI.
class MetricsSeries final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kKept = 3600;
    // Of the second that is open: the engine may have stopped telling its counters.
    static constexpr std::size_t kMostTimes = 200'000;

    explicit MetricsSeries(QObject *parent = nullptr);

    // Closes a second: the engine sends its counters once in each.
    void add(const client::EngineMetrics &metrics, const QDateTime &now);
    void addTraffic(const QList<client::TrafficRecord> &records);
    void clear();

    [[nodiscard]] const std::deque<MetricsSample> &samples() const { return m_samples; }
    [[nodiscard]] std::size_t openCount() const { return m_times.size(); }

Q_SIGNALS:
    void changed();
    void secondClosed(double at, double seconds); // a sample was added

private:
    std::deque<MetricsSample> m_samples;
    client::EngineMetrics m_last;
    bool m_hasLast = false;
    std::vector<double> m_times; // of the second that is open, in milliseconds
    double m_bytesIn = 0;
    double m_bytesOut = 0;
};

} // namespace gw::models
