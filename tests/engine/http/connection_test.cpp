// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_client.h"
#include "engine/http/wire_server.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace gw::http;
using namespace gw::http::test;
using namespace std::chrono_literals;
using gw::test::bodyOf;
using gw::test::get;
using gw::test::has;
using gw::test::post;

namespace {

std::string statusOf(const std::string &response)
{
    return response.substr(0, response.find('\r'));
}

} // namespace

class ConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsAlive();
    void answersFromAnotherEvent();
    void answersPipelinedRequestsInOrder();
    void answersBytewiseRequests();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void speaksToHttp10();
    void leavesOutBodies_data();
    void leavesOutBodies();
    void readsBodies();
    void readsChunkedBodiesWithTrailers();
    void pausesBodies();
    void streamsWithLengthAndInChunks();
    void streamsToHttp10UntilClose();
    void sendsHints();
    void continuesWhenTheBodyIsWanted();
    void closesWhenAnExpectedBodyIsNotWanted();
    void skipsSmallUnreadBodies();
    void closesAfterLargeUnreadBodies();
    void relaysUpgrades();
    void showsIncompleteAnswers_data();
    void showsIncompleteAnswers();
    void answersHalfClosedClients();
    void treatsHalfCloseAsAbortIfTold();
    void noticesResets_data();
    void noticesResets();
    void noticesClientsThatLeaveWhileStreaming();
};

void ConnectionTest::answersAndKeepsAlive()
{
    WireServer server;
    WireClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(get("/hello")));
        const std::string response = client.readResponse();
        QCOMPARE(statusOf(response), "HTTP/1.1 200 OK");
        QCOMPARE(bodyOf(response), "hello");
        QVERIFY(has(response, "Date: "));
        QVERIFY(!has(response, "Connection:"));
    }
    QCOMPARE(server.countConnections(), std::size_t(1));
}

void ConnectionTest::answersFromAnotherEvent()
{
    WireServer server;
    WireClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(get("/later") + get("/later")));
        QCOMPARE(bodyOf(client.readResponse()), "hello");
        QCOMPARE(bodyOf(client.readResponse()), "hello");
    }
}

void ConnectionTest::answersPipelinedRequestsInOrder()
{
    WireServer server;
    WireClient client(server.port());
    std::string requests;
    for (int i = 0; i < 500; ++i) {
        requests += i % 3 == 0   ? post("/echo", std::to_string(i))
                    : i % 3 == 1 ? get("/later")
                                 : get("/hello");
    }
    QVERIFY(client.send(requests));
    for (int i = 0; i < 500; ++i) {
        QCOMPARE(bodyOf(client.readResponse()), i % 3 == 0 ? std::to_string(i) : "hello");
    }
}

void ConnectionTest::answersBytewiseRequests()
{
    WireServer server;
    WireClient client(server.port());
    const int one = 1;
    ::setsockopt(client.descriptor(), IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    for (const char c : post("/echo", "abc") + get("/hello")) {
        QVERIFY(client.send({&c, 1}));
    }
    QCOMPARE(bodyOf(client.readResponse()), "abc");
    QCOMPARE(bodyOf(client.readResponse()), "hello");
}

void ConnectionTest::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("by the client")
        << QByteArray::fromStdString(get("/hello", "Connection: close\r\n"));
    QTest::newRow("by the handler") << QByteArray::fromStdString(get("/close"));
}

void ConnectionTest::closesWhenAsked()
{
    QFETCH(const QByteArray, request);
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(request.toStdString()));
    const std::string response = client.readAll();
    QVERIFY(has(response, "Connection: close\r\n"));
    QCOMPARE(bodyOf(response), "hello");
    QVERIFY(client.isEnded());
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ConnectionTest::speaksToHttp10()
{
    WireServer server;
    WireClient closing(server.port());
    QVERIFY(closing.send("GET /hello HTTP/1.0\r\n\r\n"));
    QVERIFY(has(closing.readAll(), "Connection: close\r\n"));
    QVERIFY(closing.isEnded());

    WireClient keeping(server.port());
    for (int i = 0; i < 2; ++i) {
        QVERIFY(keeping.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
        const std::string response = keeping.readResponse();
        QVERIFY(has(response, "Connection: keep-alive\r\n"));
        QCOMPARE(bodyOf(response), "hello");
    }
}

void ConnectionTest::leavesOutBodies_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("hasLength");
    QTest::newRow("HEAD") << QByteArray("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n")
                          << QByteArray("HTTP/1.1 200 OK") << true;
    QTest::newRow("HEAD, streamed") << QByteArray("HEAD /stream?100000 HTTP/1.1\r\nHost: a\r\n\r\n")
                                    << QByteArray("HTTP/1.1 200 OK") << true;
    QTest::newRow("HEAD, chunked") << QByteArray("HEAD /chunks?100000 HTTP/1.1\r\nHost: a\r\n\r\n")
                                   << QByteArray("HTTP/1.1 200 OK") << false;
    QTest::newRow("204") << QByteArray("GET /empty HTTP/1.1\r\nHost: a\r\n\r\n")
                         << QByteArray("HTTP/1.1 204 No Content") << false;
    QTest::newRow("304") << QByteArray("GET /old HTTP/1.1\r\nHost: a\r\n\r\n")
                         << QByteArray("HTTP/1.1 304 Not Modified") << true;
}

void ConnectionTest::leavesOutBodies()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, status);
    QFETCH(const bool, hasLength);
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(request.toStdString() + get("/hello", "Connection: close\r\n")));
    const std::string response = client.readUntil("\r\n\r\n");
    QCOMPARE(statusOf(response), status.toStdString());
    QCOMPARE(has(response, "Content-Length: "), hasLength);
    QVERIFY(!has(response, "Content-Length: 0"));
    QVERIFY(!has(response, "Transfer-Encoding"));
    QVERIFY(client.readAll().starts_with("HTTP/1.1 200 OK\r\n"));
}

void ConnectionTest::readsBodies()
{
    WireServer server;
    WireClient client(server.port());
    const std::string large(3'000'000, 'y');
    QVERIFY(client.send(post("/echo", "abc") + post("/echo", "") + post("/echo", large)));
    QCOMPARE(bodyOf(client.readResponse()), "abc");
    QCOMPARE(bodyOf(client.readResponse()), "");
    QVERIFY(bodyOf(client.readResponse()) == large);
    QCOMPARE(server.seen().bodyEnds.load(), 3);
}

void ConnectionTest::readsChunkedBodiesWithTrailers()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n" +
                        get("/hello")));
    QCOMPARE(bodyOf(client.readResponse()), "abcde|X-Sum=1");
    QCOMPARE(bodyOf(client.readResponse()), "hello");
    QVERIFY(
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
    QVERIFY(has(client.readAll(), "HTTP/1.1 400 "));
    QCOMPARE(server.seen().bodyFailure.load(), static_cast<int>(BodyFailure::Malformed));
}

void ConnectionTest::pausesBodies()
{
    WireServer server;
    WireClient client(server.port());
    const std::string body(500'000, 'z');
    QVERIFY(client.send(post("/slowly", body) + get("/hello")));
    QVERIFY(bodyOf(client.readResponse()) == body);
    QCOMPARE(bodyOf(client.readResponse()), "hello");
}

void ConnectionTest::streamsWithLengthAndInChunks()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(get("/stream?1000000")));
    QCOMPARE(bodyOf(client.readResponse()).size(), std::size_t(1'000'000));
    QVERIFY(client.send(get("/chunks?40000")));
    const std::string head = client.readUntil("\r\n\r\n");
    QVERIFY(has(head, "Transfer-Encoding: chunked\r\n"));
    QVERIFY(!has(head, "Content-Length"));
    const std::string piece = std::string(16384, 'x');
    QVERIFY(client.readUntil("0\r\n\r\n") == "4000\r\n" + piece + "\r\n4000\r\n" + piece +
                                                 "\r\n1c40\r\n" + std::string(7232, 'x') +
                                                 "\r\n0\r\n\r\n");
    QVERIFY(client.send(get("/hello")));
    QCOMPARE(bodyOf(client.readResponse()), "hello");
}

void ConnectionTest::streamsToHttp10UntilClose()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send("GET /chunks?40000 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    const std::string response = client.readAll();
    QVERIFY(has(response, "Connection: close\r\n"));
    QVERIFY(!has(response, "Transfer-Encoding"));
    QCOMPARE(bodyOf(response).size(), std::size_t(40'000));
    QVERIFY(client.isEnded());
}

void ConnectionTest::sendsHints()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(get("/hints")));
    QCOMPARE(client.readUntil("\r\n\r\n"), "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    QCOMPARE(bodyOf(client.readResponse()), "hello");
}

void ConnectionTest::continuesWhenTheBodyIsWanted()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                        "Content-Length: 3\r\n\r\n"));
    QCOMPARE(client.readUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    QVERIFY(client.send("abc"));
    QCOMPARE(bodyOf(client.readResponse()), "abc");
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                        "Content-Length: 3\r\n\r\nabc"));
    QCOMPARE(statusOf(client.readResponse()), "HTTP/1.1 200 OK"); // it did not wait
}

void ConnectionTest::closesWhenAnExpectedBodyIsNotWanted()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send("POST /ignore HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                        "Content-Length: 3\r\n\r\n"));
    const std::string response = client.readAll();
    QVERIFY(has(response, "Connection: close\r\n"));
    QVERIFY(!has(response, "100 Continue"));
    QCOMPARE(bodyOf(response), "ignored");
}

void ConnectionTest::skipsSmallUnreadBodies()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(post("/ignore", std::string(50'000, 'x')) + get("/hello")));
    QCOMPARE(bodyOf(client.readResponse()), "ignored");
    QCOMPARE(bodyOf(client.readResponse()), "hello");
}

void ConnectionTest::closesAfterLargeUnreadBodies()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send("POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"));
    const std::string response = client.readResponse();
    QVERIFY(has(response, "Connection: close\r\n"));
    QCOMPARE(bodyOf(response), "ignored");
    client.send(std::string(500'000, 'x')); // must not turn the answer into a reset
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
}

void ConnectionTest::relaysUpgrades()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(get("/tunnel", "Connection: Upgrade\r\nUpgrade: upper\r\n") + "early "));
    const std::string head = client.readUntil("\r\n\r\n");
    QCOMPARE(statusOf(head), "HTTP/1.1 101 Switching Protocols");
    QVERIFY(has(head, "Connection: Upgrade\r\n"));
    QVERIFY(has(head, "Upgrade: upper\r\n"));
    QVERIFY(!has(head, "Content-Length"));
    QCOMPARE(client.readUntil("EARLY "), "EARLY ");
    QVERIFY(client.send("GET / HTTP/1.1\r\n\r\n"));
    QCOMPARE(client.readUntil("\r\n\r\n"), "GET / HTTP/1.1\r\n\r\n");
    client.shutDownWriting();
    QCOMPARE(client.readAll(), "BYE");
    QVERIFY(client.isEnded());
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ConnectionTest::showsIncompleteAnswers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("too few bytes") << QByteArray("GET /short HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("chunks") << QByteArray("GET /cut HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("until close") << QByteArray("GET /cut HTTP/1.0\r\n\r\n");
    QTest::newRow("nothing sent") << QByteArray("GET /abort HTTP/1.1\r\nHost: a\r\n\r\n");
}

void ConnectionTest::showsIncompleteAnswers()
{
    QFETCH(const QByteArray, request);
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(request.toStdString() + get("/hello")));
    const std::string response = client.readAll();
    QVERIFY(!client.hasTimedOut());
    QVERIFY(!has(response, "hello"));
    const bool isFramed = has(response, "Content-Length: 10") || has(response, "chunked");
    QVERIFY(isFramed || client.wasReset());
    QVERIFY(!has(response, "\r\n0\r\n"));
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ConnectionTest::answersHalfClosedClients()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(
        client.send(get("/later") + post("/slowly", std::string(100'000, 'x')) + get("/hello")));
    client.shutDownWriting();
    QCOMPARE(bodyOf(client.readResponse()), "hello");
    QCOMPARE(bodyOf(client.readResponse()).size(), std::size_t(100'000));
    QCOMPARE(bodyOf(client.readResponse()), "hello");
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
    QCOMPARE(server.seen().gone.load(), 0);
}

void ConnectionTest::treatsHalfCloseAsAbortIfTold()
{
    WireServer::Options options;
    options.limits.halfClose = HalfClose::Abort;
    WireServer server(options);
    WireClient client(server.port());
    QVERIFY(client.send(get("/never")));
    QTRY_COMPARE(server.seen().requests.load(), 1);
    client.shutDownWriting();
    QTRY_COMPARE(server.seen().gone.load(), 1);
}

void ConnectionTest::noticesResets_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("while it waits") << QByteArray("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("with pipelined requests")
        << QByteArray("GET /never HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("with reading paused")
        << QByteArray("GET /never HTTP/1.1\r\nHost: a\r\n\r\n" + QByteArray(60'000, 'x'));
    QTest::newRow("in the body") << QByteArray(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    QTest::newRow("in a tunnel") << QByteArray("GET /tunnel HTTP/1.1\r\nHost: a\r\n\r\n");
}

void ConnectionTest::noticesResets()
{
    QFETCH(const QByteArray, request);
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(request.toStdString()));
    QTRY_COMPARE(server.seen().requests.load(), 1);
    client.reset();
    QTRY_COMPARE(server.seen().gone.load(), 1);
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ConnectionTest::noticesClientsThatLeaveWhileStreaming()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send(get("/chunks?100000000")));
    QCOMPARE(client.readExactly(100'000).size(), std::size_t(100'000));
    client.close();
    QTRY_COMPARE(server.seen().gone.load(), 1);
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

GW_TEST(ConnectionTest)
#include "connection_test.moc"
