// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"
#include "upstream/connection_pool.h"

#include <array>
#include <atomic>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

class ConnectionPoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reusesTheNewestConnection();
    void capsIdleConnections();
    void keepsOriginsApart();
    void closesIdleConnectionsOnDemand();
    void noticesDeadIdleConnections();
    void dropsIdleConnectionsThatSpeak();
    void closesIdleConnectionsThatAreOld();
    void reusesOrNot_data();
    void reusesOrNot();
    void startsFromInsideItsReports();
    void forgetsOrigins();
};

void ConnectionPoolTest::reusesTheNewestConnection()
{
    LyingOrigin origin({answering(kOk)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    for (int i = 0; i < 5; ++i) {
        Recorder recorder;
        f.run(to, recorder);
        QVERIFY(recorder.hasEnded());
        QCOMPARE(f.client.idleConnections(), 1U);
        QCOMPARE(f.client.activeCalls(), 0U);
    }
    QCOMPARE(origin.accepted(), 1);
}

void ConnectionPoolTest::capsIdleConnections()
{
    LyingOrigin origin({answering(kOk)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    to->maxIdleConnections = 3;
    std::array<Recorder, 6> recorders;
    for (Recorder &recorder : recorders) {
        (void)f.client.start(to, f.request(), recorder);
    }
    QCOMPARE(f.client.activeCalls(), 6U);
    for (const Recorder &recorder : recorders) {
        QVERIFY(f.finish(recorder));
        QVERIFY(recorder.hasEnded());
    }
    QCOMPARE(origin.accepted(), 6);
    QCOMPARE(f.client.idleConnections(), 3U);
}

void ConnectionPoolTest::keepsOriginsApart()
{
    LyingOrigin origin({answering(kOk)});
    ClientFixture f;
    const auto one = f.origin(origin.port());
    const auto other = f.origin(origin.port());
    other->key += " other";
    Recorder a;
    Recorder b;
    f.run(one, a);
    f.run(other, b);
    QCOMPARE(origin.accepted(), 2);
    QCOMPARE(f.client.idleConnections(), 2U);
}

void ConnectionPoolTest::closesIdleConnectionsOnDemand()
{
    std::atomic<bool> isClosed = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send(kOk);
        isClosed = peer.isClosedByClient();
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    f.client.closeIdleConnections();
    QCOMPARE(f.client.idleConnections(), 0U);
    QVERIFY(waitUntil([&] { return isClosed.load(); }));
}

void ConnectionPoolTest::noticesDeadIdleConnections()
{
    LyingOrigin origin({answeringOnce(kOk)});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QVERIFY(waitUntil([&] { return f.client.idleConnections() == 0; }));
}

void ConnectionPoolTest::dropsIdleConnectionsThatSpeak()
{
    std::atomic<bool> maySpeak = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
                            peer.readHead();
                            peer.send(kOk);
                            while (!maySpeak) {
                                std::this_thread::yield();
                            }
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
                            peer.readAll();
                        },
                        answering(kOk)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    Recorder first;
    f.run(to, first);
    QCOMPARE(f.client.idleConnections(), 1U);
    maySpeak = true;
    QVERIFY(waitUntil([&] { return f.client.idleConnections() == 0; }));
    Recorder second;
    f.run(to, second);
    QCOMPARE(second.body, "ok");
}

void ConnectionPoolTest::closesIdleConnectionsThatAreOld()
{
    LyingOrigin origin({answering(kOk)});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    f.timers.advance(Clock::now() + std::chrono::seconds(59));
    QCOMPARE(f.client.idleConnections(), 1U);
    f.timers.advance(Clock::now() + std::chrono::seconds(61));
    QCOMPARE(f.client.idleConnections(), 0U);
}

void ConnectionPoolTest::reusesOrNot_data()
{
    QTest::addColumn<std::string>("response");
    QTest::addColumn<bool>("isReused");
    const auto row = [](const char *name, std::string response, bool isReused) {
        QTest::newRow(name) << response << isReused;
    };
    row("1.1", kOk, true);
    row("1.1 close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", false);
    row("1.1 Close in a list",
        "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 2\r\n\r\nok", false);
    row("1.1 chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        true);
    row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", false);
    row("1.0 keep-alive",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", true);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", true);
    row("bytes behind the response", std::string(kOk) + "HTTP/1.1 200 OK\r\n\r\n", false);
}

void ConnectionPoolTest::reusesOrNot()
{
    QFETCH(std::string, response);
    QFETCH(bool, isReused);
    LyingOrigin origin({answering(response)});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QVERIFY(recorder.hasEnded());
    QCOMPARE(f.client.idleConnections(), isReused ? 1U : 0U);
}

void ConnectionPoolTest::startsFromInsideItsReports()
{
    LyingOrigin origin({answering(kOk)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    std::array<Recorder, 50> recorders;
    std::size_t started = 0;
    const std::function<void()> next = [&] {
        if (started < recorders.size()) {
            Recorder &recorder = recorders[started++];
            recorder.endHook = next;
            (void)f.client.start(to, f.request(), recorder);
        }
    };
    next();
    QVERIFY(f.finish(recorders.back()));
    for (const Recorder &recorder : recorders) {
        QCOMPARE(recorder.events, "hbe");
        QCOMPARE(recorder.body, "ok");
    }
    QCOMPARE(origin.accepted(), 1);
}

// Hosts that come from requests: most never come back.
void ConnectionPoolTest::forgetsOrigins()
{
    TimerWheel timers;
    net::Resolver resolver;
    SoonQueue soon;
    ConnectionServices services(timers, resolver, soon);
    ClosedConnections closed(soon);
    ConnectionPool pool(closed);
    const auto used = ClientFixture::origin(1);
    pool.put(std::make_unique<UpstreamConnection>(services, used));
    for (std::uint16_t port = 2; port < 1000; ++port) {
        const auto passing = ClientFixture::origin(port);
        pool.put(std::make_unique<UpstreamConnection>(services, passing));
        QVERIFY(pool.take(*passing) != nullptr);
    }
    QCOMPARE(pool.size(), 1U);
    QVERIFY2(pool.origins() <= ConnectionPool::kRemembered + 1,
             std::to_string(pool.origins()).c_str());
    QVERIFY(pool.take(*used) != nullptr);
}

GW_TEST(ConnectionPoolTest, gw::test::useEpollDispatcher)
#include "connection_pool_test.moc"
