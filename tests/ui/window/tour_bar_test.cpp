// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/tour_bar.h"

#include <QLabel>
#include <QPushButton>

using gw::client::TrafficRecord;
using gw::window::TourBar;

class TourBarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesStepByStepAndEnds();
    void noticesThatAStepWasTaken();
    void comesBackWhereItWas();
    void leadsOnAtItsEnd();

private:
    void fill(TourBar &bar)
    {
        bar.setSteps({{QStringLiteral("Send"), QStringLiteral("Send it."), QStringLiteral("Open"),
                       [this] { ++m_shown; },
                       [](const TrafficRecord &record) {
                           return record.status == 200;
                       }},
                      {QStringLiteral("Look"), QStringLiteral("Look at it."), {}, {}, {}}});
    }
    static QPushButton *button(const TourBar &bar, const QString &text)
    {
        for (QPushButton *one : bar.findChildren<QPushButton *>()) {
            if (one->text() == text && one->isVisibleTo(&bar)) {
                return one;
            }
        }
        return nullptr;
    }

    int m_shown = 0;
};

void TourBarTest::goesStepByStepAndEnds()
{
    TourBar bar;
    fill(bar);
    QVERIFY(!bar.isRunning());
    bar.start();
    QVERIFY(bar.isVisible());
    button(bar, QStringLiteral("Open"))->click();
    QCOMPARE(m_shown, 1);
    button(bar, TourBar::tr("Next"))->click();
    QCOMPARE(bar.step(), 1);
    QVERIFY(button(bar, QStringLiteral("Open")) == nullptr);
    button(bar, TourBar::tr("Finish"))->click();
    QVERIFY(!bar.isRunning());
    QVERIFY(!bar.isVisible());
    bar.start();
    button(bar, TourBar::tr("Leave the tour"))->click();
    QVERIFY(!bar.isRunning());
}

void TourBarTest::noticesThatAStepWasTaken()
{
    TourBar bar;
    fill(bar);
    bar.start();
    TrafficRecord record;
    record.status = 403;
    bar.note(record);
    QVERIFY(!bar.findChild<QLabel *>()->text().contains(TourBar::tr("Done.")));
    record.status = 200;
    bar.note(record);
    QVERIFY(bar.findChild<QLabel *>()->text().contains(TourBar::tr("Done.")));
    QCOMPARE(bar.step(), 0); // nobody is pushed on
}

void TourBarTest::comesBackWhereItWas()
{
    TourBar bar;
    fill(bar);
    bar.restoreState({});
    QVERIFY(!bar.isRunning());
    bar.start();
    button(bar, TourBar::tr("Next"))->click();
    TourBar other;
    fill(other);
    other.restoreState(bar.saveState());
    QCOMPARE(other.step(), 1);
}

void TourBarTest::leadsOnAtItsEnd()
{
    TourBar bar;
    int gone = 0;
    bar.setSteps({{QStringLiteral("Send"), {}, {}, {}, {}},
                  {.title = QStringLiteral("Go on"),
                   .text = {},
                   .button = {},
                   .show = {},
                   .isTakenBy = {},
                   .waysOn = {{QStringLiteral("New API"), [&gone] {
                                   ++gone;
                               }}}}});
    bar.start();
    QVERIFY(button(bar, QStringLiteral("New API")) == nullptr);
    button(bar, TourBar::tr("Next"))->click();
    button(bar, QStringLiteral("New API"))->click();
    QCOMPARE(gone, 1);
    QVERIFY(bar.isRunning()); // to come back to
    bar.leave();
    bar.start();
    QVERIFY(button(bar, QStringLiteral("New API")) == nullptr);
}

GW_TEST(TourBarTest)
#include "tour_bar_test.moc"
