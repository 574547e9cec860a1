// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "telemetry/histogram.h"

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

using gw::telemetry::Histogram;

namespace {

// The promise of the class: no more than an eighth above the exact value, never below it.
bool isCloseAbove(std::uint64_t estimate, std::uint64_t exact)
{
    return estimate >= exact && estimate <= exact + exact / 8;
}

} // namespace

class HistogramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        const Histogram histogram;
        const auto summary = histogram.summary();
        QCOMPARE(summary.count, 0U);
        QCOMPARE(summary.p50Ns, 0U);
        QCOMPARE(summary.p99Ns, 0U);
        QCOMPARE(summary.maxNs, 0U);
        QCOMPARE(histogram.countUpTo(UINT64_MAX), 0U);
    }

    void boundsOneValue()
    {
        for (std::uint64_t value = 1; value < (std::uint64_t{1} << 40); value = value * 3 + 1) {
            auto histogram = std::make_unique<Histogram>();
            histogram->record(value);
            const auto summary = histogram->summary();
            QCOMPARE(summary.count, 1U);
            QCOMPARE(summary.sumNs, value);
            QVERIFY2(isCloseAbove(summary.p50Ns, value), std::to_string(value).c_str());
            QCOMPARE(summary.maxNs, summary.p50Ns);
        }
    }

    void findsPercentiles()
    {
        Histogram histogram;
        for (std::uint64_t i = 1; i <= 1000; ++i) {
            histogram.record(i * 1000);
        }
        const auto summary = histogram.summary();
        QCOMPARE(summary.count, 1000U);
        QCOMPARE(summary.sumNs, 500'500'000U);
        QVERIFY(isCloseAbove(summary.p50Ns, 500'000));
        QVERIFY(isCloseAbove(summary.p90Ns, 900'000));
        QVERIFY(isCloseAbove(summary.p99Ns, 990'000));
        QVERIFY(isCloseAbove(summary.maxNs, 1'000'000));
    }

    // One slow request in a hundred is not the 99th percentile, two are.
    void roundsRanksUp()
    {
        Histogram histogram;
        for (int i = 0; i < 99; ++i) {
            histogram.record(100);
        }
        histogram.record(1'000'000);
        QVERIFY(isCloseAbove(histogram.summary().p99Ns, 100));
        histogram.record(1'000'000);
        QVERIFY(isCloseAbove(histogram.summary().p99Ns, 1'000'000));
    }

    void takesAnyDuration()
    {
        Histogram histogram;
        histogram.record(0);
        histogram.record(UINT64_MAX);
        const auto summary = histogram.summary();
        QCOMPARE(summary.count, 2U);
        QVERIFY(summary.maxNs >= (std::uint64_t{1} << 43));
        QCOMPARE(histogram.countUpTo(0), 1U);
        QCOMPARE(histogram.countUpTo(UINT64_MAX), 2U);
    }

    void countsUpToALimit()
    {
        Histogram histogram;
        for (const std::uint64_t value : {5U, 1'000U, 20'000U, 3'000'000U}) {
            histogram.record(value);
        }
        QCOMPARE(histogram.countUpTo(4), 0U);
        QCOMPARE(histogram.countUpTo(5), 1U);
        QCOMPARE(histogram.countUpTo(1'000), 2U);
        QCOMPARE(histogram.countUpTo(1'000'000), 3U);
        QCOMPARE(histogram.countUpTo(3'000'000), 4U);
    }

    void addsUp()
    {
        Histogram one;
        Histogram two;
        Histogram sum;
        one.record(10);
        two.record(10);
        two.record(99'999);
        one.addTo(sum);
        two.addTo(sum);
        QCOMPARE(sum.summary().count, 3U);
        QCOMPARE(sum.summary().sumNs, 100'019U);
        QCOMPARE(sum.countUpTo(10), 2U);
        QCOMPARE(one.summary().count, 1U);
    }

    void losesNothingBetweenThreads()
    {
        constexpr int kThreads = 4;
        constexpr std::uint64_t kEach = 20'000;
        Histogram histogram;
        std::vector<std::thread> threads;
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&histogram] {
                for (std::uint64_t n = 0; n < kEach; ++n) {
                    histogram.record(n);
                }
            });
        }
        for (std::thread &thread : threads) {
            thread.join();
        }
        QCOMPARE(histogram.summary().count, kThreads * kEach);
        QCOMPARE(histogram.summary().sumNs, kThreads * kEach * (kEach - 1) / 2);
    }
};

GW_TEST(HistogramTest)
#include "histogram_test.moc"
