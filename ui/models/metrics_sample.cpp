// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics_sample.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace gw::models {

namespace {

constexpr int kDigits = 12; // bytes a second are many

QByteArray sampleLine(const MetricsSample &sample)
{
    QByteArray line = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(sample.at * 1000))
                          .toUTC()
                          .toString(Qt::ISODateWithMs)
                          .toLatin1();
    for (const double value :
         {sample.rate, sample.successes, sample.redirects, sample.clientErrors, sample.serverErrors,
          sample.active, sample.p50, sample.p90, sample.p99, sample.bytesIn, sample.bytesOut}) {
        line += ',' + (std::isnan(value) ? QByteArray() : QByteArray::number(value, 'g', kDigits));
    }
    return line + "\r\n";
}

// Requests that took at most so long.
struct Times {
    double most = 0;
    double count = 0;
};

// Between two percentiles of a second only the higher one is known of its requests.
void addTimes(std::vector<Times> &times, const MetricsSample &sample)
{
    if (!std::isnan(sample.p50)) {
        times.push_back({sample.p50, sample.rate * 0.5});
        times.push_back({sample.p90, sample.rate * 0.4});
        times.push_back({sample.p99, sample.rate * 0.1});
    }
}

// times: ascending.
double percentileOfTimes(const std::vector<Times> &times, double share)
{
    double all = 0;
    for (const Times &one : times) {
        all += one.count;
    }
    constexpr double kRounding = 1e-9;
    double below = 0;
    for (const Times &one : times) {
        below += one.count;
        if (below >= all * (share - kRounding)) {
            return one.most;
        }
    }
    return kUnknown;
}

double meanOf(const std::vector<MetricsSample> &samples, double MetricsSample::*member)
{
    double sum = 0;
    double count = 0;
    for (const MetricsSample &sample : samples) {
        if (!std::isnan(sample.*member)) {
            sum += sample.*member;
            ++count;
        }
    }
    return count == 0 ? kUnknown : sum / count;
}

MetricsSample united(const std::vector<MetricsSample> &samples)
{
    MetricsSample whole;
    whole.at = samples.back().at;
    for (double MetricsSample::*member :
         {&MetricsSample::rate, &MetricsSample::successes, &MetricsSample::redirects,
          &MetricsSample::clientErrors, &MetricsSample::serverErrors, &MetricsSample::active,
          &MetricsSample::bytesIn, &MetricsSample::bytesOut}) {
        whole.*member = meanOf(samples, member);
    }
    std::vector<Times> times;
    for (const MetricsSample &sample : samples) {
        addTimes(times, sample);
    }
    std::ranges::sort(times, {}, &Times::most);
    whole.p50 = percentileOfTimes(times, 0.5);
    whole.p90 = percentileOfTimes(times, 0.9);
    whole.p99 = percentileOfTimes(times, 0.99);
    return whole;
}

} // namespace

double percentileOf(std::vector<double> &values, double share)
{
    if (values.empty()) {
        return kUnknown;
    }
    const auto rank =
        static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size())) - 1);
    const auto at = values.begin() + std::max<std::ptrdiff_t>(rank, 0);
    std::ranges::nth_element(values, at);
    return *at;
}

std::vector<MetricsSample> mergedSamples(const std::deque<MetricsSample> &samples, int seconds,
                                         double from)
{
    std::vector<MetricsSample> merged;
    std::vector<MetricsSample> open; // of one stretch of time
    const auto stretchOf = [seconds](const MetricsSample &sample) {
        return std::floor(sample.at / seconds);
    };
    for (const MetricsSample &sample : samples) {
        if (sample.at < from) {
            continue;
        }
        if (seconds <= 1) {
            merged.push_back(sample);
            continue;
        }
        if (!open.empty() && stretchOf(open.back()) != stretchOf(sample)) {
            merged.push_back(united(open));
            open.clear();
        }
        open.push_back(sample);
    }
    if (!open.empty()) {
        merged.push_back(united(open));
    }
    return merged;
}

ExportText csvText(std::vector<MetricsSample> samples)
{
    const std::size_t rows = samples.size();
    return {
        .head = "time,requests_per_second,2xx_per_second,3xx_per_second,4xx_per_second,"
                "5xx_per_second,in_flight,p50_ms,p90_ms,p99_ms,bytes_in_per_second,"
                "bytes_out_per_second\r\n",
        .rows = rows,
        .row = [samples = std::move(samples)](std::size_t at) { return sampleLine(samples[at]); },
        .end = {}};
}

} // namespace gw::models
