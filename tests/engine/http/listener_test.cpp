// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_client.h"
#include "engine/http/wire_server.h"
#include "engine/net/test_certificates.h"
#include "engine/net/transport_pair.h"
#include "support/room_test.h"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sys/resource.h>
#include <vector>

using namespace gw::http;
using namespace gw::http::test;
using namespace gw::net;
using namespace gw::net::test;
using namespace std::chrono_literals;

namespace {

const std::string kHelloRequest = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

// A small table of descriptors, full to the last place.
class FullTable final {
public:
    FullTable()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = 200;
        ::setrlimit(RLIMIT_NOFILE, &small);
        for (int fd = ::open("/dev/null", O_RDONLY); fd >= 0; fd = ::open("/dev/null", O_RDONLY)) {
            m_fillers.emplace_back(fd);
        }
    }
    ~FullTable()
    {
        m_fillers.clear();
        ::setrlimit(RLIMIT_NOFILE, &m_before);
    }
    FullTable(const FullTable &) = delete;
    FullTable &operator=(const FullTable &) = delete;

    void freeOne() { m_fillers.pop_back(); }

private:
    rlimit m_before{};
    std::vector<gw::Descriptor> m_fillers;
};

// A server with TLS, and clients that trust it.
class TlsServer final {
public:
    explicit TlsServer(ConnectionLimits limits = {})
        : server(options(std::move(limits)))
    {
        TlsClientContext::Options trust;
        trust.caFile = m_certificates.caFile();
        m_trust = *TlsClientContext::create(trust);
    }

    [[nodiscard]] Transport connect() const
    {
        auto socket = connectTo(*Address::parse("127.0.0.1:" + std::to_string(server.port())));
        return Transport::tlsClient(std::move(*socket), *m_trust, "localhost");
    }

    static bool shakeHands(Transport &client)
    {
        IoResult result = client.handshake();
        while (result.status == IoStatus::WouldBlock && waitFor(client)) {
            result = client.handshake();
        }
        return result.status == IoStatus::Ok;
    }

private:
    WireServer::Options options(ConnectionLimits limits)
    {
        TlsServerContext::Options tls;
        tls.certificates = {m_certificates.issue({"localhost"})};
        return {.limits = std::move(limits), .tls = *TlsServerContext::create(tls)};
    }

    TestCertificates m_certificates;
    std::shared_ptr<const TlsClientContext> m_trust;

public:
    WireServer server; // uses the certificates
};

} // namespace

class ListenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drainsIdleAtOnceAndBusyAfterTheirAnswer();
    void drainsAtOnceWhenNobodyIsThere();
    void tellsHandlersWhenShutDown();
    void letsClientsWaitAboveTheCap();
    void recoversFromDescriptorExhaustion();
    void servesTls();
    void endsTlsInOrder_data();
    void endsTlsInOrder();
    void drainsConnectionsInTheirHandshake();
    void timesOutHandshakes();
    void dropsTheOldestHandshakeAboveTheCap();
};

void ListenerTest::drainsIdleAtOnceAndBusyAfterTheirAnswer()
{
    WireServer server;
    WireClient idle(server.port());
    QVERIFY(idle.send(kHelloRequest));
    QVERIFY(!idle.readResponse().empty());
    WireClient busy(server.port());
    QVERIFY(busy.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n"));
    QTRY_COMPARE(server.seen().requests.load(), 2);

    std::atomic<bool> isDrained = false;
    server.run([&](Listener &listener) { listener.drain([&] { isDrained = true; }); });
    QCOMPARE(idle.readAll(), "");
    QVERIFY(idle.isEnded());
    QVERIFY(!isDrained);
    WireClient late(server.port());
    QVERIFY(late.descriptor() < 0);

    QVERIFY(busy.send("abc"));
    const std::string response = busy.readAll();
    QVERIFY(response.find("Connection: close\r\n") != std::string::npos);
    QVERIFY(response.ends_with("\r\n\r\nabc"));
    QVERIFY(busy.isEnded());
    QTRY_VERIFY(isDrained);
    QCOMPARE(server.countConnections(), std::size_t(0));
}

void ListenerTest::drainsAtOnceWhenNobodyIsThere()
{
    WireServer server;
    std::atomic<int> calls = 0;
    server.run([&](Listener &listener) {
        listener.drain([&] { ++calls; });
        QCOMPARE(calls.load(), 0);
    });
    QTRY_COMPARE(calls.load(), 1);
}

void ListenerTest::tellsHandlersWhenShutDown()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n"));
    QTRY_COMPARE(server.seen().requests.load(), 1);
    server.run([](Listener &listener) { listener.shutDown(); });
    QCOMPARE(server.seen().gone.load(), 1);
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.wasReset());
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ListenerTest::letsClientsWaitAboveTheCap()
{
    WireServer::Options options;
    options.limits.connections = 2;
    WireServer server(options);
    auto first = std::make_unique<WireClient>(server.port());
    WireClient second(server.port());
    WireClient third(server.port());
    QVERIFY(third.send(kHelloRequest));
    QVERIFY(second.send(kHelloRequest));
    QVERIFY(!second.readResponse().empty());
    QCOMPARE(server.countConnections(), std::size_t(2));
    QCOMPARE(server.seen().requests.load(), 1);
    first.reset();
    QVERIFY(third.readResponse().ends_with("hello"));
}

void ListenerTest::recoversFromDescriptorExhaustion()
{
    WireServer server;
    {
        WireClient before(server.port());
        QVERIFY(before.send(kHelloRequest));
        QVERIFY(!before.readResponse().empty());
    }
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
    FullTable table;
    table.freeOne();
    WireClient client(server.port()); // takes the last place: the kernel connects, accept() fails
    QVERIFY(client.send(kHelloRequest));
    QTest::qWait(300); // it looks again meanwhile, in vain
    QCOMPARE(server.seen().requests.load(), 1);
    table.freeOne();
    QVERIFY(client.readResponse().ends_with("hello"));
}

void ListenerTest::servesTls()
{
    TestCertificates certificates;
    TlsServerContext::Options serverSide;
    serverSide.certificates = {certificates.issue({"localhost"})};
    TlsClientContext::Options clientSide;
    clientSide.caFile = certificates.caFile();
    const auto clientContext = TlsClientContext::create(clientSide);
    QVERIFY(clientContext);

    WireServer::Options options;
    options.tls = *TlsServerContext::create(serverSide);
    WireServer server(options);
    auto socket = connectTo(*Address::parse("127.0.0.1:" + std::to_string(server.port())));
    QVERIFY(socket);
    Transport client = Transport::tlsClient(std::move(*socket), **clientContext, "localhost");
    IoResult result = client.handshake();
    while (result.status == IoStatus::WouldBlock && waitFor(client)) {
        result = client.handshake();
    }
    QCOMPARE(static_cast<int>(result.status), static_cast<int>(IoStatus::Ok));
    const std::string body(100'000, 'y');
    const std::string request =
        "POST /slowly HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + body;
    QCOMPARE(gw::net::test::write(client, request + kHelloRequest).bytes,
             request.size() + kHelloRequest.size());
    std::string response;
    while (!response.ends_with("hello")) {
        const std::string some = readSome(client, 1);
        QVERIFY(!some.empty());
        response += some;
    }
    QVERIFY(response.find("\r\n\r\n" + body + "HTTP/1.1 200 OK\r\n") != std::string::npos);
}

void ListenerTest::endsTlsInOrder_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("isInOrder");
    QTest::newRow("after an answer") << QByteArray("/close") << true;
    QTest::newRow("idle") << QByteArray("/hello") << true;
    QTest::newRow("an answer that was cut off") << QByteArray("/cut") << false;
}

// RFC 9112 section 9.8: without close_notify an end may be anybody's work.
void ListenerTest::endsTlsInOrder()
{
    QFETCH(const QByteArray, target);
    QFETCH(const bool, isInOrder);
    ConnectionLimits limits;
    limits.idle = 2s; // time for a busy machine to send its request
    TlsServer tls(limits);
    Transport client = tls.connect();
    QVERIFY(TlsServer::shakeHands(client));
    const std::string request = "GET " + target.toStdString() + " HTTP/1.1\r\nHost: a\r\n\r\n";
    QCOMPARE(gw::net::test::write(client, request).bytes, request.size());
    const Received received = readAll(client);
    QVERIFY(received.text.starts_with("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(received.end, isInOrder ? IoStatus::Closed : IoStatus::Failed);
}

void ListenerTest::drainsConnectionsInTheirHandshake()
{
    TlsServer tls;
    Transport client = tls.connect();
    QTRY_COMPARE(tls.server.countConnections(), std::size_t(1));
    std::atomic<bool> isDrained = false;
    tls.server.run([&](Listener &listener) {
        QCOMPARE(listener.idleConnections(), std::size_t(0));
        listener.drain([&] { isDrained = true; });
    });
    QVERIFY(TlsServer::shakeHands(client));
    QCOMPARE(readAll(client).end, IoStatus::Closed);
    QTRY_VERIFY(isDrained);
}

void ListenerTest::timesOutHandshakes()
{
    TestCertificates certificates;
    TlsServerContext::Options serverSide;
    serverSide.certificates = {certificates.issue({"localhost"})};
    WireServer::Options options;
    options.tls = *TlsServerContext::create(serverSide);
    options.limits.handshake = 50ms;
    WireServer server(options);
    WireClient client(server.port());
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
}

void ListenerTest::dropsTheOldestHandshakeAboveTheCap()
{
    TestCertificates certificates;
    TlsServerContext::Options serverSide;
    serverSide.certificates = {certificates.issue({"localhost"})};
    WireServer::Options options;
    options.tls = *TlsServerContext::create(serverSide);
    options.limits.handshakes = 2;
    WireServer server(options);
    WireClient first(server.port());
    WireClient second(server.port());
    QTRY_COMPARE(server.countConnections(), std::size_t(2));
    WireClient third(server.port());
    QCOMPARE(first.readAll(), "");
    QVERIFY(!first.hasTimedOut());
    QTRY_COMPARE(server.countConnections(), std::size_t(2));
}

GW_TEST(ListenerTest)
#include "listener_test.moc"
