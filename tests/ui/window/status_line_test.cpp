// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine_session.h"
#include "support/room_test.h"
#include "window/status_line.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using gw::session::EngineSession;
using gw::window::StatusLine;

class StatusLineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsHowMuchTrafficIsKept();
    void leavesWordsAwayWhereTheyHaveNoRoom();

private:
    static QToolButton *button(const StatusLine &line, const QString &name)
    {
        for (auto *button : line.findChildren<QToolButton *>()) {
            if (button->accessibleName() == name) {
                return button;
            }
        }
        return nullptr;
    }
};

void StatusLineTest::tellsHowMuchTrafficIsKept()
{
    EngineSession session(nullptr);
    StatusLine line(session);
    line.resize(1440, 28);
    line.show();
    auto *kept = button(line, u"Kept requests"_s);
    QVERIFY(kept != nullptr);
    line.showTraffic({.rows = 1042, .bytes = 3'900'000, .bound = 256'000'000});
    QCOMPARE(kept->text(), u"requests 1,042   3/256 MB"_s);
    QVERIFY(kept->toolTip().contains(u"keeps 1,042 requests, 3 of at most 256 MB"_s));
    const QSignalSpy clicked(&line, &StatusLine::trafficClicked);
    QTest::mouseClick(kept, Qt::LeftButton);
    QCOMPARE(clicked.size(), 1);
}

void StatusLineTest::leavesWordsAwayWhereTheyHaveNoRoom()
{
    EngineSession session(nullptr);
    StatusLine line(session);
    line.showPaused(12);
    line.resize(1440, 28);
    line.show();
    auto *kept = button(line, u"Kept requests"_s);
    line.showTraffic({.rows = 1042, .bytes = 3'900'000, .bound = 256'000'000});
    int others = 0; // that are whole
    for (const QToolButton *other : line.findChildren<QToolButton *>()) {
        others += other == kept ? 0 : other->sizeHint().width();
    }
    line.resize(others + 80, 28);
    QTRY_COMPARE_WITH_TIMEOUT(kept->text(), u"1,042"_s, 20'000);
    QVERIFY(kept->toolTip().contains(u"256 MB"_s)); // all of it
    line.resize(1440, 28);
    QTRY_COMPARE_WITH_TIMEOUT(kept->text(), u"requests 1,042   3/256 MB"_s, 20'000);
}

GW_TEST(StatusLineTest)
#include "status_line_test.moc"
