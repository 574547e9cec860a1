// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/time_histogram.h"
#include "support/room_test.h"

#include <QToolTip>

using namespace std::chrono_literals;
using gw::libraries::TimeHistogram;

class TimeHistogramTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysTellColumns();
    void keepsToWhatThereIs();
};

void TimeHistogramTest::keysTellColumns()
{
    TimeHistogram histogram;
    histogram.setBuckets(
        {{.upTo = 1ms, .count = 3}, {.upTo = 2ms, .count = 0}, {.upTo = 4ms, .count = 5}});
    histogram.resize(400, histogram.sizeHint().height());
    histogram.show();
    QVERIFY(QTest::qWaitForWindowActive(&histogram));
    const QString all = histogram.accessibleDescription();
    QCOMPARE(all.count(QLatin1Char(',')), 2);
    QVERIFY(histogram.focusPolicy() & Qt::TabFocus);
    histogram.setFocus();
    QTest::keyClick(&histogram, Qt::Key_Right);
    QCOMPARE(QToolTip::text(), QStringLiteral("up to 1.00 ms: 3 of 8 calls"));
    QCOMPARE(histogram.accessibleDescription(), QToolTip::text());
    QTest::keyClick(&histogram, Qt::Key_Right);
    QCOMPARE(QToolTip::text(), QStringLiteral("1.00 ms to 2.00 ms: 0 of 8 calls"));
    QTest::keyClick(&histogram, Qt::Key_End);
    QCOMPARE(QToolTip::text(), QStringLiteral("2.00 ms to 4.00 ms: 5 of 8 calls"));
    QTest::keyClick(&histogram, Qt::Key_Right); // there is none behind
    QCOMPARE(QToolTip::text(), QStringLiteral("2.00 ms to 4.00 ms: 5 of 8 calls"));
    QTest::keyClick(&histogram, Qt::Key_Home);
    QCOMPARE(QToolTip::text(), QStringLiteral("up to 1.00 ms: 3 of 8 calls"));
    histogram.clearFocus();
    QCOMPARE(histogram.accessibleDescription(), all);
}

void TimeHistogramTest::keepsToWhatThereIs()
{
    TimeHistogram histogram;
    histogram.show();
    QVERIFY(QTest::qWaitForWindowActive(&histogram));
    histogram.setFocus();
    QTest::keyClick(&histogram, Qt::Key_Right); // nothing was called yet
    QCOMPARE(histogram.accessibleDescription(), QString());
    histogram.setBuckets({{.upTo = 1ms, .count = 1}, {.upTo = 2ms, .count = 1}});
    QTest::keyClick(&histogram, Qt::Key_End);
    histogram.setBuckets({{.upTo = 1ms, .count = 4}}); // the chosen one has gone
    QCOMPARE(histogram.accessibleDescription(), QStringLiteral("up to 1.00 ms: 4 of 4 calls"));
}

GW_TEST(TimeHistogramTest)
#include "time_histogram_test.moc"
