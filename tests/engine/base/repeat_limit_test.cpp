// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/repeat_limit.h"
#include "support/room_test.h"

using namespace gw;
using std::chrono::milliseconds;

class RepeatLimitTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void admitsSoManyASecond();
    void tellsMessagesAndLevelsApart();
    void reportsOnceWhenTheSecondIsOver();
    void endsTheSecondWhenTheClockIsSetBack();
    void admitsEverythingWithoutLimit();

private:
    const RepeatLimit::Time m_start{std::chrono::hours(1)};
};

void RepeatLimitTest::admitsSoManyASecond()
{
    RepeatLimit limit(2);
    QVERIFY(limit.admits(LogLevel::Info, "a", m_start));
    QVERIFY(limit.admits(LogLevel::Info, "a", m_start));
    QVERIFY(!limit.admits(LogLevel::Info, "a", m_start + milliseconds(999)));
    QVERIFY(limit.takeSuppressed(m_start + milliseconds(999)).empty());
    QCOMPARE(limit.takeSuppressed(m_start + milliseconds(1000)).size(), 1U);
    QVERIFY(limit.admits(LogLevel::Info, "a", m_start + milliseconds(1000)));
}

void RepeatLimitTest::tellsMessagesAndLevelsApart()
{
    RepeatLimit limit(1);
    QVERIFY(limit.admits(LogLevel::Info, "a", m_start));
    QVERIFY(limit.admits(LogLevel::Info, "b", m_start));
    QVERIFY(limit.admits(LogLevel::Error, "a", m_start));
    QVERIFY(!limit.admits(LogLevel::Error, "a", m_start));
}

void RepeatLimitTest::reportsOnceWhenTheSecondIsOver()
{
    RepeatLimit limit(1);
    for (int i = 0; i < 10; ++i) {
        (void)limit.admits(LogLevel::Warning, "a", m_start);
    }
    QVERIFY(limit.admits(LogLevel::Warning, "quiet", m_start));
    const auto report = limit.takeSuppressed(m_start + milliseconds(1500));
    QCOMPARE(report.size(), 1U);
    QVERIFY(report[0].level == LogLevel::Warning);
    QCOMPARE(report[0].message, std::string("a"));
    QCOMPARE(report[0].count, 9U);
    QVERIFY(limit.takeAll().empty());
}

void RepeatLimitTest::endsTheSecondWhenTheClockIsSetBack()
{
    RepeatLimit limit(1);
    QVERIFY(limit.admits(LogLevel::Info, "a", m_start));
    QVERIFY(!limit.admits(LogLevel::Info, "a", m_start));
    QCOMPARE(limit.takeSuppressed(m_start - std::chrono::minutes(5)).size(), 1U);
}

void RepeatLimitTest::admitsEverythingWithoutLimit()
{
    RepeatLimit limit(0);
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(limit.admits(LogLevel::Info, "a", m_start));
    }
    QVERIFY(limit.takeAll().empty());
}

GW_TEST(RepeatLimitTest)
#include "repeat_limit_test.moc"
