// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"

#include <array>
#include <atomic>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

class HttpClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsTheRequestAsGiven();
    void reportsTheResponseAsSent();
    void callsNobodyInsideStart();
    void framesBodies_data();
    void framesBodies();
    void sendsHeadAndBodyInOnePiece();
    void sendsTheHeadBeforeTheBodyIsKnown();
    void refusesBodiesOfAnotherLength_data();
    void refusesBodiesOfAnotherLength();
    void knowsResponsesWithoutBody_data();
    void knowsResponsesWithoutBody();
    void readsUntilClose();
    void readsChunksAndTrailers();
    void readsByteAfterByte();
    void relaysInformational();
    void relaysAnUpgrade();
    void endsAnUpgradeOnOurSide();
    void treatsARefusedUpgradeAsAResponse();
    void speaksIpv6();
    void triesAllAddresses();
};

void HttpClientTest::sendsTheRequestAsGiven()
{
    std::string head;
    LyingOrigin origin({[&](OriginPeer &peer) {
        head = peer.readHead();
        peer.send(kOk);
    }});
    ClientFixture f;
    http::FieldList fields(f.arena);
    fields.add("X-ODD-case", "a  b");
    fields.add("accept", "*/*");
    auto request = f.request("GET", "/a%20b?x=1&&y");
    request.fields = &fields;
    Recorder recorder;
    (void)f.client.start(f.origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(head, "GET /a%20b?x=1&&y HTTP/1.1\r\nHost: origin.example\r\nX-ODD-case: a  b\r\n"
                   "accept: */*\r\n\r\n");
}

void HttpClientTest::reportsTheResponseAsSent()
{
    LyingOrigin origin({answering("HTTP/1.1 207 Some  Reason\r\nX-a: 1\r\nx-A:   2  \r\n"
                                  "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nKeep-Alive: x\r\n"
                                  "Content-Length: 5\r\n\r\nhello")});
    ClientFixture f;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), f.request(), recorder);
    std::string remote;
    recorder.headHook = [&] {
        remote = call->remoteAddress();
    };
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbe");
    QCOMPARE(recorder.head.status, 207);
    QCOMPARE(recorder.head.reason, "Some  Reason");
    QCOMPARE(recorder.head.bodyLength, 5U);
    const std::vector<std::pair<std::string, std::string>> expected{
        {"X-a", "1"},          {"x-A", "2"},        {"Set-Cookie", "a=1"},
        {"Set-Cookie", "b=2"}, {"Keep-Alive", "x"}, {"Content-Length", "5"}};
    QCOMPARE(recorder.head.fields, expected);
    QCOMPARE(recorder.body, "hello");
    QCOMPARE(remote, "127.0.0.1:" + std::to_string(origin.port()));
}

void HttpClientTest::callsNobodyInsideStart()
{
    LyingOrigin origin({answering(kOk)});
    ClientFixture f;
    Recorder first;
    f.run(f.origin(origin.port()), first);
    // On an open connection, towards a closed port, and for a bad address.
    for (const auto &to : {f.origin(origin.port()), f.origin(1), f.origin(80, "256.1.1.1")}) {
        Recorder recorder;
        (void)f.client.start(to, f.request(), recorder);
        QCOMPARE(recorder.events, "");
        QVERIFY(f.finish(recorder));
    }
}

void HttpClientTest::framesBodies_data()
{
    QTest::addColumn<bool>("hasLength");
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<std::string>("field");
    QTest::addColumn<std::string>("wire");
    const auto row = [](const char *name, bool hasLength, const QStringList &pieces,
                        std::string field, std::string wire) {
        QTest::newRow(name) << hasLength << pieces << field << wire;
    };
    const QString large(300, QLatin1Char('x'));
    row("length", true, {QStringLiteral("hello")}, "Content-Length: 5\r\n", "hello");
    row("length in pieces", true, {QStringLiteral("he"), QString(), QStringLiteral("llo")},
        "Content-Length: 5\r\n", "hello");
    row("chunked", false, {QStringLiteral("hello"), QString(), large},
        "Transfer-Encoding: chunked\r\n",
        "5\r\nhello\r\n12c\r\n" + large.toStdString() + "\r\n0\r\n\r\n");
    row("chunked without a byte", false, {}, "Transfer-Encoding: chunked\r\n", "0\r\n\r\n");
}

void HttpClientTest::framesBodies()
{
    QFETCH(bool, hasLength);
    QFETCH(QStringList, pieces);
    QFETCH(std::string, field);
    QFETCH(std::string, wire);
    std::string head;
    std::string body;
    LyingOrigin origin({[&](OriginPeer &peer) {
        head = peer.readHead();
        body = peer.readExactly(wire.size());
        peer.send(kOk);
        peer.readAll();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = std::nullopt;
    if (hasLength) {
        request.bodyLength = std::uint64_t(pieces.join(QString()).size());
    }
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    for (const QString &piece : pieces) {
        QVERIFY(call->write(piece.toStdString()));
    }
    call->endBody();
    QVERIFY(f.finish(recorder));
    QVERIFY(recorder.hasEnded());
    QVERIFY(head.find(field) != std::string::npos);
    QCOMPARE(body, wire);
    QCOMPARE(f.client.idleConnections(), 1U);
}

void HttpClientTest::sendsHeadAndBodyInOnePiece()
{
    std::string second; // written before the client can have its answer
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send(kOk);
        second = peer.readOnce();
        peer.send(kOk);
        peer.readAll();
    }});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    Recorder first;
    f.run(to, first);
    auto request = f.request("POST");
    request.bodyLength = 4;
    Recorder recorder;
    ClientCall *call = f.client.start(to, request, recorder);
    QVERIFY(call->write("body"));
    call->endBody();
    QVERIFY(f.finish(recorder));
    QVERIFY(second.starts_with("POST / HTTP/1.1\r\n"));
    QVERIFY(second.ends_with("\r\n\r\nbody"));
}

void HttpClientTest::sendsTheHeadBeforeTheBodyIsKnown()
{
    std::atomic<bool> hasHead = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        hasHead = !peer.readHead().empty();
        peer.readExactly(4);
        peer.send(kOk);
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = 4;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    QVERIFY(waitUntil([&] { return hasHead.load(); }));
    QVERIFY(call->write("body"));
    call->endBody();
    QVERIFY(f.finish(recorder));
    QVERIFY(recorder.hasEnded());
}

void HttpClientTest::refusesBodiesOfAnotherLength_data()
{
    QTest::addColumn<int>("declared");
    QTest::newRow("shorter") << 5;
    QTest::newRow("longer") << 3;
}

void HttpClientTest::refusesBodiesOfAnotherLength()
{
    QFETCH(int, declared);
    std::atomic<bool> isClosed = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readAll();
        isClosed = true;
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = std::uint64_t(declared);
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    (void)call->write("body");
    call->endBody();
    QCOMPARE(recorder.events, "");
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "f");
    QVERIFY(waitUntil([&] { return isClosed || origin.accepted() == 0; }));
}

void HttpClientTest::knowsResponsesWithoutBody_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("head");
    const auto row = [](const char *name, const char *method, const char *head) {
        QTest::newRow(name) << std::string(method) << std::string(head);
    };
    row("HEAD with a length", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n");
    row("HEAD chunked", "HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    row("HEAD bare", "HEAD", "HTTP/1.1 200 OK\r\n\r\n");
    row("204", "GET", "HTTP/1.1 204 No Content\r\n\r\n");
    row("304 with a length", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n");
    row("length zero", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

void HttpClientTest::knowsResponsesWithoutBody()
{
    QFETCH(std::string, method);
    QFETCH(std::string, head);
    LyingOrigin origin({answering(head)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    for (int i = 0; i < 2; ++i) {
        Recorder recorder;
        f.run(to, recorder, method);
        QCOMPARE(recorder.events, "he");
        QCOMPARE(f.client.idleConnections(), 1U);
    }
    QCOMPARE(origin.accepted(), 1);
}

void HttpClientTest::readsUntilClose()
{
    LyingOrigin origin({answeringOnce("HTTP/1.1 200 OK\r\n\r\nall of it")});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QVERIFY(recorder.hasEnded());
    QVERIFY(!recorder.head.bodyLength);
    QCOMPARE(recorder.body, "all of it");
    QCOMPARE(f.client.idleConnections(), 0U);
}

void HttpClientTest::readsChunksAndTrailers()
{
    LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "5;ext=\"x\"\r\nhello\r\n00006\r\n world\r\n0\r\n"
                                  "X-Sum: 42\r\nX-sum: 43\r\n\r\n")});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QVERIFY(recorder.hasEnded());
    QCOMPARE(recorder.body, "hello world");
    const std::vector<std::pair<std::string, std::string>> expected{{"X-Sum", "42"},
                                                                    {"X-sum", "43"}};
    QCOMPARE(recorder.trailers, expected);
    QCOMPARE(f.client.idleConnections(), 1U);
}

void HttpClientTest::readsByteAfterByte()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readHead();
        peer.sendBytewise("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"
                          "HTTP/1.1 200 OK\r\nX-Name: value\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "3\r\nabc\r\n1\r\nd\r\n0\r\nT: 1\r\n\r\n");
        peer.readAll();
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QCOMPARE(recorder.events, "ihbe");
    QCOMPARE(recorder.informational.front().status, 103);
    QCOMPARE(recorder.field("X-Name"), "value");
    QCOMPARE(recorder.body, "abcd");
    QCOMPARE(recorder.trailers.size(), 1U);
    QCOMPARE(f.client.idleConnections(), 1U);
}

void HttpClientTest::relaysInformational()
{
    LyingOrigin origin({answering("HTTP/1.1 100 Continue\r\n\r\n"
                                  "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
                                  "HTTP/1.1 103 Early Hints\r\nLink: </b.css>\r\n\r\n" +
                                  std::string(kOk))});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QCOMPARE(recorder.events, "iiihbe");
    QCOMPARE(recorder.informational[0].status, 100);
    QCOMPARE(recorder.informational[2].fields.front().second, "</b.css>");
    QCOMPARE(recorder.head.fields.size(), 1U);
    QCOMPARE(f.client.idleConnections(), 1U);
}

void HttpClientTest::relaysAnUpgrade()
{
    std::string head;
    LyingOrigin origin({[&](OriginPeer &peer) {
        head = peer.readHead();
        peer.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n"
                  "at once");
        peer.send(peer.readExactly(4));
        peer.readAll();
        peer.send("bye");
    }});
    ClientFixture f;
    http::FieldList fields(f.arena);
    fields.add("Upgrade", "chat");
    auto request = f.request();
    request.fields = &fields;
    request.wantsUpgrade = true;
    request.totalTimeout = std::chrono::milliseconds(200); // not for what follows 101
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    call->endBody(); // the request's, which has none
    QVERIFY(waitUntil([&] { return recorder.body == "at once"; }));
    QVERIFY(head.find("\r\nConnection: Upgrade\r\n") != std::string::npos);
    QVERIFY(head.find("\r\nUpgrade: chat\r\n") != std::string::npos);
    QCOMPARE(recorder.head.status, 101);
    QTest::qWait(300);
    QVERIFY(call->write("ping"));
    QVERIFY(waitUntil([&] { return recorder.body == "at onceping"; }));
    call->endBody();
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbe");
    QCOMPARE(recorder.body, "at oncepingbye");
    QCOMPARE(f.client.idleConnections(), 0U);
}

void HttpClientTest::endsAnUpgradeOnOurSide()
{
    std::atomic<std::size_t> received = 0;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\n\r\n");
        received = peer.readAll().size();
        peer.send("end");
    }});
    ClientFixture f;
    auto request = f.request();
    request.wantsUpgrade = true;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    const std::string large(4 * 1024 * 1024, 'x');
    recorder.headHook = [&] {
        (void)call->write(large);
        call->endBody(); // the bytes that wait go out first
    };
    QVERIFY(f.finish(recorder));
    QCOMPARE(received.load(), large.size());
    QCOMPARE(recorder.body, "end");
}

void HttpClientTest::treatsARefusedUpgradeAsAResponse()
{
    LyingOrigin origin({answering(kOk)});
    ClientFixture f;
    auto request = f.request();
    request.wantsUpgrade = true;
    Recorder recorder;
    (void)f.client.start(f.origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbe");
    QCOMPARE(f.client.idleConnections(), 1U);
}

void HttpClientTest::speaksIpv6()
{
    LyingOrigin origin({answering(kOk)}, nullptr, "::1");
    ClientFixture f;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port(), "::1"), f.request(), recorder);
    std::string remote;
    recorder.headHook = [&] {
        remote = call->remoteAddress();
    };
    QVERIFY(f.finish(recorder));
    QVERIFY(recorder.hasEnded());
    QCOMPARE(remote, "[::1]:" + std::to_string(origin.port()));
}

void HttpClientTest::triesAllAddresses()
{
    LyingOrigin origin({answering(kOk)});
    TimerWheel timers;
    net::Resolver::Options options;
    options.lookUp = [](const std::string &) -> Expected<std::vector<net::IpAddress>> {
        return std::vector{*net::IpAddress::parse("127.0.0.9"), *net::IpAddress::parse("::1"),
                           *net::IpAddress::parse("127.0.0.1")};
    };
    net::Resolver resolver(options);
    HttpClient client(timers, resolver);
    ClientFixture f;
    Recorder recorder;
    (void)client.start(f.origin(origin.port(), "many.example"), f.request(), recorder);
    QVERIFY(f.finish(recorder));
    QVERIFY(recorder.hasEnded());
}

GW_TEST(HttpClientTest, gw::test::useEpollDispatcher)
#include "http_client_test.moc"
