// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epoll_dispatcher.h"
#include "engine/base/use_epoll_dispatcher.h"
#include "support/room_test.h"

#include <QBasicTimer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

using namespace gw;
using namespace std::chrono_literals;

// The test's own thread runs on the dispatcher under test.
class EpollTimersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsOnTheDispatcher();
    void neverFiresEarly_data();
    void neverFiresEarly();
    void firesInOrder();
    void firesEqualTimersInTheOrderOfTheirStart();
    void repeatsAtItsInterval();
    void firesZeroTimersOncePerRound();
    void stopsInsideItsHandler();
    void isNotFiredAgainByALoopInsideItsHandler();
    void firesOtherTimersInANestedLoop();
    void survivesDeletionInsideTheHandler();
    void restartsInsideItsHandler();
    void leavesTimersOutWhenAskedTo();
    void tellsTimersAndRemainingTime();
};

void EpollTimersTest::runsOnTheDispatcher()
{
    QVERIFY(EpollDispatcher::current() != nullptr);
}

void EpollTimersTest::neverFiresEarly_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("interval");
    const std::pair<const char *, Qt::TimerType> types[] = {{"precise", Qt::PreciseTimer},
                                                            {"coarse", Qt::CoarseTimer},
                                                            {"very coarse", Qt::VeryCoarseTimer}};
    for (const auto &[name, type] : types) {
        for (const int interval : {0, 1, 25, 400}) {
            QTest::addRow("%s %d ms", name, interval) << type << interval;
        }
    }
}

void EpollTimersTest::neverFiresEarly()
{
    QFETCH(Qt::TimerType, type);
    QFETCH(int, interval);
    QTimer timer;
    timer.setTimerType(type);
    timer.setSingleShot(true);
    QEventLoop loop;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&loop] { loop.quit(); });
    QElapsedTimer elapsed;
    elapsed.start();
    timer.start(interval);
    loop.exec();
    QVERIFY2(elapsed.nsecsElapsed() >= interval * 1'000'000LL,
             QByteArray::number(elapsed.nsecsElapsed()).constData());
}

void EpollTimersTest::firesInOrder()
{
    QString order;
    QEventLoop loop;
    QTimer::singleShot(60ms, Qt::PreciseTimer, this, [&] {
        order += u'c';
        loop.quit();
    });
    QTimer::singleShot(20ms, Qt::PreciseTimer, this, [&] { order += u'a'; });
    QTimer::singleShot(40ms, Qt::PreciseTimer, this, [&] { order += u'b'; });
    loop.exec();
    QCOMPARE(order, QStringLiteral("abc"));
}

void EpollTimersTest::firesEqualTimersInTheOrderOfTheirStart()
{
    QList<int> order;
    std::vector<std::unique_ptr<QTimer>> timers;
    for (int i = 0; i < 20; ++i) {
        auto timer = std::make_unique<QTimer>();
        timer->setInterval(0);
        QObject::connect(timer.get(), &QTimer::timeout, this, [&order, i] { order.append(i); });
        timer->start();
        timers.push_back(std::move(timer));
    }
    QCoreApplication::processEvents();
    QCOMPARE(order.size(), 20);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void EpollTimersTest::repeatsAtItsInterval()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int fired = 0;
    QEventLoop loop;
    QElapsedTimer elapsed;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (++fired == 10) {
            loop.quit();
        }
    });
    elapsed.start();
    timer.start(10);
    loop.exec();
    QVERIFY(elapsed.elapsed() >= 100);
}

void EpollTimersTest::firesZeroTimersOncePerRound()
{
    QTimer timer;
    int fired = 0;
    QObject::connect(&timer, &QTimer::timeout, this, [&] { ++fired; });
    timer.start(0);
    for (int round = 1; round <= 5; ++round) {
        QVERIFY(EpollDispatcher::current()->processEvents(QEventLoop::AllEvents));
        QCOMPARE(fired, round);
    }
}

void EpollTimersTest::stopsInsideItsHandler()
{
    QTimer first;
    QTimer second;
    int fired = 0;
    QObject::connect(&first, &QTimer::timeout, this, [&] {
        ++fired;
        first.stop();
        second.stop(); // due in the same round
    });
    QObject::connect(&second, &QTimer::timeout, this, [&] { fired += 100; });
    first.start(0);
    second.start(0);
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::processEvents();
    }
    QCOMPARE(fired, 1);
}

void EpollTimersTest::isNotFiredAgainByALoopInsideItsHandler()
{
    QTimer timer;
    int depth = 0;
    int deepest = 0;
    int fired = 0;
    QObject::connect(&timer, &QTimer::timeout, this, [&] {
        ++fired;
        deepest = std::max(deepest, ++depth);
        QEventLoop inner;
        QTimer::singleShot(20ms, &inner, [&inner] { inner.quit(); });
        inner.exec();
        --depth;
    });
    timer.start(1);
    QTRY_VERIFY_WITH_TIMEOUT(fired >= 2, 5000);
    timer.stop();
    QTRY_COMPARE_WITH_TIMEOUT(depth, 0, 5000);
    QCOMPARE(deepest, 1);
}

void EpollTimersTest::firesOtherTimersInANestedLoop()
{
    QTimer inner;
    int fired = 0;
    QEventLoop outerLoop;
    QObject::connect(&inner, &QTimer::timeout, this, [&] { ++fired; });
    QTimer::singleShot(0, this, [&] {
        QEventLoop loop;
        QObject::connect(&inner, &QTimer::timeout, &loop, &QEventLoop::quit);
        inner.start(5);
        loop.exec();
        outerLoop.quit();
    });
    outerLoop.exec();
    QCOMPARE(fired, 1);
}

void EpollTimersTest::survivesDeletionInsideTheHandler()
{
    auto *first = new QTimer;
    auto *second = new QTimer;
    int fired = 0;
    QObject::connect(first, &QTimer::timeout, this, [&] {
        ++fired;
        delete second;
        delete first;
    });
    QObject::connect(second, &QTimer::timeout, this, [&] { fired += 100; });
    first->start(0);
    second->start(0);
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::processEvents();
    }
    QCOMPARE(fired, 1);
}

void EpollTimersTest::restartsInsideItsHandler()
{
    QTimer timer;
    QList<qint64> times;
    QElapsedTimer elapsed;
    elapsed.start();
    QObject::connect(&timer, &QTimer::timeout, this, [&] {
        times.append(elapsed.elapsed());
        timer.start(50);
    });
    timer.start(1);
    QTRY_VERIFY_WITH_TIMEOUT(times.size() >= 3, 5000);
    QVERIFY(times[1] - times[0] >= 49);
    QVERIFY(times[2] - times[1] >= 49);
}

void EpollTimersTest::leavesTimersOutWhenAskedTo()
{
    QTimer timer;
    int fired = 0;
    QObject::connect(&timer, &QTimer::timeout, this, [&] { ++fired; });
    timer.start(0);
    QMetaObject::invokeMethod(this, [] {}, Qt::QueuedConnection);
    EpollDispatcher::current()->processEvents(QEventLoop::X11ExcludeTimers);
    QVERIFY(!EpollDispatcher::current()->processEvents(QEventLoop::X11ExcludeTimers));
    QCOMPARE(fired, 0);
    EpollDispatcher::current()->processEvents(QEventLoop::AllEvents);
    QCOMPARE(fired, 1);
}

void EpollTimersTest::tellsTimersAndRemainingTime()
{
    EpollDispatcher *const dispatcher = EpollDispatcher::current();
    QObject object;
    const Qt::TimerId id{object.startTimer(10s, Qt::CoarseTimer)};
    const auto timers = dispatcher->timersForObject(&object);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers.first().timerId, id);
    QCOMPARE(timers.first().timerType, Qt::CoarseTimer);
    QVERIFY(timers.first().interval == 10s);
    QVERIFY(dispatcher->remainingTime(id) <= 10s);
    QVERIFY(dispatcher->remainingTime(id) > 5s);
    QVERIFY(dispatcher->unregisterTimers(&object));
    QVERIFY(!dispatcher->unregisterTimers(&object));
    QVERIFY(dispatcher->remainingTime(id) == EpollDispatcher::Duration::min());
}

GW_TEST(EpollTimersTest, gw::test::useEpollDispatcher)
#include "epoll_timers_test.moc"
