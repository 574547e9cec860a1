// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/thread_pool.h"
#include "support/room_test.h"

#include <atomic>
#include <future>
#include <set>

using gw::runtime::ThreadPool;

namespace {

// A gate that work waits at.
struct Gate {
    std::promise<void> opener;
    std::shared_future<void> isOpen = opener.get_future().share();

    void open() { opener.set_value(); }
};

} // namespace

class ThreadPoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsWhatItTakes()
    {
        std::atomic<int> ran = 0;
        std::promise<void> last;
        ThreadPool pool({2, 100});
        for (int i = 0; i < 50; ++i) {
            QVERIFY(pool.submit([&] {
                if (++ran == 50) {
                    last.set_value();
                }
            }));
        }
        QCOMPARE(last.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
    }

    // All threads wait at once: that many are there.
    void runsSideBySide()
    {
        constexpr int kThreads = 4;
        Gate gate;
        std::atomic<int> waiting = 0;
        ThreadPool pool({kThreads, 100});
        for (int i = 0; i < kThreads; ++i) {
            QVERIFY(pool.submit([&] {
                ++waiting;
                gate.isOpen.wait();
            }));
        }
        const bool isFull = QTest::qWaitFor([&] { return waiting == kThreads; }, 10'000);
        gate.open();
        QVERIFY(isFull);
    }

    void refusesWhenFull()
    {
        Gate gate;
        std::promise<void> started;
        std::atomic<int> ran = 0;
        {
            ThreadPool pool({1, 3});
            QVERIFY(pool.submit([&] {
                started.set_value();
                gate.isOpen.wait();
            }));
            started.get_future().wait(); // no longer in the queue
            for (int i = 0; i < 3; ++i) {
                QVERIFY(pool.submit([&] { ++ran; }));
            }
            const bool isRefused = !pool.submit([&] { ran += 100; });
            gate.open();
            QVERIFY(isRefused);
            QVERIFY(QTest::qWaitFor([&] { return ran == 3; }, 10'000));
            QVERIFY(pool.submit([&] { ++ran; })); // there is room again
            QVERIFY(QTest::qWaitFor([&] { return ran == 4; }, 10'000));
        }
        QCOMPARE(ran.load(), 4);
    }

    void finishesWhatRunsAndDropsTheRest()
    {
        Gate gate;
        std::promise<void> started;
        std::atomic<bool> isFinished = false;
        const auto kept = std::make_shared<int>(1);
        auto pool = std::make_unique<ThreadPool>(ThreadPool::Size{1, 10});
        QVERIFY(pool->submit([&] {
            started.set_value();
            gate.isOpen.wait();
            isFinished = true;
        }));
        started.get_future().wait();
        std::atomic<bool> hasRun = false;
        QVERIFY(pool->submit([&hasRun, kept] { hasRun = true; }));
        std::thread ending([&] { pool.reset(); });
        const bool isDropped = QTest::qWaitFor([&] { return kept.use_count() == 1; }, 10'000);
        gate.open();
        ending.join();
        QVERIFY(isDropped);
        QVERIFY(isFinished);
        QVERIFY(!hasRun);
    }
};

GW_TEST(ThreadPoolTest)
#include "thread_pool_test.moc"
