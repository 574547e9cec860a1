// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/chart.h"
#include "panes/metrics_pane.h"
#include "support/room_test.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTableView>

using gw::panes::Chart;
using gw::panes::MetricsPane;

class MetricsPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unitesWhatItShows();
    void offersNoMorePointsThanThereIsRoomFor();
    void holdsStill();
    void comesBack();
    void leadsToValues();
    void showsAllColumnsOfItsHooks();
    void namesItsPercentiles();
    void zoomsAllChartsAlike();

private:
    static QComboBox *box(MetricsPane &pane, const QString &row)
    {
        for (auto *box : pane.findChildren<QComboBox *>()) {
            if (box->findText(row) >= 0) {
                return box;
            }
        }
        return nullptr;
    }
    // Seconds that end now, with so many requests in each.
    static void addSeconds(MetricsPane &pane, int count, int rate)
    {
        const QDateTime now = QDateTime::currentDateTime();
        for (int second = 0; second <= count; ++second) {
            gw::client::EngineMetrics metrics;
            metrics.uptimeSeconds = 1 + second;
            metrics.requests = 100 + static_cast<std::uint64_t>(second * rate);
            pane.series().add(metrics, now.addSecs(second - count));
        }
    }

    gw::session::EngineSession m_session{nullptr};
};

void MetricsPaneTest::unitesWhatItShows()
{
    MetricsPane pane(m_session);
    addSeconds(pane, 200, 7);
    QCOMPARE(pane.shown().size(), std::size_t{200});
    box(pane, QStringLiteral("10 s"))->setCurrentIndex(1);
    QVERIFY2(pane.shown().size() >= 20 && pane.shown().size() <= 21,
             qPrintable(QString::number(pane.shown().size())));
    QCOMPARE(pane.shown().front().rate, 7.0);
    box(pane, QStringLiteral("10 s"))->setCurrentIndex(2);
    QVERIFY(pane.shown().size() <= 5);
}

void MetricsPaneTest::offersNoMorePointsThanThereIsRoomFor()
{
    MetricsPane pane(m_session);
    auto *span = box(pane, QStringLiteral("Last hour"));
    auto *resolution = box(pane, QStringLiteral("10 s"));
    const auto isOffered = [resolution](int row) {
        return static_cast<QStandardItemModel *>(resolution->model())->item(row)->isEnabled();
    };
    QCOMPARE(resolution->currentIndex(), 0);
    addSeconds(pane, 3500, 1);
    span->setCurrentIndex(3);
    QCOMPARE(resolution->currentText(), QStringLiteral("10 s"));
    QVERIFY(!isOffered(0));
    QVERIFY(pane.shown().size() > 300 && pane.shown().size() <= 361);
    resolution->setCurrentIndex(2);
    span->setCurrentIndex(0);
    QVERIFY(!isOffered(2)); // one point is no line
    QCOMPARE(resolution->currentText(), QStringLiteral("10 s"));
}

void MetricsPaneTest::holdsStill()
{
    MetricsPane pane(m_session);
    addSeconds(pane, 20, 1);
    QAction *pause = nullptr;
    for (auto *action : pane.findChildren<QAction *>()) {
        pause = action->text() == QLatin1String("Pause") ? action : pause;
    }
    QVERIFY(pause != nullptr);
    pause->trigger();
    const std::size_t held = pane.shown().size();
    pane.series().clear();
    QCOMPARE(pane.shown().size(), held);
    pause->trigger();
    QVERIFY(pane.shown().empty());
}

void MetricsPaneTest::comesBack()
{
    MetricsPane before(m_session);
    box(before, QStringLiteral("Last hour"))->setCurrentIndex(2);
    box(before, QStringLiteral("10 s"))->setCurrentIndex(2);
    before.resize(1800, 300);
    before.setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(&before));
    auto *split = before.findChild<QSplitter *>();
    split->setSizes({600, 380, 300, 300, 400});
    const QList<int> sizes = split->sizes();
    MetricsPane after(m_session);
    after.restoreState(before.saveState());
    after.resize(1800, 300);
    after.setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(&after));
    QCOMPARE(after.findChild<QSplitter *>()->sizes(), sizes);
    QCOMPARE(box(after, QStringLiteral("10 s"))->currentIndex(), 2);
}

void MetricsPaneTest::leadsToValues()
{
    MetricsPane pane(m_session);
    pane.resize(1800, 400);
    pane.setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    const auto button = [&pane](const QString &text) -> QPushButton * {
        for (QPushButton *each : pane.findChildren<QPushButton *>()) {
            if (each->isVisible() && each->text() == text) {
                return each;
            }
        }
        return nullptr;
    };
    const QSignalSpy request(&pane, &MetricsPane::requestWanted);
    QVERIFY(button(MetricsPane::tr("Send a request")) != nullptr);
    QTest::mouseClick(button(MetricsPane::tr("Send a request")), Qt::LeftButton);
    QCOMPARE(request.size(), 1);
    const QSignalSpy plugin(&pane, &MetricsPane::newPluginWanted);
    QVERIFY(button(MetricsPane::tr("New plugin")) != nullptr);
    QTest::mouseClick(button(MetricsPane::tr("New plugin")), Qt::LeftButton);
    QCOMPARE(plugin.size(), 1);
    addSeconds(pane, 20, 7);
    QVERIFY(button(MetricsPane::tr("Send a request")) == nullptr);
}

void MetricsPaneTest::showsAllColumnsOfItsHooks()
{
    MetricsPane pane(m_session);
    pane.resize(1440, 260);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    const auto *table = pane.findChild<QTableView *>();
    QVERIFY(table->viewport()->width() >= table->horizontalHeader()->length());
}

void MetricsPaneTest::namesItsPercentiles()
{
    MetricsPane pane(m_session);
    gw::client::EngineMetrics metrics;
    metrics.uptimeSeconds = 10;
    const QDateTime now = QDateTime::currentDateTime();
    pane.series().add(metrics, now.addSecs(-1));
    QList<gw::client::TrafficRecord> records(100);
    for (int at = 0; at < 100; ++at) {
        records[at].total = std::chrono::milliseconds(at + 1);
    }
    pane.series().addTraffic(records);
    metrics.uptimeSeconds = 11;
    metrics.requests = 100;
    pane.series().add(metrics, now);
    QStringList legends;
    for (const Chart *chart : pane.findChildren<Chart *>()) {
        legends.append(chart->findChild<QLabel *>()->toolTip());
    }
    QVERIFY2(legends.contains(QStringLiteral("Time: p50 50.0 ms, p90 90.0 ms, p99 99.0 ms")),
             qPrintable(legends.join(u'\n')));
}

// What is looked at in one is shown by all, and held.
void MetricsPaneTest::zoomsAllChartsAlike()
{
    MetricsPane pane(m_session);
    pane.resize(1800, 300);
    pane.show();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    addSeconds(pane, 60, 7);
    const QList<Chart *> charts = pane.findChildren<Chart *>();
    QCOMPARE(charts.size(), 4);
    QTest::keyClick(charts[0], Qt::Key_Plus);
    const std::size_t held = pane.shown().size();
    addSeconds(pane, 70, 7);
    QCOMPARE(pane.shown().size(), held);
    // Each goes on from where the others are.
    double width = 0;
    for (Chart *chart : charts) {
        const QSignalSpy chosen(chart, &Chart::spanChosen);
        QTest::keyClick(chart, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(chosen.size(), 1);
        const double now = chosen.first().at(1).toDouble() - chosen.first().at(0).toDouble();
        QVERIFY2(width == 0 || qAbs(now - width) < 0.001, qPrintable(QString::number(now)));
        width = now;
    }
}

GW_TEST(MetricsPaneTest)
#include "metrics_pane_test.moc"
