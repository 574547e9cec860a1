// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epoll_dispatcher.h"
#include "engine/base/use_epoll_dispatcher.h"
#include "support/room_test.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTimer>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace gw;
using namespace std::chrono_literals;

namespace {

class Handler final : public IoHandler {
public:
    explicit Handler(std::function<void(std::uint32_t)> action = {})
        : m_action(std::move(action))
    {
    }

    void onReady(std::uint32_t events) override
    {
        ++calls;
        last = events;
        if (m_action) {
            m_action(events);
        }
    }

    int calls = 0;
    std::uint32_t last = 0;

private:
    std::function<void(std::uint32_t)> m_action;
};

// Two connected sockets; what is written to one can be read from the other.
class Pair {
public:
    Pair() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_ends); }
    ~Pair()
    {
        closeEnd(0);
        closeEnd(1);
    }

    [[nodiscard]] int end(int i) const { return m_ends[i]; }
    void writeTo(int i) const { QCOMPARE(::send(m_ends[1 - i], "x", 1, MSG_NOSIGNAL), 1); }
    void readFrom(int i) const
    {
        char byte = 0;
        QCOMPARE(::read(m_ends[i], &byte, 1), 1);
    }
    void closeEnd(int i)
    {
        if (m_ends[i] >= 0) {
            ::close(std::exchange(m_ends[i], -1));
        }
    }

private:
    int m_ends[2] = {-1, -1};
};

} // namespace

// The test's own thread runs on the dispatcher under test.
class EpollDispatcherTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void callsTheHandlerWhileReady();
    void changesEvents();
    void unwatchesWhatIsReadyInTheSameRound();
    void doesNotDeliverToTheNextUseOfANumber();
    void reportsAnUnaskedEndOnce();
    void doesNotSpinOnAClosedDescriptor();
    void multiplexesNotifiersOfOneDescriptor();
    void removesNotifiersInTheSameRound();
    void deletesTheNotifierInItsHandler();
    void leavesDescriptorsOutWhenAskedTo();
    void runsSoonFunctionsAfterTheRound();
    void keepsSoonFunctionsOutOfNestedLoops();
    void deliversOnlyOnceWhenANestedLoopTookOver();

private:
    static void round() { EpollDispatcher::current()->processEvents(QEventLoop::AllEvents); }
};

void EpollDispatcherTest::callsTheHandlerWhileReady()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pair;
    Handler handler;
    dispatcher.watch(pair.end(0), EPOLLIN, &handler);
    round();
    QCOMPARE(handler.calls, 0);
    pair.writeTo(0);
    round();
    round();
    QCOMPARE(handler.calls, 2);
    QCOMPARE(handler.last, std::uint32_t{EPOLLIN});
    pair.readFrom(0);
    round();
    QCOMPARE(handler.calls, 2);
    dispatcher.unwatch(pair.end(0));
}

void EpollDispatcherTest::changesEvents()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pair;
    Handler handler;
    dispatcher.watch(pair.end(0), EPOLLIN, &handler);
    pair.writeTo(0);
    dispatcher.setEvents(pair.end(0), 0);
    round();
    QCOMPARE(handler.calls, 0);
    dispatcher.setEvents(pair.end(0), EPOLLIN | EPOLLOUT);
    round();
    QCOMPARE(handler.last, std::uint32_t{EPOLLIN | EPOLLOUT});
    dispatcher.setEvents(pair.end(0), EPOLLOUT);
    round();
    QCOMPARE(handler.last, std::uint32_t{EPOLLOUT});
    dispatcher.unwatch(pair.end(0));
    round();
    QCOMPARE(handler.calls, 2);
}

void EpollDispatcherTest::unwatchesWhatIsReadyInTheSameRound()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pairs[2];
    std::unique_ptr<Handler> handlers[2];
    int calls = 0;
    for (int i = 0; i < 2; ++i) {
        handlers[i] = std::make_unique<Handler>([&, i](std::uint32_t) {
            ++calls;
            dispatcher.unwatch(pairs[1 - i].end(0));
            handlers[1 - i].reset();
            dispatcher.unwatch(pairs[i].end(0));
        });
        dispatcher.watch(pairs[i].end(0), EPOLLIN, handlers[i].get());
        pairs[i].writeTo(0);
    }
    round();
    round();
    QCOMPARE(calls, 1);
}

void EpollDispatcherTest::doesNotDeliverToTheNextUseOfANumber()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pairs[2];
    Handler fresh;
    int watched = -1;
    std::unique_ptr<Handler> handlers[2];
    for (int i = 0; i < 2; ++i) {
        handlers[i] = std::make_unique<Handler>([&, i](std::uint32_t) {
            // The other one's number goes to a descriptor that is not readable.
            watched = pairs[1 - i].end(0);
            dispatcher.unwatch(watched);
            pairs[1 - i].readFrom(0);
            dispatcher.watch(watched, EPOLLIN, &fresh);
            dispatcher.unwatch(pairs[i].end(0));
        });
        dispatcher.watch(pairs[i].end(0), EPOLLIN, handlers[i].get());
        pairs[i].writeTo(0);
    }
    round();
    QVERIFY(watched >= 0);
    QCOMPARE(handlers[0]->calls + handlers[1]->calls, 1);
    QCOMPARE(fresh.calls, 0);
    dispatcher.unwatch(watched);
}

void EpollDispatcherTest::reportsAnUnaskedEndOnce()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pair;
    Handler handler;
    dispatcher.watch(pair.end(0), 0, &handler);
    pair.closeEnd(1);
    for (int i = 0; i < 5; ++i) {
        round();
    }
    QCOMPARE(handler.calls, 1);
    QVERIFY((handler.last & EPOLLHUP) != 0);
    dispatcher.setEvents(pair.end(0), EPOLLIN);
    round();
    QCOMPARE(handler.calls, 2);
    dispatcher.unwatch(pair.end(0));
}

void EpollDispatcherTest::doesNotSpinOnAClosedDescriptor()
{
    auto *pair = new Pair;
    QSocketNotifier notifier(pair->end(0), QSocketNotifier::Read);
    int calls = 0;
    QObject::connect(&notifier, &QSocketNotifier::activated, this, [&] { ++calls; });
    round();
    delete pair; // without telling
    for (int i = 0; i < 5; ++i) {
        round();
    }
    QCOMPARE(calls, 0);

    // The number lives on as another descriptor.
    Pair next;
    Handler handler;
    EpollDispatcher::current()->watch(next.end(0), EPOLLIN, &handler);
    next.writeTo(0);
    notifier.setEnabled(false);
    round();
    QCOMPARE(handler.calls, 1);
    EpollDispatcher::current()->unwatch(next.end(0));
}

void EpollDispatcherTest::multiplexesNotifiersOfOneDescriptor()
{
    Pair pair;
    Pair watched;
    Handler handler;
    EpollDispatcher::current()->watch(watched.end(0), EPOLLIN, &handler);
    QSocketNotifier read(pair.end(0), QSocketNotifier::Read);
    QSocketNotifier write(pair.end(0), QSocketNotifier::Write);
    QSocketNotifier exception(pair.end(0), QSocketNotifier::Exception);
    QSignalSpy reads(&read, &QSocketNotifier::activated);
    QSignalSpy writes(&write, &QSocketNotifier::activated);
    QSignalSpy exceptions(&exception, &QSocketNotifier::activated);
    round();
    QCOMPARE(reads.count(), 0);
    QCOMPARE(writes.count(), 1);
    pair.writeTo(0);
    watched.writeTo(0);
    write.setEnabled(false);
    round();
    QCOMPARE(reads.count(), 1);
    QCOMPARE(writes.count(), 1);
    QCOMPARE(handler.calls, 1);
    write.setEnabled(true);
    read.setEnabled(false);
    round();
    QCOMPARE(reads.count(), 1);
    QCOMPARE(writes.count(), 2);
    QCOMPARE(exceptions.count(), 0);
    EpollDispatcher::current()->unwatch(watched.end(0));
}

void EpollDispatcherTest::removesNotifiersInTheSameRound()
{
    Pair pairs[2];
    std::unique_ptr<QSocketNotifier> notifiers[2];
    int calls = 0;
    for (int i = 0; i < 2; ++i) {
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].end(0), QSocketNotifier::Read);
        QObject::connect(notifiers[i].get(), &QSocketNotifier::activated, this, [&, i] {
            ++calls;
            notifiers[1 - i].reset();
            notifiers[i]->setEnabled(false);
        });
        pairs[i].writeTo(0);
    }
    round();
    round();
    QCOMPARE(calls, 1);
}

void EpollDispatcherTest::deletesTheNotifierInItsHandler()
{
    Pair pair;
    auto *read = new QSocketNotifier(pair.end(0), QSocketNotifier::Read);
    auto *write = new QSocketNotifier(pair.end(0), QSocketNotifier::Write);
    int calls = 0;
    QObject::connect(read, &QSocketNotifier::activated, this, [&] {
        ++calls;
        delete write;
        delete read;
    });
    QObject::connect(write, &QSocketNotifier::activated, this, [&] { calls += 100; });
    pair.writeTo(0);
    round();
    round();
    QCOMPARE(calls, 1);
}

void EpollDispatcherTest::leavesDescriptorsOutWhenAskedTo()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pair;
    Handler handler;
    dispatcher.watch(pair.end(0), EPOLLIN, &handler);
    pair.writeTo(0);
    dispatcher.processEvents(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(handler.calls, 0);

    // Woken while it sleeps, so that the wake-up goes through the kernel.
    QEventLoop loop;
    std::jthread other;
    QObject::connect(
        &dispatcher, &QAbstractEventDispatcher::aboutToBlock, &loop,
        [&] {
            other = std::jthread([&] {
                QMetaObject::invokeMethod(&loop, [&] { loop.quit(); }, Qt::QueuedConnection);
            });
        },
        Qt::SingleShotConnection);
    loop.exec(QEventLoop::ExcludeSocketNotifiers);
    QSignalSpy awake(&dispatcher, &QAbstractEventDispatcher::awake);
    QTimer::singleShot(50ms, &loop, [&] { loop.quit(); });
    loop.exec(QEventLoop::ExcludeSocketNotifiers);
    QVERIFY2(awake.count() < 10, "the loop turns without work");
    QCOMPARE(handler.calls, 0);
    round();
    QCOMPARE(handler.calls, 1);
    dispatcher.unwatch(pair.end(0));
}

void EpollDispatcherTest::runsSoonFunctionsAfterTheRound()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pairs[2];
    QString order;
    std::vector<std::unique_ptr<Handler>> handlers;
    for (const Pair &pair : pairs) {
        handlers.push_back(std::make_unique<Handler>([&](std::uint32_t) {
            order += u'h';
            dispatcher.unwatch(pair.end(0));
            dispatcher.callSoon([&] { order += u's'; });
        }));
        dispatcher.watch(pair.end(0), EPOLLIN, handlers.back().get());
        pair.writeTo(0);
    }
    round();
    QCOMPARE(order, QStringLiteral("hhss"));

    // Also when it is asked for from outside, and from such a function: the loop does not sleep.
    int depth = 0;
    dispatcher.callSoon([&] {
        ++depth;
        dispatcher.callSoon([&] { ++depth; });
    });
    while (depth < 2) {
        dispatcher.processEvents(QEventLoop::WaitForMoreEvents);
    }
}

void EpollDispatcherTest::keepsSoonFunctionsOutOfNestedLoops()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    bool isInside = false;
    bool wasInside = false;
    bool hasRun = false;
    bool hasInnerRun = false;
    QTimer::singleShot(0, this, [&] {
        isInside = true;
        dispatcher.callSoon([&] {
            hasRun = true;
            wasInside = isInside;
        });
        QEventLoop loop;
        QSignalSpy awake(&dispatcher, &QAbstractEventDispatcher::awake);
        QTimer::singleShot(50ms, &loop, [&] {
            dispatcher.callSoon([&] {
                hasInnerRun = true;
                loop.quit();
            });
        });
        loop.exec();
        QVERIFY2(awake.count() < 10, "the nested loop turns without work");
        isInside = false;
    });
    QTRY_VERIFY_WITH_TIMEOUT(hasRun, 5000);
    QVERIFY(hasInnerRun);
    QVERIFY(!wasInside);
}

void EpollDispatcherTest::deliversOnlyOnceWhenANestedLoopTookOver()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    Pair pairs[2];
    std::unique_ptr<Handler> handlers[2];
    int stale = 0;
    for (int i = 0; i < 2; ++i) {
        handlers[i] = std::make_unique<Handler>([&, i](std::uint32_t) {
            char byte = 0;
            stale += ::read(pairs[i].end(0), &byte, 1) == 1 ? 0 : 1;
            round(); // serves the other one
        });
        dispatcher.watch(pairs[i].end(0), EPOLLIN, handlers[i].get());
        pairs[i].writeTo(0);
    }
    round();
    round();
    QCOMPARE(handlers[0]->calls, 1);
    QCOMPARE(handlers[1]->calls, 1);
    QCOMPARE(stale, 0);
    dispatcher.unwatch(pairs[0].end(0));
    dispatcher.unwatch(pairs[1].end(0));
}

GW_TEST(EpollDispatcherTest, gw::test::useEpollDispatcher)
#include "epoll_dispatcher_test.moc"
