// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epoll_dispatcher.h"
#include "engine/base/use_epoll_dispatcher.h"
#include "support/room_test.h"
#include "support/run_in.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace gw;
using namespace std::chrono_literals;

// The test's own thread runs on the dispatcher under test.
class EpollThreadsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wakesUpFromOtherThreads();
    void losesNoPostFromOtherThreads();
    void interruptsFromAnotherThread();
    void heedsAnInterruptBeforeItWaits();
    void emitsAwakeAndAboutToBlock();
    void blocksWhileNothingHappens();
    void carriesTcpInAThreadOfItsOwn();
};

void EpollThreadsTest::wakesUpFromOtherThreads()
{
    QThread thread;
    thread.setEventDispatcher(new EpollDispatcher);
    thread.start();
    QObject there;
    there.moveToThread(&thread);
    // Each post meets a loop that sleeps, because it waits for the answer to the one before.
    for (int i = 0; i < 2000; ++i) {
        int answer = 0;
        gw::test::runIn(there, [&] { answer = i; });
        QCOMPARE(answer, i);
    }
    thread.quit();
    QVERIFY(thread.wait(5000));
}

void EpollThreadsTest::losesNoPostFromOtherThreads()
{
    constexpr int kThreads = 4;
    constexpr int kPosts = 25000;
    QThread thread;
    thread.setEventDispatcher(new EpollDispatcher);
    thread.start();
    QObject there;
    there.moveToThread(&thread);
    std::atomic<int> received = 0;
    {
        std::vector<std::jthread> posters;
        for (int i = 0; i < kThreads; ++i) {
            posters.emplace_back([&] {
                for (int k = 0; k < kPosts; ++k) {
                    QMetaObject::invokeMethod(&there, [&] { ++received; }, Qt::QueuedConnection);
                    if (k % 64 == 0) {
                        std::this_thread::yield(); // lets the loop fall asleep now and then
                    }
                }
            });
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(received.load(), kThreads * kPosts, 20000);
    thread.quit();
    QVERIFY(thread.wait(5000));
}

void EpollThreadsTest::interruptsFromAnotherThread()
{
    QEventLoop loop;
    std::jthread other;
    QTimer::singleShot(0, &loop, [&] { other = std::jthread([&] { loop.quit(); }); });
    loop.exec();
    QVERIFY(!loop.isRunning());
}

// QEventLoop looks at its exit flag and then calls: a quit() between these must not be slept over.
void EpollThreadsTest::heedsAnInterruptBeforeItWaits()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    dispatcher.processEvents(QEventLoop::AllEvents);
    QSignalSpy aboutToBlock(&dispatcher, &QAbstractEventDispatcher::aboutToBlock);
    QTimer::singleShot(1ms, this, [] {}); // the way out of a wait
    dispatcher.interrupt();
    dispatcher.processEvents(QEventLoop::WaitForMoreEvents);
    QCOMPARE(aboutToBlock.count(), 0);
}

void EpollThreadsTest::emitsAwakeAndAboutToBlock()
{
    EpollDispatcher &dispatcher = *EpollDispatcher::current();
    dispatcher.processEvents(QEventLoop::AllEvents);
    QSignalSpy awake(&dispatcher, &QAbstractEventDispatcher::awake);
    QSignalSpy aboutToBlock(&dispatcher, &QAbstractEventDispatcher::aboutToBlock);
    dispatcher.processEvents(QEventLoop::AllEvents);
    QCOMPARE(awake.count(), 1);
    QCOMPARE(aboutToBlock.count(), 0);
    QTimer::singleShot(1ms, this, [] {});
    dispatcher.processEvents(QEventLoop::WaitForMoreEvents);
    QCOMPARE(aboutToBlock.count(), 1);
}

void EpollThreadsTest::blocksWhileNothingHappens()
{
    QSignalSpy awake(EpollDispatcher::current(), &QAbstractEventDispatcher::awake);
    QEventLoop loop;
    QTimer::singleShot(100ms, &loop, [&] { loop.quit(); });
    loop.exec();
    QVERIFY2(awake.count() < 10, "the loop turns without work");
}

void EpollThreadsTest::carriesTcpInAThreadOfItsOwn()
{
    constexpr int kBytes = 8 << 20;
    QThread thread;
    thread.setEventDispatcher(new EpollDispatcher);
    thread.start();
    QObject context;
    context.moveToThread(&thread);
    quint16 port = 0;
    QTcpServer *server = nullptr;
    gw::test::runIn(context, [&] {
        server = new QTcpServer;
        QObject::connect(server, &QTcpServer::newConnection, server, [server] {
            QTcpSocket *const socket = server->nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket,
                             [socket] { socket->write(socket->readAll()); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        if (server->listen(QHostAddress::LocalHost)) {
            port = server->serverPort();
        }
    });
    QVERIFY(port != 0);

    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, port);
    const QByteArray sent(kBytes, 'x');
    QByteArray received;
    QObject::connect(&client, &QTcpSocket::connected, this, [&] { client.write(sent); });
    QObject::connect(&client, &QTcpSocket::readyRead, this, [&] { received += client.readAll(); });
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), kBytes, 20000);
    QVERIFY(received == sent);

    QSignalSpy disconnected(&client, &QTcpSocket::disconnected);
    client.disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(disconnected.count(), 1, 5000);
    gw::test::runIn(context, [&] { delete server; });
    thread.quit();
    QVERIFY(thread.wait(5000));
}

GW_TEST(EpollThreadsTest, gw::test::useEpollDispatcher)
#include "epoll_threads_test.moc"
