// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"
#include "engine/upstream/http2_peer.h"
#include "engine/upstream/latch.h"
#include "upstream/http_proxy.h"

#include <QScopeGuard>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

// Origins that take their time, or say nothing any more.
class Http2PatienceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void limitsTheWaitForTheHead();
    void limitsTheWaitForTheBody();
    void limitsTheWhole();
    void doesNotUseASilentConnectionAgain_data();
    void doesNotUseASilentConnectionAgain();
    void doesNotWaitForAConnectionThatHangs();
};

void Http2PatienceTest::limitsTheWaitForTheHead()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        Http2Peer http(peer);
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto request = f.request();
    request.headTimeout = std::chrono::milliseconds(50);
    Recorder recorder;
    (void)f.client.start(f.http2Origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "f");
    QCOMPARE(recorder.failure->kind, FailureKind::TimedOut);
    QVERIFY(recorder.failure->text.find("no response head within 50 ms") != std::string::npos);
}

void Http2PatienceTest::limitsTheWaitForTheBody()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        Http2Peer http(peer);
        http.sendHead(http.nextRequest()->stream, {{":status", "200"}});
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto request = f.request();
    request.bodyTimeout = std::chrono::milliseconds(50);
    Recorder recorder;
    (void)f.client.start(f.http2Origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hf");
    QCOMPARE(recorder.failure->kind, FailureKind::TimedOut);
}

void Http2PatienceTest::limitsTheWhole()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        Http2Peer http(peer);
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto request = f.request();
    request.totalTimeout = std::chrono::milliseconds(50);
    Recorder recorder;
    (void)f.client.start(f.http2Origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.failure->kind, FailureKind::TimedOut);
    QVERIFY(recorder.failure->text.find("no complete response") != std::string::npos);
}

void Http2PatienceTest::doesNotUseASilentConnectionAgain_data()
{
    QTest::addColumn<int>("headTimeout"); // milliseconds
    QTest::addColumn<int>("totalTimeout");
    QTest::addColumn<int>("cancelAfter");
    QTest::newRow("no head") << 50 << 0 << 0;
    QTest::newRow("not all in time") << 0 << 50 << 0;
    QTest::newRow("the client leaves") << 0 << 0 << 1'100;
}

// Many calls share a connection: one that has died unnoticed must not swallow them all.
void Http2PatienceTest::doesNotUseASilentConnectionAgain()
{
    QFETCH(int, headTimeout);
    QFETCH(int, totalTimeout);
    QFETCH(int, cancelAfter);
    Latch isOver;
    const auto silent = [&](OriginPeer &peer) {
        Http2Peer http(peer);
        http.respond(http.nextRequest()->stream);
        isOver.wait(); // and says nothing more
    };
    LyingOrigin origin({silent, answeringHttp2("second")});
    const auto guard = qScopeGuard([&] { isOver.release(); });
    ClientFixture f;
    Recorder recorder;
    f.run(f.http2Origin(origin.port()), recorder);
    auto request = f.request();
    request.headTimeout = std::chrono::milliseconds(headTimeout);
    request.totalTimeout = std::chrono::milliseconds(totalTimeout);
    Recorder lost;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), request, lost);
    if (cancelAfter > 0) {
        bool isTime = false;
        QTimer::singleShot(cancelAfter, [&] { isTime = true; });
        QVERIFY(waitUntil([&] { return isTime; }));
        call->cancel();
    } else {
        QVERIFY(f.finish(lost));
        QCOMPARE(lost.events, "f");
    }
    Recorder next;
    f.run(f.http2Origin(origin.port()), next);
    QCOMPARE(next.body, "second");
}

// A proxy that takes the connection and says nothing: the next call tries another one.
void Http2PatienceTest::doesNotWaitForAConnectionThatHangs()
{
    Latch isOver;
    LyingOrigin proxy({[&](OriginPeer &) { isOver.wait(); },
                       [](OriginPeer &peer) {
                           (void)peer.readHead();
                           Http2Peer http(peer, {.greeting = "HTTP/1.1 200 OK\r\n\r\n"});
                           http.respond(http.nextRequest()->stream);
                           http.readUntilClosed();
                       }});
    const auto guard = qScopeGuard([&] { isOver.release(); });
    ClientFixture f;
    auto origin = f.origin(81, "behind.example");
    origin->speaksHttp2 = true;
    auto by = std::make_shared<HttpProxy>();
    by->host = by->authority = "127.0.0.1";
    by->port = proxy.port();
    origin->proxy = by;
    auto request = f.request();
    request.connectTimeout = std::chrono::milliseconds(50);
    Recorder lost;
    Recorder waiting; // keeps that connection in use
    (void)f.client.start(origin, f.request(), waiting);
    (void)f.client.start(origin, request, lost);
    QVERIFY(f.finish(lost));
    QCOMPARE(lost.failure->kind, FailureKind::Connect);
    Recorder next;
    f.run(origin, next);
    QCOMPARE(next.events, "hbe");
    QCOMPARE(waiting.events, "");
}

GW_TEST(Http2PatienceTest, gw::test::useEpollDispatcher)
#include "http2_patience_test.moc"
