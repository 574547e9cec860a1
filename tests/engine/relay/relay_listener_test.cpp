// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "engine/http/wire_client.h"
#include "engine/relay/relay_server.h"
#include "engine/upstream/lying_origin.h"
#include "net/socket.h"
#include "support/room_test.h"

#include <QTemporaryFile>

#include <atomic>

using namespace gw::relay;
using namespace gw::relay::test;
using namespace gw::test;
using namespace std::chrono_literals;
using gw::http::test::WireClient;

namespace {

// Says its name, and stays until the other side ends.
LyingOrigin::Script named(const std::string &name)
{
    return [name](OriginPeer &peer) {
        peer.send(name);
        peer.readAll();
    };
}

} // namespace

class RelayListenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhyAnOriginIsNotReached_data();
    void tellsWhyAnOriginIsNotReached();
    void asksForTheTargetEachTime();
    void closesWithoutATarget();
    void letsClientsWaitAboveTheCap();
    void drainsWhenTheLastHasEnded();
    void drainsAtOnceWhenNobodyIsThere();
    void endsAllWhenShutDown();
    void cutsIdleConnections();
};

void RelayListenerTest::tellsWhyAnOriginIsNotReached_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("refused") << QByteArray("127.0.0.1") << QByteArray("Connection refused");
    QTest::newRow("unknown") << QByteArray("no.where") << QByteArray("Name or service not known");
}

void RelayListenerTest::tellsWhyAnOriginIsNotReached()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, reason);
    // A port that is taken, where nobody listens.
    std::uint16_t port = 0;
    const auto taken = gw::net::listenOn(*gw::net::Address::parse("127.0.0.1:0"));
    port = gw::net::boundAddress(taken->get()).port();
    gw::net::stopListening(taken->get());

    QTemporaryFile file;
    QVERIFY(file.open());
    gw::Log log({.descriptor = file.handle()});
    RelayServer relay(RelayServer::Options{
        .target = RelayTarget{originAt(port, host.toStdString())}, .log = &log});
    WireClient client(relay.port());
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
    log.flush();
    QVERIFY(file.seek(0));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains("Cannot relay"), text.constData());
    const QByteArray authority = host + ":" + QByteArray::number(port);
    QVERIFY2(text.contains(authority), text.constData());
    QVERIFY2(text.contains(reason), text.constData());
}

void RelayListenerTest::asksForTheTargetEachTime()
{
    LyingOrigin first({named("first")});
    LyingOrigin second({named("second")});
    RelayServer relay(originAt(first.port()));
    WireClient before(relay.port());
    QCOMPARE(before.readExactly(5), "first");
    relay.setTarget(RelayTarget{originAt(second.port())});
    WireClient after(relay.port());
    QCOMPARE(after.readExactly(6), "second");
    QCOMPARE(relay.countConnections(), std::size_t(2)); // the first one goes on
}

void RelayListenerTest::closesWithoutATarget()
{
    RelayServer relay(RelayServer::Options{});
    WireClient client(relay.port());
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayListenerTest::letsClientsWaitAboveTheCap()
{
    LyingOrigin origin({named("hello")});
    RelayServer::Options options{.target = RelayTarget{originAt(origin.port())}};
    options.limits.connections = 2;
    RelayServer relay(options);
    WireClient first(relay.port());
    QCOMPARE(first.readExactly(5), "hello");
    WireClient second(relay.port());
    QCOMPARE(second.readExactly(5), "hello");
    WireClient third(relay.port());
    QCOMPARE(relay.countConnections(), std::size_t(2));
    QCOMPARE(origin.accepted(), 2);
    first.reset();
    QCOMPARE(third.readExactly(5), "hello");
}

void RelayListenerTest::drainsWhenTheLastHasEnded()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.send("hello");
        peer.send("heard " + peer.readAll());
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    QCOMPARE(client.readExactly(5), "hello");
    std::atomic<int> calls = 0;
    relay.run([&](RelayListener &listener) { listener.drain([&] { ++calls; }); });
    WireClient late(relay.port());
    QVERIFY(late.descriptor() < 0);
    QVERIFY(client.send("abc"));
    QCOMPARE(relay.countConnections(), std::size_t(1));
    QCOMPARE(calls.load(), 0);
    client.shutDownWriting();
    QCOMPARE(client.readAll(), "heard abc");
    QTRY_COMPARE_WITH_TIMEOUT(calls.load(), 1, 30s);
    QCOMPARE(relay.countConnections(), std::size_t(0));
}

void RelayListenerTest::drainsAtOnceWhenNobodyIsThere()
{
    RelayServer relay(RelayServer::Options{});
    std::atomic<int> calls = 0;
    relay.run([&](RelayListener &listener) {
        listener.drain([&] { ++calls; });
        QCOMPARE(calls.load(), 0);
    });
    QTRY_COMPARE_WITH_TIMEOUT(calls.load(), 1, 30s);
}

void RelayListenerTest::endsAllWhenShutDown()
{
    LyingOrigin origin({named("hello")});
    RelayServer relay(originAt(origin.port()));
    WireClient first(relay.port());
    WireClient second(relay.port());
    QCOMPARE(first.readExactly(5), "hello");
    QCOMPARE(second.readExactly(5), "hello");
    relay.run([](RelayListener &listener) { listener.shutDown(); });
    QCOMPARE(first.readAll(), "");
    QVERIFY(first.wasReset());
    QCOMPARE(second.readAll(), "");
    QVERIFY(second.wasReset());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayListenerTest::cutsIdleConnections()
{
    LyingOrigin origin({named("hello")});
    RelayServer::Options options{.target = RelayTarget{originAt(origin.port())}};
    options.limits.idle = 2s; // time for a busy machine to say hello
    RelayServer relay(options);
    WireClient client(relay.port());
    QCOMPARE(client.readExactly(5), "hello");
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.wasReset());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

GW_TEST(RelayListenerTest)
#include "relay_listener_test.moc"
