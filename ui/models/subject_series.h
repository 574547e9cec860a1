// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics_series.h"

#include <array>

namespace gw::models {

// The figures of single APIs and plugin hooks, second by second, for the last hour. They come from
// the records that arrive, a sample under heavy load; what is in flight is not known. A
// hook's "server errors" are its failed calls, and it has no other classes and no bytes.
// Thread: GUI.
class SubjectSeries final {
public:
    static constexpr std::size_t kMost = 64; // subjects; later ones are not kept

    [[nodiscard]] static QString ofApi(const QString &apiId);
    [[nodiscard]] static QString ofHook(const QString &path, const QString &symbol);

    void addTraffic(const QList<client::TrafficRecord> &records);
    // at: seconds since the epoch; seconds: since the last call.
    void closeSecond(double at, double seconds);
    void clear();

    // Empty for what has had no traffic.
    [[nodiscard]] const std::deque<MetricsSample> &samples(const QString &subject) const;

private:
    struct Lane {
        std::deque<MetricsSample> samples;
        std::vector<double> times;       // of the second that is open, in milliseconds
        std::array<double, 6> classes{}; // by the first digit of the status
        double bytesIn = 0;
        double bytesOut = 0;
        bool isHook = false;
    };

    Lane *lane(const QString &subject); // null: there are too many

    QHash<QString, Lane> m_lanes;
};

} // namespace gw::models
