// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/timer_wheel.h"
#include "support/room_test.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>

#include <functional>
#include <random>

using namespace gw;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

class TestDeadline final : public Deadline {
public:
    explicit TestDeadline(std::function<void()> action = {})
        : m_action(std::move(action))
    {
    }

    void onExpired() override
    {
        ++fired;
        if (m_action) {
            m_action();
        }
    }

    int fired = 0;

private:
    std::function<void()> m_action;
};

} // namespace

// The test's time starts an hour ahead, so that the real clock never meets it.
class TimerWheelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesAtItsTime_data();
    void firesAtItsTime();
    void movesLaterAndEarlier();
    void firesWhatIsPast();
    void disarms();
    void firesInOrder();
    void survivesChangesInsideHandlers();
    void agreesWithASimpleModel();
    void firesByTheEventLoop();
    void sleepsWhenNothingIsArmed();
    void wakesUpSeldomForAFarDeadline();

private:
    const Clock::time_point m_base = Clock::now() + hours(1);
};

void TimerWheelTest::firesAtItsTime_data()
{
    QTest::addColumn<qint64>("delay");
    for (const qint64 delay : {1, 9, 10, 11, 5000, 10239, 10240, 10241, 30000, 60000, 7200000}) {
        QTest::addRow("%lld ms", static_cast<long long>(delay)) << delay;
    }
}

void TimerWheelTest::firesAtItsTime()
{
    QFETCH(qint64, delay);
    TimerWheel wheel;
    wheel.advance(m_base);
    TestDeadline deadline;
    const Clock::time_point when = m_base + milliseconds(delay);
    wheel.arm(deadline, when);
    for (Clock::time_point now = m_base; now < when; now += milliseconds(7)) {
        wheel.advance(now);
        QCOMPARE(deadline.fired, 0);
        QVERIFY(deadline.isArmed());
    }
    wheel.advance(when + milliseconds(10));
    QCOMPARE(deadline.fired, 1);
    QVERIFY(!deadline.isArmed());
    wheel.advance(when + hours(1));
    QCOMPARE(deadline.fired, 1);
}

void TimerWheelTest::movesLaterAndEarlier()
{
    TimerWheel wheel;
    wheel.advance(m_base);
    TestDeadline deadline;
    wheel.arm(deadline, m_base + seconds(1));
    wheel.arm(deadline, m_base + seconds(40));
    wheel.advance(m_base + seconds(39));
    QCOMPARE(deadline.fired, 0);
    wheel.arm(deadline, m_base + milliseconds(39500));
    wheel.advance(m_base + milliseconds(39520));
    QCOMPARE(deadline.fired, 1);
}

void TimerWheelTest::firesWhatIsPast()
{
    TimerWheel wheel;
    wheel.advance(m_base);
    TestDeadline deadline;
    wheel.arm(deadline, m_base - hours(2));
    QCOMPARE(deadline.fired, 0); // never from inside arm()
    wheel.advance(m_base + milliseconds(20));
    QCOMPARE(deadline.fired, 1);
}

void TimerWheelTest::disarms()
{
    TimerWheel wheel;
    wheel.advance(m_base);
    TestDeadline deadline;
    TestDeadline neighbour;
    wheel.arm(deadline, m_base + seconds(1));
    wheel.arm(neighbour, m_base + seconds(1));
    wheel.disarm(deadline);
    wheel.disarm(deadline);
    QVERIFY(!deadline.isArmed());
    wheel.advance(m_base + seconds(2));
    QCOMPARE(deadline.fired, 0);
    QCOMPARE(neighbour.fired, 1);
}

void TimerWheelTest::firesInOrder()
{
    TimerWheel wheel;
    wheel.advance(m_base);
    std::string order;
    TestDeadline a([&] { order += 'a'; });
    TestDeadline b([&] { order += 'b'; });
    TestDeadline c([&] { order += 'c'; });
    wheel.arm(b, m_base + milliseconds(505));
    wheel.arm(c, m_base + milliseconds(9000));
    wheel.arm(a, m_base + milliseconds(15));
    wheel.advance(m_base + seconds(20)); // more than one turn at once
    QCOMPARE(order, std::string("abc"));
}

void TimerWheelTest::survivesChangesInsideHandlers()
{
    TimerWheel wheel;
    wheel.advance(m_base);
    const Clock::time_point when = m_base + milliseconds(100);
    const Clock::time_point now = when + milliseconds(20);
    auto deleted = std::make_unique<TestDeadline>();
    TestDeadline disarmed;
    TestDeadline postponed;
    TestDeadline *repeating = nullptr;
    TestDeadline first([&] {
        wheel.disarm(*deleted);
        deleted.reset();
        wheel.disarm(disarmed);
        wheel.arm(postponed, now + seconds(1));
    });
    TestDeadline again([&] { wheel.arm(*repeating, now - seconds(1)); });
    repeating = &again;
    wheel.arm(first, when);
    wheel.arm(*deleted, when);
    wheel.arm(disarmed, when);
    wheel.arm(postponed, when);
    wheel.arm(again, when);
    wheel.advance(now);
    QCOMPARE(first.fired, 1);
    QCOMPARE(disarmed.fired, 0);
    QCOMPARE(postponed.fired, 0);
    QVERIFY(postponed.isArmed());
    QCOMPARE(again.fired, 1); // armed for the past again: next tick, no endless round
    wheel.advance(now + milliseconds(20));
    QCOMPARE(again.fired, 2);
    wheel.advance(now + seconds(2));
    QCOMPARE(postponed.fired, 1);
}

void TimerWheelTest::agreesWithASimpleModel()
{
    TimerWheel wheel;
    wheel.advance(m_base);
    std::mt19937 random(7); // NOLINT: the same run each time
    constexpr int kCount = 200;
    std::vector<std::unique_ptr<TestDeadline>> deadlines;
    std::vector<std::optional<Clock::time_point>> model(kCount);
    for (int i = 0; i < kCount; ++i) {
        deadlines.push_back(std::make_unique<TestDeadline>());
    }
    Clock::time_point now = m_base;
    for (int step = 0; step < 20000; ++step) {
        const auto i = random() % kCount;
        const int fired = deadlines[i]->fired;
        switch (random() % 4) {
        case 0:
        case 1:
            model[i] = now + milliseconds(random() % (random() % 8 == 0 ? 60000 : 500));
            wheel.arm(*deadlines[i], *model[i]);
            break;
        case 2:
            model[i].reset();
            wheel.disarm(*deadlines[i]);
            break;
        default:
            now += milliseconds(random() % (random() % 50 == 0 ? 15000 : 40));
            wheel.advance(now);
        }
        QVERIFY(deadlines[i]->fired - fired <= 1);
        for (std::size_t k = 0; k < kCount; ++k) {
            if (model[k] && !deadlines[k]->isArmed()) {
                QVERIFY2(*model[k] <= now, "fired early");
                model[k].reset();
            }
            QVERIFY(model[k] || !deadlines[k]->isArmed());
            QVERIFY2(!model[k] || *model[k] + milliseconds(20) > now || *model[k] < m_base ||
                         now - *model[k] < milliseconds(20) || deadlines[k]->isArmed(),
                     "lost");
        }
    }
    wheel.advance(now + hours(1));
    for (const auto &deadline : deadlines) {
        QVERIFY(!deadline->isArmed());
    }
}

void TimerWheelTest::firesByTheEventLoop()
{
    TimerWheel wheel;
    TestDeadline near;
    TestDeadline far;
    QElapsedTimer elapsed;
    elapsed.start();
    wheel.arm(far, Clock::now() + milliseconds(120));
    wheel.arm(near, Clock::now() + milliseconds(30));
    QTRY_COMPARE_WITH_TIMEOUT(near.fired, 1, 5000);
    QVERIFY(elapsed.elapsed() >= 30);
    QTRY_COMPARE_WITH_TIMEOUT(far.fired, 1, 5000);
    QVERIFY(elapsed.elapsed() >= 120);
}

void TimerWheelTest::sleepsWhenNothingIsArmed()
{
    TimerWheel wheel;
    TestDeadline deadline;
    const auto timers = [&] {
        return QAbstractEventDispatcher::instance()->registeredTimers(&wheel).size();
    };
    QCOMPARE(timers(), 0);
    wheel.arm(deadline, Clock::now() + milliseconds(20));
    QCOMPARE(timers(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(deadline.fired, 1, 5000);
    QCOMPARE(timers(), 0);
}

void TimerWheelTest::wakesUpSeldomForAFarDeadline()
{
    TimerWheel wheel;
    TestDeadline deadline;
    wheel.arm(deadline, Clock::now() + seconds(60));
    const auto timers = QAbstractEventDispatcher::instance()->registeredTimers(&wheel);
    QCOMPARE(timers.size(), 1);
    QVERIFY(timers.first().interval > 8000); // 60 s are five turns and 8.8 s
    wheel.disarm(deadline);
}

GW_TEST(TimerWheelTest)
#include "timer_wheel_test.moc"
