// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/export_text.h"

#include <deque>
#include <limits>
#include <vector>

namespace gw::models {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Some time of an engine, an API or a hook. Times are in milliseconds, bytes and requests by the
// second; kUnknown: the times when no request ended, and what the subject does not have.
struct MetricsSample {
    double at = 0; // its end, in seconds since the epoch
    double rate = 0;
    double successes = 0; // 2xx
    double redirects = 0;
    double clientErrors = 0;
    double serverErrors = 0;
    double active = 0;
    double p50 = 0; // of the records that arrived, a sample under heavy load
    double p90 = 0;
    double p99 = 0;
    double bytesIn = 0; // likewise
    double bytesOut = 0;
};

// The value below which the share of all lies, NaN of none; sorts as far as it needs.
[[nodiscard]] double percentileOf(std::vector<double> &values, double share);

// Samples of one second united to ones of so many seconds, cut where the clock divides by it; only
// those that end after `from`. Rates are means; percentiles weigh each second by its requests and
// are never below the true ones.
[[nodiscard]] std::vector<MetricsSample> mergedSamples(const std::deque<MetricsSample> &samples,
                                                       int seconds, double from);

[[nodiscard]] ExportText csvText(std::vector<MetricsSample> samples);

} // namespace gw::models
