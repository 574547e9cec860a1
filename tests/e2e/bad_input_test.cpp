// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that break HTTP, ask for too much, or are too slow.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

class BadInputTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void refusesAndCloses_data();
    void refusesAndCloses();
    void refusesInWhateverPiecesItComes();
    void servesWhatIsUnusualButRight_data();
    void servesWhatIsUnusualButRight();
    void answersPipelinedRequestsInOrder();
    void endsWaitingForASlowHead();
    void endsWaitingForASlowBody();
    void closesIdleConnections();
    void asksForTheBodyBeforeItIsSent();
    void refusesATooLargeBodyBeforeItIsSent();
    void survivesClientsThatVanish();

private:
    Workspace m_workspace;
    GatewayProcess m_gateway;
    ScriptedOrigin m_origin{[](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            if (head->find("Content-Length: 5") != std::string::npos) {
                (void)connection.receiveExactly(5);
            }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    }};
};

void BadInputTest::initTestCase()
{
    m_workspace.writeConfig(
        {{u"http_server_options"_s, QJsonObject{{u"max_request_body_size"_s, 100'000}}},
         {u"gatewright"_s, QJsonObject{{u"header_timeout"_s, 1},
                                       {u"body_timeout"_s, 1},
                                       {u"idle_timeout"_s, 1},
                                       {u"max_head_bytes"_s, 16384},
                                       {u"max_header_fields"_s, 50}}}});
    m_workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_origin.url())));
    QVERIFY(m_gateway.serve(m_workspace.path()));
}

void BadInputTest::cleanupTestCase()
{
    QCOMPARE(m_gateway.stop(), 0);
}

// Whatever a client did: the next one is served.
void BadInputTest::cleanup()
{
    QCOMPARE(get(m_gateway.address("/api/x")).status, 200);
}

void BadInputTest::refusesAndCloses_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, int status, std::string request) {
        QTest::newRow(name) << std::move(request) << status;
    };
    const std::string start = "GET /api/x HTTP/1.1\r\nHost: a\r\n";
    const std::string post = "POST /api/x HTTP/1.1\r\nHost: a\r\n";
    row("not HTTP at all", 400, "\x16\x03\x01\x02\r\n\r\n");
    row("no version", 400, "GET /api/x\r\n\r\n");
    row("lower-case version", 400, "GET /api/x http/1.1\r\nHost: a\r\n\r\n");
    row("version 2.0", 505, "GET /api/x HTTP/2.0\r\nHost: a\r\n\r\n");
    row("version 1.10", 400, "GET /api/x HTTP/1.10\r\nHost: a\r\n\r\n");
    row("bad byte in the method", 400, "G(T /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    row("target without a slash", 400, "GET api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    row("space in the target", 400, "GET /api/x y HTTP/1.1\r\nHost: a\r\n\r\n");
    row("control byte in the target", 400, "GET /api/\x01 HTTP/1.1\r\nHost: a\r\n\r\n");
    row("no Host", 400, "GET /api/x HTTP/1.1\r\n\r\n");
    row("two Hosts", 400, start + "Host: b\r\n\r\n");
    row("bad Host", 400, "GET /api/x HTTP/1.1\r\nHost: a b\r\n\r\n");
    row("space before the colon", 400, start + "X-A : b\r\n\r\n");
    row("line without a colon", 400, start + "nonsense\r\n\r\n");
    row("empty field name", 400, start + ": b\r\n\r\n");
    row("folded line", 400, start + "X-A: b\r\n c\r\n\r\n");
    row("NUL in a value", 400, start + std::string("X-A: b\0c\r\n\r\n", 12));
    row("CR in a value", 400, start + "X-A: b\rc\r\n\r\n");
    row("line feeds alone", 400, "GET /api/x HTTP/1.1\nHost: a\n\n");
    row("length and chunks", 400,
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("two lengths", 400, post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
    row("list of lengths", 400, post + "Content-Length: 5, 6\r\n\r\nhello");
    row("length with a sign", 400, post + "Content-Length: +5\r\n\r\nhello");
    row("length in hex", 400, post + "Content-Length: 0x5\r\n\r\nhello");
    row("length over 64 bits", 400, post + "Content-Length: 99999999999999999999\r\n\r\n");
    row("unknown coding", 400, post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
    row("chunked not last", 400, post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n");
    row("almost chunked", 400, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
    // The API has the request already: Tyk's answer (reference D8).
    row("chunk size is no number", 500, post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n");
    row("chunk size with a sign", 500, post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n");
    row("chunk longer than it says", 500,
        post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n");
    row("head too large", 431, start + "X-A: " + std::string(20'000, 'a') + "\r\n\r\n");
    row("too many fields", 431, [&] {
        std::string request = start;
        for (int i = 0; i < 60; ++i) {
            request += "X-" + std::to_string(i) + ": a\r\n";
        }
        return request + "\r\n";
    }());
    row("target too long", 414, "GET /api/" + std::string(20'000, 'a') + " HTTP/1.1\r\n");
    row("declared body too large", 413, post + "Content-Length: 100001\r\n\r\n");
}

void BadInputTest::refusesAndCloses()
{
    QFETCH(std::string, request);
    QFETCH(int, status);

    Socket client = Socket::connectTo(m_gateway.port());
    client.send(request);
    const RawResponse response = receiveResponse(client);
    QCOMPARE(response.status, status);
    QVERIFY2(response.hasField("Connection: close"), response.head.c_str());
    QVERIFY(client.isEndedByPeer());
}

void BadInputTest::refusesInWhateverPiecesItComes()
{
    const std::string request =
        "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello";
    for (std::size_t cut = 1; cut < request.size(); cut += 7) {
        Socket client = Socket::connectTo(m_gateway.port());
        client.send(request.substr(0, cut));
        const std::string early = client.receive(1, 5ms);
        client.send(request.substr(cut));
        const auto rest = client.receiveToEnd();
        QVERIFY(rest);
        const std::string answer = early + *rest;
        QVERIFY2(answer.starts_with("HTTP/1.1 400"), answer.c_str());
    }
}

void BadInputTest::servesWhatIsUnusualButRight_data()
{
    QTest::addColumn<std::string>("request");

    const auto row = [](const char *name, std::string request) {
        QTest::newRow(name) << std::move(request);
    };
    row("absolute target", "GET http://a/api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    row("version 1.0 without Host", "GET /api/x HTTP/1.0\r\n\r\n");
    row("unknown method", "PURGE /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    row("empty line before", "\r\nGET /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    row("same length twice", "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
    row("percent signs", "GET /api/%41%2f%20 HTTP/1.1\r\nHost: a\r\n\r\n");
    row("Latin-1 in a value", "GET /api/x HTTP/1.1\r\nHost: a\r\nX-A: caf\xe9\r\n\r\n");
    row("empty value", "GET /api/x HTTP/1.1\r\nHost: a\r\nX-A:\r\n\r\n");
}

void BadInputTest::servesWhatIsUnusualButRight()
{
    QFETCH(std::string, request);

    Socket client = Socket::connectTo(m_gateway.port());
    client.send(request);
    const RawResponse response = receiveResponse(client);
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, "ok");
}

void BadInputTest::answersPipelinedRequestsInOrder()
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send("GET /api/1 HTTP/1.1\r\nHost: a\r\n\r\n"
                "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n"
                "GET /api/3 HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(receiveResponse(client).status, 200);
    QCOMPARE(receiveResponse(client).status, 404);
    QCOMPARE(receiveResponse(client).status, 200);
}

void BadInputTest::endsWaitingForASlowHead()
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send("GET /api/x HTTP/1.1\r\nHo");
    QElapsedTimer timer;
    timer.start();
    // A byte now and then does not prolong the deadline of the whole head.
    while (client.receive(1, 300ms).empty() && timer.elapsed() < 30'000 && client.send("a")) {
    }
    QVERIFY2(timer.elapsed() > 700 && timer.elapsed() < 30'000,
             qPrintable(QString::number(timer.elapsed())));
}

void BadInputTest::endsWaitingForASlowBody()
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
    const RawResponse response = receiveResponse(client);
    QCOMPARE(response.status, 408);
    QVERIFY(client.isEndedByPeer());
}

void BadInputTest::closesIdleConnections()
{
    Socket fresh = Socket::connectTo(m_gateway.port());
    Socket used = Socket::connectTo(m_gateway.port());
    used.send("GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(receiveResponse(used).status, 200);
    QVERIFY(used.isEndedByPeer(4s));
    QVERIFY(fresh.receiveToEnd(4s));
}

void BadInputTest::asksForTheBodyBeforeItIsSent()
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
                "Expect: 100-continue\r\n\r\n");
    QCOMPARE(receiveResponse(client).status, 100);
    client.send("hello");
    QCOMPARE(receiveResponse(client).status, 200);
}

void BadInputTest::refusesATooLargeBodyBeforeItIsSent()
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n"
                "Expect: 100-continue\r\n\r\n");
    QCOMPARE(receiveResponse(client).status, 413);
}

void BadInputTest::survivesClientsThatVanish()
{
    for (int i = 0; i < 50; ++i) {
        Socket client = Socket::connectTo(m_gateway.port());
        client.send("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
        client.reset();
    }
    QVERIFY(m_gateway.isRunning());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::BadInputTest)
#include "bad_input_test.moc"
