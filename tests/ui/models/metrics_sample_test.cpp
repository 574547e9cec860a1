// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_texts.h"
#include "models/metrics_sample.h"
#include "support/room_test.h"

#include <cmath>

using gw::models::kUnknown;
using gw::models::mergedSamples;
using gw::models::MetricsSample;

class MetricsSampleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unitesSeconds();
    void weighsTimesByRequests();
    void keepsWhatIsUnknown();
    void writesCsv();

private:
    static MetricsSample sample(double at, double rate, double time)
    {
        MetricsSample sample;
        sample.at = at;
        sample.rate = rate;
        sample.successes = rate;
        sample.p50 = sample.p90 = sample.p99 = time;
        return sample;
    }
};

void MetricsSampleTest::unitesSeconds()
{
    std::deque<MetricsSample> samples;
    for (int second = 1005; second < 1025; ++second) {
        samples.push_back(sample(second, second < 1010 ? 4 : 8, 2));
    }
    const auto merged = mergedSamples(samples, 10, 1000);
    QCOMPARE(merged.size(), std::size_t{3}); // cut at 1010 and 1020, as the clock is
    QCOMPARE(merged[0].rate, 4.0);
    QCOMPARE(merged[0].at, 1009.0);
    QCOMPARE(merged[1].rate, 8.0);
    QCOMPARE(merged[1].successes, 8.0);
    QCOMPARE(merged[2].at, 1024.0);
    QCOMPARE(mergedSamples(samples, 1, 1015).size(), std::size_t{10});
    QCOMPARE(mergedSamples(samples, 60, 1015).size(), std::size_t{2});
    QVERIFY(mergedSamples({}, 60, 0).empty());
}

void MetricsSampleTest::weighsTimesByRequests()
{
    // One busy and fast second, and one in which a single request was slow.
    const auto merged = mergedSamples({sample(11, 99, 1), sample(12, 1, 500)}, 10, 0);
    QCOMPARE(merged.size(), std::size_t{1});
    QCOMPARE(merged[0].p50, 1.0);
    QCOMPARE(merged[0].p90, 1.0);
    QCOMPARE(merged[0].p99, 1.0);
    const auto slower = mergedSamples({sample(11, 80, 1), sample(12, 20, 500)}, 10, 0);
    QCOMPARE(slower[0].p50, 1.0);
    QCOMPARE(slower[0].p90, 500.0);
    MetricsSample spread = sample(11, 10, 0);
    spread.p50 = 3;
    spread.p90 = 5;
    spread.p99 = 7;
    const auto alone = mergedSamples({spread}, 10, 0);
    QCOMPARE(alone[0].p50, 3.0);
    QCOMPARE(alone[0].p90, 5.0);
    QCOMPARE(alone[0].p99, 7.0);
}

void MetricsSampleTest::keepsWhatIsUnknown()
{
    MetricsSample idle = sample(11, 0, kUnknown);
    idle.active = kUnknown;
    const auto merged = mergedSamples({idle, sample(12, 10, 4)}, 10, 0);
    QCOMPARE(merged[0].rate, 5.0);
    QCOMPARE(merged[0].p50, 4.0); // the second without requests says nothing of times
    const auto none = mergedSamples({idle}, 10, 0);
    QVERIFY(std::isnan(none[0].p99));
    QVERIFY(std::isnan(none[0].active));
}

void MetricsSampleTest::writesCsv()
{
    MetricsSample one = sample(1'000'000'000, 5, kUnknown);
    one.bytesIn = 12;
    one.bytesOut = 34;
    const QList<QByteArray> lines =
        gw::test::wholeText(gw::models::csvText({one})).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].count(','), lines[1].count(','));
    QVERIFY2(lines[1].endsWith(",5,5,0,0,0,0,,,,12,34"), lines[1]);
}

GW_TEST(MetricsSampleTest)
#include "metrics_sample_test.moc"
