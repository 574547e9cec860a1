// SPDX-License-Identifier: GPL-3.0-or-later
// What Traffic and Logs say of rows that they have no room for.
#include "look/format.h"
#include "panes/log_pane.h"
#include "panes/traffic_pane.h"
#include "support/room_test.h"
#include "widgets/elided_label.h"

#include <algorithm>

using gw::look::countText;
using gw::panes::LogPane;
using gw::panes::TrafficPane;

class PaneBoundsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trafficTellsWhatItDropped();
    void logsTellWhereOlderLinesAre();
    void logsTellWhatWasLost();

private:
    // Whether one of the pane's labels has the words.
    static bool says(gw::window::Pane &pane, const QString &words)
    {
        const auto labels = pane.tools()->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&words](const QLabel *label) {
            return label->toolTip().contains(words) || label->text().contains(words);
        });
    }

    gw::session::EngineSession m_session{nullptr};
};

void PaneBoundsTest::trafficTellsWhatItDropped()
{
    TrafficPane pane(m_session);
    const std::size_t bound = pane.model().bound().rows;
    pane.model().add(QList<gw::client::TrafficRecord>(3), 0);
    QVERIFY(says(pane, QStringLiteral("3   ")));
    QVERIFY(!says(pane, QStringLiteral("dropped")));
    pane.model().add(QList<gw::client::TrafficRecord>(static_cast<qsizetype>(bound)), 0);
    QVERIFY(pane.model().droppedCount() >= 3);
    QVERIFY(says(
        pane, QStringLiteral("%1 older ones dropped").arg(countText(pane.model().droppedCount()))));
}

void PaneBoundsTest::logsTellWhereOlderLinesAre()
{
    LogPane pane(m_session);
    const std::size_t bound = pane.model().bound().rows;
    gw::client::LogLine line;
    line.message = QStringLiteral("hit");
    pane.model().add({line, line, line}, 0);
    QVERIFY(says(pane, QStringLiteral("3 of at most %1").arg(countText(bound))));
    pane.model().add(QList<gw::client::LogLine>(static_cast<qsizetype>(bound), line), 0);
    QTRY_VERIFY_WITH_TIMEOUT(pane.model().older().lineCount() > 0 &&
                                 says(pane, QStringLiteral("%1 older ones on the disk")
                                                .arg(countText(pane.model().older().lineCount()))),
                             60'000);
    QVERIFY(!says(pane, QStringLiteral("lost")));
}

void PaneBoundsTest::logsTellWhatWasLost()
{
    LogPane pane(m_session);
    pane.model().add({gw::client::LogLine()}, 7); // seven never arrived
    QVERIFY(says(pane, QStringLiteral("7 lost")));
}

GW_TEST(PaneBoundsTest)
#include "pane_bounds_test.moc"
