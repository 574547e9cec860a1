// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_client.h"
#include "engine/http/wire_server.h"
#include "http/wire_exchange.h"
#include "support/room_test.h"

#include <algorithm>

using namespace gw::http;
using namespace gw::http::test;

namespace {

const std::string kRequest = "GET /path HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n";

// Keeps the exchange of the last request; the test answers it, on the worker.
class KeepingHandler final : public RequestHandler, public ExchangeObserver, public BodyReader {
public:
    void onRequest(Exchange &kept) override
    {
        exchange = &kept;
        if (isObserving) {
            kept.setObserver(this);
        }
        if (isHolding) {
            kept.hold();
        }
        if (isReading) {
            kept.readBody(*this);
        }
        ++requests;
    }
    void onDrained() override {}
    void onClientGone() override { ++gone; }
    void onBody(std::string_view) override {}
    void onBodyEnd() override {}
    void onBodyFailed(BodyFailure failure) override { bodyFailure = static_cast<int>(failure); }

    bool isObserving = false;
    bool isHolding = false;
    bool isReading = false;
    Exchange *exchange = nullptr;
    std::atomic<int> requests = 0;
    std::atomic<int> gone = 0;
    std::atomic<int> bodyFailure = -1;
};

WireServer::Options with(KeepingHandler &handler)
{
    WireServer::Options options;
    options.makeHandler = [&]() -> RequestHandler & {
        return handler;
    };
    return options;
}

// Whose client takes nothing.
class StuckCarrier final : public Carrier {
public:
    bool send(std::string_view, std::string_view) override { return true; }
    void wake() override {}
    [[nodiscard]] bool isDraining() const override { return false; }
    [[nodiscard]] DateClock &clock() override { return m_clock; }

private:
    DateClock m_clock;
};

} // namespace

class ExchangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void livesUntilItEndsWhenNobodyObserves();
    void livesUntilReleased();
    void waitsForReleaseBeforeTheNextRequest();
    void tellsTheReaderWhenNobodyObserves();
    void tellsPeerAndRequest();
    void countsWhatWasSent();
    void ignoresCallsOutOfTurn();
    void takesNothingBehindARefusedHead_data();
    void takesNothingBehindARefusedHead();
};

void ExchangeTest::livesUntilItEndsWhenNobodyObserves()
{
    KeepingHandler handler;
    WireServer server(with(handler));
    WireClient client(server.port());
    QVERIFY(client.send(kRequest));
    QTRY_COMPARE(handler.requests.load(), 1);
    client.reset();
    QTest::qWait(50); // the server hears of it meanwhile
    QCOMPARE(server.countConnections(), std::size_t(1));
    server.run([&](Listener &) {
        handler.exchange->startResponse(std::nullopt);
        QVERIFY(handler.exchange->write(std::string(100'000, 'x')));
        handler.exchange->finish(nullptr);
    });
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ExchangeTest::livesUntilReleased()
{
    KeepingHandler handler;
    handler.isObserving = handler.isHolding = true;
    WireServer server(with(handler));
    WireClient client(server.port());
    QVERIFY(client.send(kRequest));
    QTRY_COMPARE(handler.requests.load(), 1);
    client.reset();
    QTRY_COMPARE(handler.gone.load(), 1);
    QCOMPARE(server.countConnections(), std::size_t(1));
    server.run([&](Listener &) {
        QCOMPARE(handler.exchange->request().target, "/path");
        QCOMPARE(handler.exchange->request().fields.value("x"), "y");
        handler.exchange->release();
    });
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ExchangeTest::waitsForReleaseBeforeTheNextRequest()
{
    KeepingHandler handler;
    handler.isObserving = handler.isHolding = true;
    WireServer server(with(handler));
    WireClient client(server.port());
    QVERIFY(client.send(kRequest + kRequest));
    QTRY_COMPARE(handler.requests.load(), 1);
    server.run([&](Listener &) { handler.exchange->respond("early"); });
    QVERIFY(client.readResponse().ends_with("early"));
    server.run([&](Listener &) { QCOMPARE(handler.exchange->request().target, "/path"); });
    QCOMPARE(handler.requests.load(), 1);
    server.run([&](Listener &) { handler.exchange->release(); });
    QTRY_COMPARE(handler.requests.load(), 2);
    server.run([&](Listener &) {
        handler.exchange->release();
        handler.exchange->respond("late");
    });
    QVERIFY(client.readResponse().ends_with("late"));
}

void ExchangeTest::tellsTheReaderWhenNobodyObserves()
{
    KeepingHandler handler;
    handler.isReading = true;
    WireServer server(with(handler));
    WireClient client(server.port());
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"));
    QTRY_COMPARE(handler.requests.load(), 1);
    client.close(); // half a body and no more to come
    QTRY_COMPARE(handler.bodyFailure.load(), static_cast<int>(BodyFailure::ClientGone));
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ExchangeTest::tellsPeerAndRequest()
{
    KeepingHandler handler;
    WireServer server(with(handler));
    WireClient client(server.port());
    QVERIFY(client.send("POST /a?b HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"));
    QTRY_COMPARE(handler.requests.load(), 1);
    server.run([&](Listener &) {
        QCOMPARE(handler.exchange->peer().address, "127.0.0.1");
        QVERIFY(handler.exchange->peer().port > 0);
        QVERIFY(!handler.exchange->peer().isTls);
        QCOMPARE(handler.exchange->request().method, "POST");
        QCOMPARE(handler.exchange->request().query(), "b");
        QCOMPARE(handler.exchange->requestBodyLength(), std::optional<std::uint64_t>(9));
        handler.exchange->respond("");
    });
}

void ExchangeTest::countsWhatWasSent()
{
    KeepingHandler handler;
    handler.isObserving = true;
    WireServer server(with(handler));
    WireClient client(server.port());
    QVERIFY(client.send(kRequest));
    QTRY_COMPARE(handler.requests.load(), 1);
    std::uint64_t sent = 0;
    server.run([&](Listener &) {
        handler.exchange->startResponse(std::nullopt);
        handler.exchange->write("abc");
        handler.exchange->write(std::string(10'000, 'x'));
        sent = handler.exchange->bytesSent() + 5; // the last chunk
        handler.exchange->finish(nullptr);
    });
    QCOMPARE(client.readUntil("0\r\n\r\n").size(), sent);
}

void ExchangeTest::ignoresCallsOutOfTurn()
{
    KeepingHandler handler;
    handler.isObserving = true;
    WireServer server(with(handler));
    WireClient client(server.port());
    QVERIFY(client.send(kRequest));
    QTRY_COMPARE(handler.requests.load(), 1);
    server.run([&](Listener &) {
        handler.exchange->write("too early");
        handler.exchange->finish(nullptr);
        handler.exchange->startResponse(3);
        handler.exchange->startResponse(5);
        handler.exchange->upgrade();
        handler.exchange->respond("again");
        handler.exchange->write("abcde");
        handler.exchange->finish(nullptr);
        handler.exchange->abort();
    });
    const std::string response = client.readResponse();
    QVERIFY(response.starts_with("HTTP/1.1 200 OK\r\n"));
    QVERIFY(response.ends_with("\r\n\r\nabc"));
    QVERIFY(client.send(kRequest));
    QTRY_COMPARE(handler.requests.load(), 2);
}

void ExchangeTest::takesNothingBehindARefusedHead_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("good") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << false;
    QTest::newRow("refused") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true;
}

// While the answer waits for the client to read, the buffer would grow without an end.
void ExchangeTest::takesNothingBehindARefusedHead()
{
    QFETCH(const QByteArray, head);
    QFETCH(const bool, isRefused);
    const ConnectionLimits limits;
    const Peer peer;
    StuckCarrier carrier;
    WireExchange exchange(limits);
    exchange.attach(carrier, peer);
    std::copy(head.begin(), head.end(), exchange.input().room().begin());
    exchange.input().filled(static_cast<std::size_t>(head.size()));
    QVERIFY(exchange.takesInput());
    QCOMPARE(exchange.parseHead() == ParseState::Refused, isRefused);
    if (isRefused) {
        exchange.refuse(400);
    } else {
        exchange.respond("good");
    }
    QCOMPARE(exchange.stage(), WireExchange::Stage::Ended);
    QCOMPARE(exchange.takesInput(), !isRefused);
}

GW_TEST(ExchangeTest)
#include "exchange_test.moc"
