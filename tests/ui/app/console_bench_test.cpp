// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "console_bench.h"
#include "panes/log_pane.h"
#include "ui/app/console_main.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

// The figures of --bench-ui: that each is there, not how good it is.
class ConsoleBenchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasEachFigure();
};

void ConsoleBenchTest::hasEachFigure()
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    std::atomic<bool> hasStuckHook = false;
    gw::app::Console console({}, hasStuckHook);
    console.start();
    const gw::app::BenchSizes few{.idleMs = 10,
                                  .trafficRows = 20'000,
                                  .logSeconds = 1,
                                  .requests = 30,
                                  .letters = 5,
                                  .jsonBytes = 10'000,
                                  .answerBytes = 20'000'000, // so that it has pages
                                  .downloadBytes = 4 << 20};
    const auto report = gw::app::ConsoleBench(console, sinceStart, few).measure();
    QVERIFY(report.has_value());
    QVERIFY(report->value("cores"_L1).toInt() > 0);
    QStringList names;
    for (const QJsonValue &figure : report->value("figures"_L1).toArray()) {
        const QString name = figure["name"_L1].toString();
        names.append(name);
        QVERIFY2(figure["measured"_L1].isDouble(), qPrintable(name));
        QVERIFY2(figure["measured"_L1].toDouble() >= 0, qPrintable(name));
        QVERIFY2(!figure["unit"_L1].toString().isEmpty(), qPrintable(name));
    }
    const QStringList expected{
        u"start until it takes typing"_s,
        u"memory, idle with the demo"_s,
        u"definition judged, from the last key"_s,
        u"workspace of 3,000 requests in 30 folders, until it is listed"_s,
        u"workspace of 3,000 requests in one folder, until it is listed"_s,
        u"one request more in that folder, held up the window"_s,
        u"oldest letter that a kill would lose"_s,
        u"longest frame while scrolling 1,000,000 requests"_s,
        u"filter of 1,000,000 requests, held up the window"_s,
        u"filter of 1,000,000 requests, until it shows"_s,
        u"longest frame at 50,000 log lines a second"_s,
        u"1 MB of JSON indented"_s,
        u"response of 100 MB, until its first screen"_s,
        u"response of 100 MB, until all of it is indented"_s,
        u"download of 2 GB to the disk, memory that it takes"_s,
        u"download of 2 GB to the disk"_s,
    };
    QCOMPARE(names, expected);
    auto *logs = console.window().findChild<gw::panes::LogPane *>();
    QVERIFY(logs->isVisible()); // what it measured was painted
    QVERIFY(logs->model().keptCount() > 49'000);
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleBenchTest>(argc, argv);
}

#include "console_bench_test.moc"
