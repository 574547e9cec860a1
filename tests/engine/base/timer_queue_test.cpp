// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/timer_queue.h"
#include "support/room_test.h"

#include <QTimerEvent>

#include <functional>

using namespace gw;
using namespace std::chrono_literals;

namespace {

constexpr Qt::TimerId kOne{1};
constexpr Qt::TimerId kTwo{2};

class Receiver final : public QObject {
public:
    std::vector<Qt::TimerId> fired;
    std::function<void()> action;

protected:
    void timerEvent(QTimerEvent *event) override
    {
        fired.push_back(event->id());
        if (action) {
            std::exchange(action, {})();
        }
    }
};

} // namespace

class TimerQueueTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesWhatIsDue();
    void roundsCoarseTimersUp_data();
    void roundsCoarseTimersUp();
    void doesNotMakeUpForMissedTicks();
    void keepsItsBeat();
    void replacesATimerInsideItsHandler();
    void removes();

private:
    const TimerQueue::Clock::time_point m_start{1000h + 1ns};
};

void TimerQueueTest::firesWhatIsDue()
{
    TimerQueue queue;
    Receiver receiver;
    QVERIFY(!queue.nextDue());
    queue.add({10ms, kOne, Qt::PreciseTimer}, &receiver, m_start);
    queue.add({5ms, kTwo, Qt::PreciseTimer}, &receiver, m_start);
    QVERIFY(queue.nextDue() == m_start + 5ms);
    QCOMPARE(queue.fire(m_start + 5ms - 1ns), 0);
    QCOMPARE(queue.fire(m_start + 5ms), 1);
    QVERIFY(queue.nextDue() == m_start + 10ms);
    QCOMPARE(queue.fire(m_start + 10ms), 2);
    QVERIFY((receiver.fired == std::vector{kTwo, kOne, kTwo}));
}

void TimerQueueTest::roundsCoarseTimersUp_data()
{
    QTest::addColumn<qint64>("interval"); // ms
    for (const qint64 interval : {0, 1, 10, 100, 1000, 60000}) {
        QTest::addRow("%lld ms", static_cast<long long>(interval)) << interval;
    }
}

void TimerQueueTest::roundsCoarseTimersUp()
{
    QFETCH(qint64, interval);
    const std::chrono::milliseconds time(interval);
    Receiver receiver;
    TimerQueue coarse;
    coarse.add({time, kOne, Qt::CoarseTimer}, &receiver, m_start);
    QVERIFY(*coarse.nextDue() >= m_start + time);
    QVERIFY(*coarse.nextDue() - (m_start + time) <= time / 20.0);
    TimerQueue veryCoarse;
    veryCoarse.add({time, kOne, Qt::VeryCoarseTimer}, &receiver, m_start);
    QVERIFY(*veryCoarse.nextDue() >= m_start + time);
    QVERIFY(*veryCoarse.nextDue() - (m_start + time) < 1s);
    QVERIFY(veryCoarse.nextDue()->time_since_epoch() % 1s == 0s);
}

void TimerQueueTest::doesNotMakeUpForMissedTicks()
{
    TimerQueue queue;
    Receiver receiver;
    queue.add({10ms, kOne, Qt::PreciseTimer}, &receiver, m_start);
    QCOMPARE(queue.fire(m_start + 1005ms), 1);
    QVERIFY(queue.nextDue() == m_start + 1015ms);
}

void TimerQueueTest::keepsItsBeat()
{
    TimerQueue queue;
    Receiver receiver;
    queue.add({10ms, kOne, Qt::PreciseTimer}, &receiver, m_start);
    QCOMPARE(queue.fire(m_start + 13ms), 1);
    QVERIFY(queue.nextDue() == m_start + 20ms);
}

void TimerQueueTest::replacesATimerInsideItsHandler()
{
    TimerQueue queue;
    Receiver receiver;
    receiver.action = [&] {
        queue.remove(kOne);
        queue.add({7ms, kOne, Qt::PreciseTimer}, &receiver, m_start + 10ms);
    };
    queue.add({10ms, kOne, Qt::PreciseTimer}, &receiver, m_start);
    QCOMPARE(queue.fire(m_start + 10ms), 1);
    QCOMPARE(queue.fire(m_start + 17ms), 1);
    QVERIFY(queue.nextDue() == m_start + 24ms);
    QVERIFY(queue.remove(kOne));
    QVERIFY(!queue.nextDue());
}

void TimerQueueTest::removes()
{
    TimerQueue queue;
    Receiver receiver;
    Receiver other;
    queue.add({10ms, kOne, Qt::PreciseTimer}, &receiver, m_start);
    queue.add({10ms, kTwo, Qt::PreciseTimer}, &other, m_start);
    QVERIFY(queue.removeAllOf(&receiver));
    QVERIFY(!queue.removeAllOf(&receiver));
    QVERIFY(!queue.remove(kOne));
    QVERIFY(queue.timersOf(&receiver).isEmpty());
    QCOMPARE(queue.timersOf(&other).size(), 1);
    QVERIFY(queue.remaining(kOne, m_start) == TimerQueue::Duration::min());
    QVERIFY(queue.remaining(kTwo, m_start + 4ms) == 6ms);
    QVERIFY(queue.remaining(kTwo, m_start + 1s) == 0ns);
    QCOMPARE(queue.fire(m_start + 10ms), 1);
    QVERIFY(receiver.fired.empty());
}

GW_TEST(TimerQueueTest)
#include "timer_queue_test.moc"
