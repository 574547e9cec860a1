// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/palette.h"
#include "panes/chart.h"
#include "support/room_test.h"

#include <QLabel>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>

using gw::panes::Chart;

class ChartTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_chart.reset(); }
    void wheelZooms();
    void mouseTellsValues();
    void keysTellValues();
    void keysZoomAndMove();
    void keepsTheMarkedSecond();
    void drawsALoneSecond();

private:
    // The plain words of the legend.
    [[nodiscard]] QString legend() const { return m_chart->findChild<QLabel *>()->toolTip(); }
    [[nodiscard]] QWidget *plot() const
    {
        for (auto *child : m_chart->findChildren<QWidget *>()) {
            if (child->inherits("QCustomPlot")) {
                return child;
            }
        }
        return nullptr;
    }

    std::unique_ptr<Chart> m_chart;
};

void ChartTest::init()
{
    m_chart = std::make_unique<Chart>(
        QStringLiteral("Requests"), QStringLiteral("/s"),
        std::vector<Chart::Line>{{QStringLiteral("all")}, {QStringLiteral("bad")}});
    m_chart->resize(500, 240);
    m_chart->show();
    QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
    m_chart->setValues({100, 110, 120}, {{1, 20, 300}, {std::nan(""), 2, 0}});
    m_chart->setSpan(95, 125);
}

void ChartTest::wheelZooms()
{
    QSignalSpy chosen(m_chart.get(), &Chart::spanChosen);
    const QPointF at = plot()->rect().center();
    QWheelEvent turn(at, plot()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plot(), &turn);
    QVERIFY(!chosen.isEmpty());
    const double width = chosen.last().at(1).toDouble() - chosen.last().at(0).toDouble();
    QVERIFY2(width < 30, qPrintable(QString::number(width)));
    QVERIFY(chosen.last().at(0).toDouble() > 95 && chosen.last().at(1).toDouble() < 125);
}

void ChartTest::mouseTellsValues()
{
    QCOMPARE(legend(), QStringLiteral("Requests: all 300 /s, bad 0 /s")); // the newest
    QTest::mouseMove(plot(), QPoint(2, plot()->height() / 2));
    QTRY_COMPARE_WITH_TIMEOUT(legend(), QStringLiteral("Requests: all 1.00 /s, bad - /s"), 20'000);
    QTest::mouseMove(plot(), QPoint(plot()->width() * 6 / 10, plot()->height() / 2));
    QTRY_COMPARE_WITH_TIMEOUT(legend(), QStringLiteral("Requests: all 20.0 /s, bad 2.00 /s"),
                              20'000);
}

void ChartTest::keysTellValues()
{
    QTest::keyClick(m_chart.get(), Qt::Key_Left); // from the newest
    QCOMPARE(legend(), QStringLiteral("Requests: all 20.0 /s, bad 2.00 /s"));
    QVERIFY(m_chart->accessibleDescription().contains(QStringLiteral("all 20.0 /s")));
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QCOMPARE(legend(), QStringLiteral("Requests: all 1.00 /s, bad - /s"));
    QTest::keyClick(m_chart.get(), Qt::Key_Left); // there is none before
    QCOMPARE(legend(), QStringLiteral("Requests: all 1.00 /s, bad - /s"));
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QCOMPARE(legend(), QStringLiteral("Requests: all 20.0 /s, bad 2.00 /s"));
    QTest::keyClick(m_chart.get(), Qt::Key_End);
    QCOMPARE(legend(), QStringLiteral("Requests: all 300 /s, bad 0 /s"));
}

void ChartTest::keysZoomAndMove()
{
    QSignalSpy chosen(m_chart.get(), &Chart::spanChosen);
    const auto from = [&chosen] {
        return chosen.last().at(0).toDouble();
    };
    const auto to = [&chosen] {
        return chosen.last().at(1).toDouble();
    };
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(to() - from() < 30);
    const double narrow = to() - from();
    const double before = from();
    QTest::keyClick(m_chart.get(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(from() < before);
    QVERIFY(qAbs(to() - from() - narrow) < 0.001); // moved, not zoomed
    QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(qAbs(from() - before) < 0.001);
    QTest::keyClick(m_chart.get(), Qt::Key_Minus);
    QVERIFY(qAbs(to() - from() - 30) < 0.001);
    // What is looked at is in sight.
    QTest::keyClick(m_chart.get(), Qt::Key_End);
    m_chart->setSpan(95, 105);
    chosen.clear();
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(from() < 110 && to() > 110);
}

void ChartTest::keepsTheMarkedSecond()
{
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    m_chart->setValues({100, 110, 120, 130}, {{1, 20, 300, 7}, {3, 2, 0, 8}});
    QCOMPARE(legend(), QStringLiteral("Requests: all 1.00 /s, bad 3.00 /s"));
    QTest::keyClick(m_chart.get(), Qt::Key_Escape); // the newest again
    QCOMPARE(legend(), QStringLiteral("Requests: all 7.00 /s, bad 8.00 /s"));
    m_chart->setValues({100, 110, 120, 140}, {{1, 20, 300, 9}, {3, 2, 0, 9}});
    QCOMPARE(legend(), QStringLiteral("Requests: all 9.00 /s, bad 9.00 /s"));
}

// Between seconds without values there is nothing that a line could lead to.
void ChartTest::drawsALoneSecond()
{
    const auto isInked = [this] {
        const QImage picture = plot()->grab().toImage();
        const QRgb ink = gw::look::colorOf(gw::look::Tint::Info).rgb();
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixel(x, y) == ink) {
                    return true;
                }
            }
        }
        return false;
    };
    const double none = std::nan("");
    m_chart->clearFocus(); // its axis is accented else
    m_chart->setValues({100, 110, 120}, {{none, none, none}, {none, none, none}});
    QTRY_VERIFY_WITH_TIMEOUT(!isInked(), 20'000);
    m_chart->setValues({100, 110, 120}, {{none, 5, none}, {none, none, none}});
    QTRY_VERIFY_WITH_TIMEOUT(isInked(), 20'000);
}

GW_TEST(ChartTest)
#include "chart_test.moc"
