// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/echo/echo_fixture.h"
#include "support/room_test.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

using namespace gw;
using gw::test::EchoFixture;
using gw::test::FakeExchange;
using gw::test::jsonOf;

// Answers that take time or room.
class EchoStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<EchoFixture>(); }
    void sendsBytes();
    void waitsForASlowClient();
    void streamsLines();
    void sendsEvents();
    void delays();
    void forgetsClientsThatLeave();
    void limitsBodies();
    void answersBodyFailures();
    void speaksWebSocket();
    void refusesBadHandshakes_data();
    void refusesBadHandshakes();

private:
    void exchange(FakeExchange &exchange, std::string_view body = {})
    {
        m_fixture->exchange(exchange, body);
    }

    std::unique_ptr<EchoFixture> m_fixture;
};

void EchoStreamTest::sendsBytes()
{
    FakeExchange bytes("GET", "/bytes/100000?seed=7");
    exchange(bytes);
    QVERIFY(bytes.isOver);
    QCOMPARE(bytes.length, 100'000U);
    QCOMPARE(bytes.body.size(), 100'000U);

    FakeExchange chunked("GET", "/stream-bytes/100000?seed=7&chunk_size=1000");
    exchange(chunked);
    QVERIFY(chunked.isOver);
    QVERIFY(!chunked.length);
    QCOMPARE(chunked.pieces, 100);
    QCOMPARE(chunked.body, bytes.body);

    FakeExchange other("GET", "/bytes/100000?seed=8");
    exchange(other);
    QVERIFY(other.body != bytes.body);

    FakeExchange nothing("GET", "/bytes/0");
    exchange(nothing);
    QVERIFY(nothing.isOver);
    QCOMPARE(nothing.length, 0U);
    QCOMPARE(m_fixture->echo.activeTasks(), 0U);
}

void EchoStreamTest::waitsForASlowClient()
{
    FakeExchange bytes("GET", "/bytes/1000000");
    bytes.isFull = true;
    exchange(bytes);
    QVERIFY(!bytes.isOver);
    QCOMPARE(bytes.pieces, 1);
    bytes.drain();
    QVERIFY(bytes.isOver);
    QCOMPARE(bytes.body.size(), 1'000'000U);
}

void EchoStreamTest::streamsLines()
{
    FakeExchange get("GET", "/stream/3?a=1");
    exchange(get);
    QVERIFY(get.isOver);
    const QList<QByteArray> lines = QByteArray::fromStdString(get.body).split('\n');
    QCOMPARE(lines.size(), 4);
    for (int i = 0; i < 3; ++i) {
        const QJsonObject json = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(json[u"id"].toInt(), i);
        QCOMPARE(json[u"args"][u"a"].toString(), QStringLiteral("1"));
    }
}

void EchoStreamTest::sendsEvents()
{
    FakeExchange get("GET", "/sse?count=3&delay=60");
    exchange(get);
    QCOMPARE(get.answerField("Content-Type"), "text/event-stream");
    QCOMPARE(get.body, "event: ping\nid: 0\ndata: {\"id\": 0}\n\n");
    const auto now = Clock::now();
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(!get.isOver);
        m_fixture->timers.advance(now +
                                  i * std::chrono::seconds(11)); // ten seconds is the longest pause
    }
    QVERIFY(get.isOver);
    QVERIFY(get.body.ends_with("id: 2\ndata: {\"id\": 2}\n\n"));
    QCOMPARE(m_fixture->echo.activeTasks(), 0U);
}

void EchoStreamTest::delays()
{
    FakeExchange late("POST", "/delay/0.05");
    const auto before = Clock::now();
    exchange(late, "kept");
    QVERIFY(!late.isOver);
    QVERIFY(QTest::qWaitFor([&] { return late.isOver; }));
    QVERIFY(Clock::now() - before >= std::chrono::milliseconds(50));
    QCOMPARE(jsonOf(late)[u"data"].toString(), QStringLiteral("kept"));

    FakeExchange wrong("GET", "/delay/soon");
    exchange(wrong);
    QCOMPARE(wrong.status(), 400);
}

void EchoStreamTest::forgetsClientsThatLeave()
{
    for (const char *target : {"/delay/10", "/sse", "/anything"}) {
        FakeExchange request("GET", target);
        m_fixture->echo.onRequest(request);
        if (request.isReadingBody() && std::string_view(target) != "/anything") {
            request.endBody();
        }
        QCOMPARE(m_fixture->echo.activeTasks(), 1U);
        request.leave();
        QCOMPARE(m_fixture->echo.activeTasks(), 0U);
    }
    m_fixture->timers.advance(Clock::now() + std::chrono::seconds(60));
}

void EchoStreamTest::limitsBodies()
{
    FakeExchange post("POST", "/post");
    m_fixture->echo.onRequest(post);
    const std::string megabyte(1024 * 1024, 'x');
    for (int i = 0; i < 17; ++i) {
        post.sendBody(megabyte);
    }
    post.endBody();
    QCOMPARE(post.status(), 413);
    QVERIFY(post.isOver);
}

void EchoStreamTest::answersBodyFailures()
{
    for (const auto &[failure, status] :
         {std::pair(http::BodyFailure::TooLarge, 413), std::pair(http::BodyFailure::Malformed, 400),
          std::pair(http::BodyFailure::TimedOut, 408)}) {
        FakeExchange post("POST", "/post");
        m_fixture->echo.onRequest(post);
        post.failBody(failure);
        QVERIFY(post.isOver);
        QCOMPARE(post.status(), status);
    }
    QCOMPARE(m_fixture->echo.activeTasks(), 0U);
}

void EchoStreamTest::speaksWebSocket()
{
    FakeExchange ws("GET", "/ws");
    ws.field("Connection", "keep-alive, Upgrade")
        .field("Upgrade", "WebSocket")
        .field("Sec-WebSocket-Version", "13")
        .field("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    m_fixture->echo.onRequest(ws);
    QVERIFY(ws.isUpgraded);
    QCOMPARE(ws.status(), 101);
    QCOMPARE(ws.answerField("Upgrade"), "websocket");
    QCOMPARE(ws.answerField("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

    ws.isFull = true;
    ws.sendBody(std::string_view("\x81\x82\0\0\0\0hi", 8));
    QCOMPARE(ws.body, "\x81\x02hi");
    QVERIFY(ws.isPaused);
    ws.drain();
    QVERIFY(!ws.isPaused);

    ws.sendBody(std::string_view("\x88\x80\0\0\0\0", 6));
    QVERIFY(ws.body.ends_with(std::string_view("\x88\0", 2)));
    QVERIFY(ws.isOver);
    QCOMPARE(m_fixture->echo.activeTasks(), 1U);
    ws.endBody();
    QCOMPARE(m_fixture->echo.activeTasks(), 0U);
}

void EchoStreamTest::refusesBadHandshakes_data()
{
    QTest::addColumn<std::string>("upgrade");
    QTest::addColumn<std::string>("key");
    QTest::addColumn<std::string>("version");
    QTest::addColumn<int>("status");
    const std::string key = "dGhlIHNhbXBsZSBub25jZQ==";
    QTest::newRow("no upgrade") << std::string() << key << std::string("13") << 400;
    QTest::newRow("other protocol") << std::string("h2c") << key << std::string("13") << 400;
    QTest::newRow("no key") << std::string("websocket") << std::string() << std::string("13")
                            << 400;
    QTest::newRow("short key") << std::string("websocket") << std::string("YWJj")
                               << std::string("13") << 400;
    QTest::newRow("old version") << std::string("websocket") << key << std::string("8") << 426;
}

void EchoStreamTest::refusesBadHandshakes()
{
    QFETCH(std::string, upgrade);
    QFETCH(std::string, key);
    QFETCH(std::string, version);
    FakeExchange ws("GET", "/ws");
    ws.field("Upgrade", upgrade)
        .field("Sec-WebSocket-Key", key)
        .field("Sec-WebSocket-Version", version);
    m_fixture->echo.onRequest(ws);
    QTEST(ws.status(), "status");
    QVERIFY(ws.isOver && !ws.isUpgraded);
    QCOMPARE(ws.answerField("Sec-WebSocket-Version"), "13");
}

GW_TEST(EchoStreamTest)
#include "echo_stream_test.moc"
