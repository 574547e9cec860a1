// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_client.h"
#include "engine/http/wire_server.h"
#include "http/service_bridge.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <QHttpServer>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <vector>

using namespace gw::http;
using namespace gw::http::test;
using namespace Qt::StringLiterals;
using gw::test::bodyOf;
using gw::test::get;
using gw::test::has;
using gw::test::post;

namespace {

std::string lower(std::string text)
{
    for (char &c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return text;
}

// A QHttpServer behind a bridge; everything lives on the worker.
struct Services {
    explicit Services(ServiceBridge::Limits limits)
        : bridge(http, limits)
    {
        http.route(u"/hello"_s, [] { return "hello"; });
        http.route(u"/echo"_s, [](const QHttpServerRequest &request) {
            return QHttpServerResponse("application/x-echo", request.body());
        });
        http.route(u"/fields"_s, [](const QHttpServerRequest &request) {
            QByteArray text;
            for (const auto &[name, value] : request.headers().toListOfPairs()) {
                text += name + "=" + value + ";";
            }
            return text;
        });
        http.route(u"/raw"_s, [this] {
            const auto request = bridge.currentRequest();
            return QString::fromStdString(request->method + " " + request->target + " " +
                                          request->peer.address);
        });
        http.route(u"/large"_s, [] { return QByteArray(300'000, 'l'); });
        http.route(u"/created"_s, [] {
            return QHttpServerResponse("", QHttpServerResponder::StatusCode::Created);
        });
        http.route(u"/later"_s, [this](const QHttpServerRequest &,
                                       QHttpServerResponder &responder) { keep(responder); });
        http.route(u"/stream"_s,
                   [this](const QHttpServerRequest &, QHttpServerResponder &responder) {
                       keep(responder);
                       kept.back().writeBeginChunked(QHttpHeaders());
                       kept.back().writeChunk("first ");
                   });
        http.route(u"/forget"_s, [](const QHttpServerRequest &, QHttpServerResponder &responder) {
            const QHttpServerResponder gone = std::move(responder);
        });
    }

    void keep(QHttpServerResponder &responder)
    {
        kept.push_back(std::move(responder));
        keptRequest = bridge.currentRequest();
    }

    QHttpServer http;
    ServiceBridge bridge;
    std::vector<QHttpServerResponder> kept; // must die before their server
    std::shared_ptr<const ServiceRequest> keptRequest;
};

class ServedBridge final {
public:
    explicit ServedBridge(ServiceBridge::Limits limits = {})
        : server(options(limits))
    {
    }
    ~ServedBridge()
    {
        server.run([&](Listener &) { services.reset(); });
    }

    [[nodiscard]] std::size_t pending()
    {
        std::size_t count = 0;
        server.run([&](Listener &) { count = services->bridge.pendingRequests(); });
        return count;
    }

    std::optional<Services> services;
    WireServer server;

private:
    WireServer::Options options(ServiceBridge::Limits limits)
    {
        WireServer::Options made;
        made.makeHandler = [this, limits]() -> RequestHandler & {
            services.emplace(limits);
            return services->bridge;
        };
        return made;
    }
};

} // namespace

class ServiceBridgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersRoutes();
    void keepsTheConnection();
    void handsBodiesOver_data();
    void handsBodiesOver();
    void hidesHopByHopFields();
    void tellsTheRequestAsItCame();
    void refusesWhatQtWouldMisread_data();
    void refusesWhatQtWouldMisread();
    void refusesLargeBodies();
    void answersHeadWithoutABody();
    void streamsLargeAnswers();
    void answersLate();
    void streamsChunks();
    void survivesClientsThatLeave_data();
    void survivesClientsThatLeave();
    void cutsStreamsOfClientsThatLag();
    void letsWholeAnswersBeLarge();
    void forgivesClientsThatCatchUp();
    void abortsWhenDestroyed();
};

void ServiceBridgeTest::answersRoutes()
{
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send(get("/hello")));
    const std::string hello = client.readResponse();
    QVERIFY(hello.starts_with("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(bodyOf(hello), "hello");
    QVERIFY(client.send(get("/created")));
    QVERIFY(client.readResponse().starts_with("HTTP/1.1 201 Created\r\n"));
    QVERIFY(client.send(get("/nowhere")));
    QVERIFY(client.readResponse().starts_with("HTTP/1.1 404 Not Found\r\n"));
    QCOMPARE(served.pending(), std::size_t(0));
}

void ServiceBridgeTest::keepsTheConnection()
{
    ServedBridge served;
    WireClient client(served.server.port());
    std::string requests;
    for (int i = 0; i < 100; ++i) {
        requests += post("/echo", std::to_string(i));
    }
    QVERIFY(client.send(requests));
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(bodyOf(client.readResponse()), std::to_string(i));
    }
    QCOMPARE(served.server.countConnections(), std::size_t(1));
}

void ServiceBridgeTest::handsBodiesOver_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("with a length") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\n"
                                                 "Content-Length: 3\r\n\r\nabc")
                                   << QByteArray("abc");
    QTest::newRow("in chunks, with trailers")
        << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "3\r\nabc\r\n2\r\nde\r\n0\r\nX: GET /hello HTTP/1.1\r\n\r\n")
        << QByteArray("abcde");
    QTest::newRow("like a request")
        << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 26\r\n\r\n"
                      "GET /hello HTTP/1.1\r\nA: b\r\n")
               .left(1000)
        << QByteArray("GET /hello HTTP/1.1\r\nA: b\r");
    QTest::newRow("large") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\n"
                                         "Content-Length: 200000\r\n\r\n" +
                                         QByteArray(200'000, 'y'))
                           << QByteArray(200'000, 'y');
    QTest::newRow("from HTTP/1.0") << QByteArray("POST /echo HTTP/1.0\r\nConnection: keep-alive\r\n"
                                                 "Content-Length: 3\r\n\r\nabc")
                                   << QByteArray("abc");
}

void ServiceBridgeTest::handsBodiesOver()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, body);
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send(request.toStdString()));
    const std::string response = client.readResponse();
    QVERIFY(has(lower(response), "content-type: application/x-echo\r\n"));
    QVERIFY(bodyOf(response) == body.toStdString());
}

void ServiceBridgeTest::hidesHopByHopFields()
{
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send("GET /fields HTTP/1.1\r\nHost: a\r\nX-One: 1\r\nConnection: Upgrade, x\r\n"
                        "Upgrade: websocket\r\nTE: trailers\r\nX-Two: 2\r\n\r\n"));
    QCOMPARE(bodyOf(client.readResponse()), "host=a;x-one=1;x-two=2;");
}

void ServiceBridgeTest::tellsTheRequestAsItCame()
{
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send("GET /raw?a=%41%2f HTTP/1.1\r\nHost: a\r\n\r\n"));
    QCOMPARE(bodyOf(client.readResponse()), "GET /raw?a=%41%2f 127.0.0.1");
}

void ServiceBridgeTest::refusesWhatQtWouldMisread_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QByteArray fields;
    for (int i = 0; i < 98; ++i) {
        fields += "X: y\r\n";
    }
    QTest::newRow("an authority in the path")
        << QByteArray("GET //hello HTTP/1.1\r\nHost: a\r\n\r\n") << QByteArray("HTTP/1.1 404 ");
    QTest::newRow("many fields") << QByteArray("GET /fields HTTP/1.1\r\nHost: a\r\n" + fields +
                                               "\r\n")
                                 << QByteArray("HTTP/1.1 431 ");
}

void ServiceBridgeTest::refusesWhatQtWouldMisread()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, status);
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send(request.toStdString()));
    QVERIFY(client.readResponse().starts_with(status.toStdString()));
}

void ServiceBridgeTest::refusesLargeBodies()
{
    ServedBridge served({.requestBody = 1000});
    WireClient counted(served.server.port());
    QVERIFY(counted.send(post("/echo", std::string(1001, 'x'))));
    QVERIFY(counted.readAll().starts_with("HTTP/1.1 413 "));
    WireClient chunked(served.server.port());
    QVERIFY(
        chunked.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                     std::string(1001, 'x') + "\r\n"));
    QVERIFY(chunked.readAll().starts_with("HTTP/1.1 413 "));
    WireClient exact(served.server.port());
    QVERIFY(exact.send(post("/echo", std::string(1000, 'x'))));
    QCOMPARE(bodyOf(exact.readResponse()).size(), std::size_t(1000));
}

void ServiceBridgeTest::answersHeadWithoutABody()
{
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + get("/hello")));
    QVERIFY(has(client.readUntil("\r\n\r\n"), "Content-Length: 5\r\n"));
    QVERIFY(client.readResponse().starts_with("HTTP/1.1 200 OK\r\n"));
}

void ServiceBridgeTest::streamsLargeAnswers()
{
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send(get("/large") + get("/hello")));
    QVERIFY(bodyOf(client.readResponse()) == std::string(300'000, 'l'));
    QCOMPARE(bodyOf(client.readResponse()), "hello");
}

void ServiceBridgeTest::answersLate()
{
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send(get("/later")));
    QTRY_COMPARE(served.pending(), std::size_t(1));
    served.server.run([&](Listener &) {
        served.services->kept.back().write("late", "text/plain");
        served.services->kept.clear();
    });
    QCOMPARE(bodyOf(client.readResponse()), "late");
    QCOMPARE(served.pending(), std::size_t(0));
}

void ServiceBridgeTest::streamsChunks()
{
    ServedBridge served;
    WireClient client(served.server.port());
    QVERIFY(client.send(get("/stream")));
    QVERIFY(has(client.readUntil("first \r\n"), "Transfer-Encoding: chunked\r\n"));
    served.server.run([&](Listener &) { served.services->kept.back().writeChunk("second"); });
    QCOMPARE(client.readUntil("second\r\n"), "6\r\nsecond\r\n");
    served.server.run([&](Listener &) {
        served.services->kept.back().writeEndChunked("third");
        served.services->kept.clear();
    });
    QCOMPARE(client.readUntil("0\r\n\r\n"), "5\r\nthird\r\n0\r\n\r\n");
}

void ServiceBridgeTest::survivesClientsThatLeave_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("before the answer") << QByteArray("/later");
    QTest::newRow("in a stream") << QByteArray("/stream");
    QTest::newRow("with a responder that nobody kept") << QByteArray("/forget");
}

void ServiceBridgeTest::survivesClientsThatLeave()
{
    QFETCH(const QByteArray, target);
    ServedBridge served;
    {
        WireClient client(served.server.port());
        QVERIFY(client.send(get(target.toStdString())));
        QTRY_COMPARE(served.pending(), std::size_t(1));
        client.reset();
    }
    QTRY_COMPARE(served.pending(), std::size_t(0));
    served.server.run([&](Listener &) {
        Services &services = *served.services;
        if (!services.kept.empty()) {
            QVERIFY(services.keptRequest->isClientGone);
            services.kept.back().writeChunk("nobody reads this");
            services.kept.back().write("nor this", "text/plain");
            services.kept.clear();
        }
    });
    QTRY_COMPARE(served.server.countConnections(), std::size_t(0));
    WireClient next(served.server.port());
    QVERIFY(next.send(get("/hello")));
    QCOMPARE(bodyOf(next.readResponse()), "hello");
}

void ServiceBridgeTest::cutsStreamsOfClientsThatLag()
{
    ServedBridge served({.backlog = 100'000});
    WireClient client(served.server.port(), 4096);
    QVERIFY(client.send(get("/stream")));
    QTRY_COMPARE(served.pending(), std::size_t(1));
    served.server.run([&](Listener &) {
        for (int i = 0; i < 1000 && !served.services->keptRequest->isClientGone; ++i) {
            served.services->kept.back().writeChunk(QByteArray(100'000, 'x'));
        }
        QVERIFY(served.services->keptRequest->isClientGone);
        served.services->kept.clear();
    });
    QVERIFY(!client.readAll().ends_with("\r\n0\r\n\r\n"));
    QVERIFY(!client.hasTimedOut());
}

// QtHttpServer hands the whole body over at once: no client could have taken it by then.
void ServiceBridgeTest::letsWholeAnswersBeLarge()
{
    constexpr qsizetype kSize = 24 * 1024 * 1024; // more than kernels buffer
    ServedBridge served({.backlog = 100'000});
    WireClient client(served.server.port());
    QVERIFY(client.send(get("/later")));
    QTRY_COMPARE(served.pending(), std::size_t(1));
    served.server.run([&](Listener &) {
        served.services->kept.back().write(QByteArray(kSize, 'w'), "text/plain");
        served.services->kept.clear();
    });
    QVERIFY(bodyOf(client.readResponse()) == std::string(kSize, 'w'));
}

// A client that has taken everything between two pieces does not lag any more, although nobody had
// to wait for its socket.
void ServiceBridgeTest::forgivesClientsThatCatchUp()
{
    constexpr std::size_t kPiece = 24 * 1024 * 1024; // more than kernels buffer
    ServedBridge served({.backlog = kPiece + kPiece / 2});
    WireClient client(served.server.port());
    QVERIFY(client.send(get("/stream")));
    QTRY_COMPARE(served.pending(), std::size_t(1));
    served.server.run([&](Listener &) {
        QHttpServerResponder &responder = served.services->kept.back();
        responder.writeChunk(QByteArray(kPiece, 'x'));
        // The worker is here and does not see that the socket has room: only writing finds it.
        for (std::size_t left = kPiece; left > 0;) {
            const std::string some = client.readSome();
            QVERIFY(!some.empty());
            left -= static_cast<std::size_t>(std::count(some.begin(), some.end(), 'x'));
            responder.writeChunk(QByteArray(8'192, '-'));
        }
    });
    served.server.run([&](Listener &) { // after another round of events
        served.services->kept.back().writeChunk(QByteArray(kPiece, 'y'));
        QVERIFY(!served.services->keptRequest->isClientGone);
    });
    client.reset();
    QTRY_COMPARE(served.pending(), std::size_t(0));
    served.server.run([&](Listener &) { served.services->kept.clear(); });
}

void ServiceBridgeTest::abortsWhenDestroyed()
{
    std::optional<WireClient> client;
    {
        ServedBridge served;
        client.emplace(served.server.port());
        QVERIFY(client->send(get("/later")));
        QTRY_COMPARE(served.pending(), std::size_t(1));
        served.server.run([&](Listener &) { served.services->kept.clear(); });
    }
    QCOMPARE(client->readAll(), "");
    QVERIFY(client->wasReset());
}

GW_TEST(ServiceBridgeTest)
#include "service_bridge_test.moc"
