// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/subject_series.h"
#include "support/room_test.h"

#include <cmath>

using gw::client::TraceStep;
using gw::client::TrafficRecord;
using gw::models::SubjectSeries;
using namespace std::chrono_literals;

class SubjectSeriesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsApisAndHooksApart();
    void hasASampleForEverySecondSinceTheFirst();
    void keepsSoMany();

private:
    static TrafficRecord record(const QString &api, int status)
    {
        TrafficRecord record;
        record.apiId = api;
        record.status = status;
        record.total = 4ms;
        record.bytesIn = 100;
        TraceStep step;
        step.name = SubjectSeries::ofHook(QStringLiteral("/p/a.so"), QStringLiteral("Add"));
        step.outcome = status >= 500 ? QStringLiteral("fail") : QStringLiteral("continue");
        step.duration = 2ms;
        record.trace = {step};
        return record;
    }
};

void SubjectSeriesTest::tellsApisAndHooksApart()
{
    SubjectSeries series;
    series.addTraffic({record(QStringLiteral("one"), 200), record(QStringLiteral("one"), 404),
                       record(QStringLiteral("two"), 500)});
    series.closeSecond(10, 2);
    const auto &one = series.samples(SubjectSeries::ofApi(QStringLiteral("one")));
    QCOMPARE(one.size(), std::size_t{1});
    QCOMPARE(one[0].rate, 1.0);
    QCOMPARE(one[0].clientErrors, 0.5);
    QCOMPARE(one[0].serverErrors, 0.0);
    QCOMPARE(one[0].successes, 0.5);
    QCOMPARE(one[0].bytesIn, 100.0);
    QCOMPARE(one[0].p50, 4.0);
    QVERIFY(std::isnan(one[0].active));
    const auto &hook =
        series.samples(SubjectSeries::ofHook(QStringLiteral("/p/a.so"), QStringLiteral("Add")));
    QCOMPARE(hook[0].rate, 1.5);
    QCOMPARE(hook[0].p99, 2.0);
    QCOMPARE(hook[0].serverErrors, 0.5);
    QVERIFY(std::isnan(hook[0].successes)); // only what fails is known
    QVERIFY(std::isnan(hook[0].bytesOut));
    QVERIFY(series.samples(QStringLiteral("api:none")).empty());
}

void SubjectSeriesTest::hasASampleForEverySecondSinceTheFirst()
{
    SubjectSeries series;
    series.closeSecond(9, 1);
    series.addTraffic({record(QStringLiteral("one"), 200)});
    series.closeSecond(10, 1);
    series.closeSecond(11, 1);
    const auto &one = series.samples(SubjectSeries::ofApi(QStringLiteral("one")));
    QCOMPARE(one.size(), std::size_t{2});
    QCOMPARE(one[1].rate, 0.0);
    QVERIFY(std::isnan(one[1].p50));
    series.clear();
    QVERIFY(series.samples(SubjectSeries::ofApi(QStringLiteral("one"))).empty());
}

void SubjectSeriesTest::keepsSoMany()
{
    SubjectSeries series;
    for (std::size_t api = 0; api < SubjectSeries::kMost + 5; ++api) {
        series.addTraffic({record(QString::number(api), 200)});
    }
    series.closeSecond(1, 1);
    QCOMPARE(series.samples(QStringLiteral("api:0")).size(), std::size_t{1});
    QVERIFY(
        series.samples(SubjectSeries::ofApi(QString::number(SubjectSeries::kMost + 4))).empty());
}

GW_TEST(SubjectSeriesTest)
#include "subject_series_test.moc"
