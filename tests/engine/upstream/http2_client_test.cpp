// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"
#include "engine/upstream/http2_peer.h"
#include "upstream/http_proxy.h"

#include <atomic>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

class Http2ClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsTheRequestAsGiven();
    void reportsTheResponse();
    void callsNobodyInsideStart();
    void sendsBodies_data();
    void sendsBodies();
    void refusesBodiesOfAnotherLength_data();
    void refusesBodiesOfAnotherLength();
    void sharesOneConnection();
    void opensAnotherWhenStreamsAreUsedUp();
    void cancelsOneOfTwo();
    void cancelsBeforeTheConnectionStands();
    void startsCallsInsideReports();
    void closesIdleConnections();
    void keepsOnlySoManyIdle();
    void tunnelsThroughAProxy();
};

void Http2ClientTest::sendsTheRequestAsGiven()
{
    Http2Peer::Request seen;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        const auto *request = http.nextRequest();
        seen = *request;
        http.respond(request->stream);
        http.readUntilClosed();
    }});
    ClientFixture f;
    http::FieldList fields(f.arena);
    fields.add("X-ODD-case", "a  b");
    fields.add("Connection", "keep-alive");
    fields.add("Transfer-Encoding", "chunked");
    fields.add("Upgrade", "websocket");
    fields.add("Host", "other.example");
    fields.add("Authorization", "secret");
    fields.add("bad name", "x");
    fields.add("Bad-Value", "a\r\nb: c");
    fields.add("X-Blank", " a\t"); // a blank at an end is no error in HTTP/1
    auto request = f.request("GET", "/a%20b?x=1&&y");
    request.fields = &fields;
    Recorder recorder;
    (void)f.client.start(f.http2Origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    const Http2FieldTexts expected{{":method", "GET"},
                                   {":scheme", "http"},
                                   {":authority", "origin.example"},
                                   {":path", "/a%20b?x=1&&y"},
                                   {"x-odd-case", "a  b"},
                                   {"authorization", "secret"},
                                   {"x-blank", "a"}};
    QCOMPARE(seen.fields, expected);
    QCOMPARE(seen.unindexed, std::vector<std::string>{"authorization"}); // RFC 7541 section 7.1.3
    QCOMPARE(recorder.events, "hbe");
}

void Http2ClientTest::reportsTheResponse()
{
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        const std::int32_t stream = http.nextRequest()->stream;
        http.sendInformational(stream, {{":status", "103"}, {"link", "</a>"}});
        http.sendHead(stream, {{":status", "207"},
                               {"x-a", "1"},
                               {"x-a", "2"},
                               {"set-cookie", "a=1"},
                               {"content-length", "5"}});
        http.sendBody(stream, "hello", true, {{"x-sum", "7"}});
        http.readUntilClosed();
    }});
    ClientFixture f;
    Recorder recorder;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), f.request(), recorder);
    std::string remote;
    recorder.headHook = [&] {
        remote = call->remoteAddress();
    };
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "ihbe");
    QCOMPARE(recorder.informational.at(0).status, 103);
    QCOMPARE(recorder.informational.at(0).fields, (Http2FieldTexts{{"link", "</a>"}}));
    QCOMPARE(recorder.head.status, 207);
    QCOMPARE(recorder.head.bodyLength, 5U);
    QCOMPARE(recorder.head.fields,
             (Http2FieldTexts{
                 {"x-a", "1"}, {"x-a", "2"}, {"set-cookie", "a=1"}, {"content-length", "5"}}));
    QCOMPARE(recorder.body, "hello");
    QCOMPARE(recorder.trailers, (Http2FieldTexts{{"x-sum", "7"}}));
    QCOMPARE(remote, "127.0.0.1:" + std::to_string(origin.port()));
}

void Http2ClientTest::callsNobodyInsideStart()
{
    LyingOrigin origin({answeringHttp2("ok")});
    ClientFixture f;
    auto closed = f.origin(1);
    closed->speaksHttp2 = true;
    for (const auto &to : {f.http2Origin(origin.port()), f.http2Origin(origin.port()), closed}) {
        Recorder recorder;
        (void)f.client.start(to, f.request(), recorder);
        QCOMPARE(recorder.events, "");
        QVERIFY(f.finish(recorder));
    }
}

void Http2ClientTest::sendsBodies_data()
{
    QTest::addColumn<std::optional<std::uint64_t>>("length");
    QTest::addColumn<bool>("hasTrailers");
    QTest::addColumn<std::string>("declared");
    QTest::newRow("length") << std::optional<std::uint64_t>(5) << false << std::string("5");
    QTest::newRow("none") << std::optional<std::uint64_t>() << false << std::string();
    QTest::newRow("trailers") << std::optional<std::uint64_t>() << true << std::string();
    QTest::newRow("no trailers behind a length")
        << std::optional<std::uint64_t>(5) << true << std::string("5");
}

void Http2ClientTest::sendsBodies()
{
    QFETCH(std::optional<std::uint64_t>, length);
    QFETCH(bool, hasTrailers);
    QFETCH(std::string, declared);
    Http2Peer::Request seen;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        const auto *request = http.nextRequest();
        seen = *request;
        http.respond(request->stream);
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = length;
    http::FieldList trailers(f.arena);
    trailers.add("X-Sum", "7");
    trailers.add("Content-Type", "text/html"); // is no trailer
    Recorder recorder;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), request, recorder);
    QVERIFY(call->write("he"));
    QVERIFY(call->write(""));
    QVERIFY(call->write("llo"));
    call->endBody(hasTrailers ? &trailers : nullptr);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbe");
    QCOMPARE(seen.body, "hello");
    QCOMPARE(seen.field("content-length"), declared);
    QCOMPARE(seen.trailers,
             hasTrailers && !length ? (Http2FieldTexts{{"x-sum", "7"}}) : Http2FieldTexts());
}

void Http2ClientTest::refusesBodiesOfAnotherLength_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("text");
    QTest::newRow("longer") << std::string("hello!") << std::string("longer than declared");
    QTest::newRow("shorter") << std::string("hell") << std::string("shorter than declared");
}

void Http2ClientTest::refusesBodiesOfAnotherLength()
{
    QFETCH(std::string, body);
    QFETCH(std::string, text);
    LyingOrigin origin({answeringHttp2("ok")});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = 5;
    Recorder recorder;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), request, recorder);
    if (call->write(body)) {
        call->endBody();
    }
    QCOMPARE(recorder.events, "");
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "f");
    QVERIFY(recorder.failure->text.find(text) != std::string::npos);
}

void Http2ClientTest::sharesOneConnection()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        Http2Peer http(peer);
        const std::int32_t first = http.nextRequest()->stream;
        const std::int32_t second = http.nextRequest()->stream;
        http.respond(second, "second");
        http.respond(first, "first");
        http.readUntilClosed();
    }});
    ClientFixture f;
    Recorder first;
    Recorder second;
    (void)f.client.start(f.http2Origin(origin.port()), f.request("GET", "/1"), first);
    (void)f.client.start(f.http2Origin(origin.port()), f.request("GET", "/2"), second);
    QCOMPARE(f.client.activeCalls(), 2U);
    QVERIFY(f.finish(first));
    QVERIFY(second.isOver());
    QCOMPARE(first.body, "first");
    QCOMPARE(second.body, "second");
    QCOMPARE(origin.accepted(), 1);
    QCOMPARE(f.client.activeCalls(), 0U);
    QCOMPARE(f.client.idleConnections(), 1U);
}

void Http2ClientTest::opensAnotherWhenStreamsAreUsedUp()
{
    const auto first = [](OriginPeer &peer) {
        Http2Peer http(peer, {.maxStreams = 1});
        http.respond(http.nextRequest()->stream);
        http.readUntilClosed(); // the next one waits
    };
    LyingOrigin origin({first, answeringHttp2("ok")});
    ClientFixture f;
    Recorder warm;
    f.run(f.http2Origin(origin.port()), warm);
    Recorder one;
    Recorder two;
    (void)f.client.start(f.http2Origin(origin.port()), f.request(), one);
    (void)f.client.start(f.http2Origin(origin.port()), f.request(), two);
    QVERIFY(f.finish(two));
    QCOMPARE(origin.accepted(), 2);
    f.client.closeIdleConnections(); // not the one that is waited for
    QVERIFY(!one.isOver());
}

void Http2ClientTest::cancelsOneOfTwo()
{
    std::atomic<bool> isCancelled = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        auto *first = http.nextRequest();
        const auto *second = http.nextRequest();
        http.sendHead(first->stream, {{":status", "200"}});
        http.sendBody(first->stream, "part", false);
        http.waitFor([&] { return first->resetCode.has_value(); });
        isCancelled = first->resetCode == 8U; // CANCEL
        http.respond(second->stream);
        http.readUntilClosed();
    }});
    ClientFixture f;
    Recorder first;
    Recorder second;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), f.request(), first);
    (void)f.client.start(f.http2Origin(origin.port()), f.request(), second);
    first.bodyHook = [&] {
        call->cancel();
    };
    QVERIFY(f.finish(second));
    QVERIFY(isCancelled);
    QCOMPARE(first.events, "hb");
    QCOMPARE(second.events, "hbe");
    QCOMPARE(f.client.activeCalls(), 0U);
}

void Http2ClientTest::cancelsBeforeTheConnectionStands()
{
    std::atomic<int> requests = 0;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        while (const auto *request = http.nextRequest()) {
            ++requests;
            http.respond(request->stream);
        }
    }});
    ClientFixture f;
    Recorder first;
    Recorder second;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), f.request(), first);
    (void)f.client.start(f.http2Origin(origin.port()), f.request(), second);
    call->cancel();
    QVERIFY(f.finish(second));
    QCOMPARE(first.events, "");
    QCOMPARE(requests, 1);
    QCOMPARE(f.client.activeCalls(), 0U);
    // A connection that nobody waits for is not kept.
    std::atomic<bool> wasClosed = false;
    LyingOrigin unwanted({[&](OriginPeer &peer) {
        wasClosed = peer.readOnce().empty();
    }});
    Recorder third;
    f.client.start(f.http2Origin(unwanted.port()), f.request(), third)->cancel();
    QVERIFY(waitUntil([&] { return wasClosed.load(); }));
    QCOMPARE(third.events, "");
}

void Http2ClientTest::startsCallsInsideReports()
{
    LyingOrigin origin({answeringHttp2("ok")});
    ClientFixture f;
    Recorder first;
    Recorder second;
    Recorder third;
    first.headHook = [&] {
        (void)f.client.start(f.http2Origin(origin.port()), f.request(), second);
    };
    second.endHook = [&] {
        f.client.closeIdleConnections(); // it has just become idle
        (void)f.client.start(f.http2Origin(origin.port()), f.request(), third);
    };
    (void)f.client.start(f.http2Origin(origin.port()), f.request(), first);
    QVERIFY(waitUntil([&] { return third.isOver(); }));
    QCOMPARE(first.events, "hbe");
    QCOMPARE(second.events, "hbe");
    QCOMPARE(third.events, "hbe");
    QCOMPARE(origin.accepted(), 2);
}

void Http2ClientTest::closesIdleConnections()
{
    std::atomic<bool> isClosed = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        http.respond(http.nextRequest()->stream);
        http.readUntilClosed();
        isClosed = true;
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(f.http2Origin(origin.port()), recorder);
    QCOMPARE(f.client.idleConnections(), 1U);
    f.client.closeIdleConnections();
    QCOMPARE(f.client.idleConnections(), 0U);
    QVERIFY(waitUntil([&] { return isClosed.load(); }));
    Recorder second;
    f.run(f.http2Origin(origin.port()), second); // idle for too long
    QCOMPARE(f.client.idleConnections(), 1U);
    f.timers.advance(Clock::now() + UpstreamConnection::kIdleTime + std::chrono::seconds(1));
    QCOMPARE(f.client.idleConnections(), 0U);
}

void Http2ClientTest::keepsOnlySoManyIdle()
{
    LyingOrigin origin({answeringHttp2("ok")});
    ClientFixture f;
    const auto to = f.http2Origin(origin.port());
    to->maxIdleConnections = 0;
    Recorder recorder;
    f.run(to, recorder);
    QCOMPARE(recorder.events, "hbe");
    QCoreApplication::processEvents(); // the round that it ended in
    QCOMPARE(f.client.idleConnections(), 0U);
    Recorder second;
    f.run(to, second);
    QCOMPARE(origin.accepted(), 2);
}

void Http2ClientTest::tunnelsThroughAProxy()
{
    std::string asked;
    LyingOrigin proxy({[&](OriginPeer &peer) {
        asked = peer.readHead();
        // It is the origin as well, whose first word comes with the proxy's.
        Http2Peer http(peer, {.greeting = "HTTP/1.1 200 OK\r\n\r\n"});
        http.respond(http.nextRequest()->stream, "behind");
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto origin = f.origin(81, "behind.example");
    origin->speaksHttp2 = true;
    auto by = std::make_shared<HttpProxy>();
    by->host = "127.0.0.1";
    by->port = proxy.port();
    by->authority = "127.0.0.1";
    origin->proxy = by;
    Recorder recorder;
    f.run(origin, recorder);
    QCOMPARE(recorder.failure.value_or(Failure()).text, "");
    QCOMPARE(recorder.body, "behind");
    QVERIFY(asked.starts_with("CONNECT behind.example:81 HTTP/1.1\r\n"));
}

GW_TEST(Http2ClientTest, gw::test::useEpollDispatcher)
#include "http2_client_test.moc"
