// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/request_rows.h"
#include "engine/http/wire_client.h"
#include "engine/http/wire_server.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <QElapsedTimer>

#include <fcntl.h>
#include <fstream>
#include <malloc.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace gw::http;
using namespace gw::http::test;
using namespace std::chrono_literals;
using gw::test::has;

namespace {

// A sanitizer keeps what was freed.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsMemoryTold = false;
#else
constexpr bool kIsMemoryTold = true;
#endif

// Resident memory of this process, which is client and server.
std::size_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::size_t all = 0;
    std::size_t resident = 0;
    file >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t allocatedBytes()
{
    return mallinfo2().uordblks;
}

WireServer::Options withLimits(const ConnectionLimits &limits)
{
    WireServer::Options options;
    options.limits = limits;
    return options;
}

} // namespace

class LimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersRefusedRequests_data();
    void answersRefusedRequests();
    void answersWhileTheClientGoesOnSending();
    void cutsIdleTunnels();
    void keepsTunnelsThatOnlySend();
    void refusesLargeBodiesUpFront();
    void refusesLargeBodiesWhileTheyStream();
    void timesOutSlowHeads_data();
    void timesOutSlowHeads();
    void closesIdleConnectionsSilently();
    void timesOutStalledBodies();
    void letsSlowButSteadyBodiesPass();
    void timesOutDrippingBodies();
    void givesLargeBodiesMoreTime();
    void resetsClientsThatDoNotRead();
    void stopsReadingPipelinedRequests();
    void streamsToASlowReaderInLittleMemory();
    void keepsIdleConnectionsSmall();
    void cleanupTestCase() { m_server.reset(); }

private:
    std::unique_ptr<WireServer> m_server; // of answersRefusedRequests()
};

void LimitsTest::answersRefusedRequests_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const RequestRow &row : requestRows()) {
        QTest::newRow(row.name) << index++;
    }
}

// Every row of the parser's test over a real connection.
void LimitsTest::answersRefusedRequests()
{
    QFETCH(const int, index);
    if (m_server == nullptr) {
        m_server = std::make_unique<WireServer>();
    }
    const RequestRow &row = requestRows()[static_cast<std::size_t>(index)];
    WireClient client(m_server->port());
    client.send(row.bytes);
    client.shutDownWriting();
    const std::string response = client.readAll();
    QVERIFY2(client.isEnded(), "neither answer nor end");
    if (row.verdict == kIncomplete) {
        QVERIFY(response.empty() || response.starts_with("HTTP/1.1 200 "));
        return;
    }
    const std::string status = "HTTP/1.1 " + std::to_string(row.verdict) + " ";
    // A handler that does not read the body has answered before a chunk is found to be broken.
    if (!response.starts_with(status)) {
        QVERIFY(row.verdict == 400 && has(row.bytes, "Transfer-Encoding: chunked\r\n"));
        QVERIFY(response.starts_with("HTTP/1.1 200 "));
    }
    if (row.verdict != kAccepted && response.starts_with(status)) {
        QVERIFY(has(response, "Connection: close\r\n"));
        QVERIFY(has(response, "Content-Type: text/plain\r\n"));
        QVERIFY(response.ends_with(std::string(standardReason(row.verdict)) + "\n"));
    }
}

void LimitsTest::answersWhileTheClientGoesOnSending()
{
    WireServer server;
    WireClient client(server.port());
    QVERIFY(client.send("GET / HTTP/1.1\r\n\r\n"));
    for (int i = 0; i < 100; ++i) {
        client.send(std::string(10'000, 'x'));
    }
    const std::string response = client.readAll();
    QVERIFY(response.starts_with("HTTP/1.1 400 "));
    QVERIFY(client.isEnded());
}

void LimitsTest::cutsIdleTunnels()
{
    ConnectionLimits limits;
    limits.tunnelIdle = 2s;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QVERIFY(client.send("GET /tunnel HTTP/1.1\r\nHost: a\r\n"
                        "Connection: Upgrade\r\nUpgrade: upper\r\n\r\n"));
    QVERIFY(client.readUntil("\r\n\r\n").starts_with("HTTP/1.1 101 "));
    QElapsedTimer busy;
    busy.start();
    while (busy.durationElapsed() < 3s) { // one that is in use stays
        QVERIFY(client.send("beat"));
        QCOMPARE(client.readExactly(4), "BEAT");
    }
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded() || client.wasReset());
    QTRY_COMPARE_WITH_TIMEOUT(server.countConnections(), std::size_t(0), 30s);
    QCOMPARE(server.seen().gone.load(), 1);
}

// Large pieces go straight to the socket: they count as those do that wait to be put together.
void LimitsTest::keepsTunnelsThatOnlySend()
{
    ConnectionLimits limits;
    limits.tunnelIdle = 2s;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QVERIFY(client.send("GET /pulse?60 HTTP/1.1\r\nHost: a\r\n"
                        "Connection: Upgrade\r\nUpgrade: pulse\r\n\r\n"));
    QVERIFY(client.readUntil("\r\n\r\n").starts_with("HTTP/1.1 101 "));
    QCOMPARE(client.readExactly(60 * kPulse).size(), 60 * kPulse); // three seconds
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded() || client.wasReset());
}

void LimitsTest::refusesLargeBodiesUpFront()
{
    ConnectionLimits limits;
    limits.requestBody = 1000;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n"));
    const std::string response = client.readAll();
    QVERIFY(response.starts_with("HTTP/1.1 413 "));
    QVERIFY(response.ends_with("\r\n\r\nRequest Entity Too Large\n"));
    QCOMPARE(server.seen().requests.load(), 0);

    WireClient exact(server.port());
    QVERIFY(exact.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" +
                       std::string(1000, 'x')));
    QVERIFY(exact.readResponse().starts_with("HTTP/1.1 200 "));
}

void LimitsTest::refusesLargeBodiesWhileTheyStream()
{
    ConnectionLimits limits;
    limits.requestBody = 1000;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QVERIFY(
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1f4\r\n" +
                    std::string(500, 'x') + "\r\n1f5\r\n" + std::string(501, 'x') + "\r\n"));
    const std::string response = client.readAll();
    QVERIFY(response.starts_with("HTTP/1.1 413 "));
    QVERIFY(has(response, "Connection: close\r\n"));
    QCOMPARE(server.seen().bodyFailure.load(), static_cast<int>(BodyFailure::TooLarge));
}

void LimitsTest::timesOutSlowHeads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("half a request line") << QByteArray("GET /hel");
    QTest::newRow("half a head") << QByteArray("GET /hello HTTP/1.1\r\nHost: a\r\n");
    QTest::newRow("half a second head")
        << QByteArray("GET /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP");
}

void LimitsTest::timesOutSlowHeads()
{
    QFETCH(const QByteArray, bytes);
    ConnectionLimits limits;
    limits.head = 50ms;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QElapsedTimer timer;
    timer.start();
    QVERIFY(client.send(bytes.toStdString()));
    const std::string response = client.readAll();
    QVERIFY(timer.elapsed() >= 50);
    QVERIFY(has(response, "HTTP/1.1 408 Request Timeout\r\n"));
    QVERIFY(has(response, "Connection: close\r\n"));
}

void LimitsTest::closesIdleConnectionsSilently()
{
    ConnectionLimits limits;
    limits.idle = 50ms;
    WireServer server(withLimits(limits));
    WireClient fresh(server.port());
    const auto isAnsweredThenEnded = [&server] {
        WireClient used(server.port());
        return used.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n") &&
               used.readAll().ends_with("\r\n\r\nhello") && used.isEnded();
    };
    QTRY_VERIFY(isAnsweredThenEnded()); // a busy machine may send later than the server waits
    QCOMPARE(fresh.readAll(), "");
    QVERIFY(fresh.isEnded());
}

void LimitsTest::timesOutStalledBodies()
{
    ConnectionLimits limits;
    limits.bodyStall = 50ms;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"));
    QVERIFY(client.readAll().starts_with("HTTP/1.1 408 "));
    QCOMPARE(server.seen().bodyFailure.load(), static_cast<int>(BodyFailure::TimedOut));
}

void LimitsTest::letsSlowButSteadyBodiesPass()
{
    ConnectionLimits limits;
    limits.bodyStall = 1s;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\n"));
    for (std::uint64_t i = 1; i <= 8; ++i) {
        QVERIFY(client.send("x"));
        QTRY_COMPARE(server.seen().bodyBytes.load(), i);
        QTest::qWait(150); // the pace is what is tested
    }
    QVERIFY(client.readResponse().starts_with("HTTP/1.1 200 "));
}

// Every byte comes long before the stall limit; in all the body takes too long.
void LimitsTest::timesOutDrippingBodies()
{
    ConnectionLimits limits;
    limits.bodyTotal = 200ms;
    limits.bodyRate = 1000;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"));
    QElapsedTimer timer;
    timer.start();
    while (server.seen().bodyFailure.load() < 0 && timer.elapsed() < 15'000) {
        client.send("x");
        QTest::qWait(5); // the pace is what is tested
    }
    QCOMPARE(server.seen().bodyFailure.load(), static_cast<int>(BodyFailure::TimedOut));
    QVERIFY(timer.elapsed() >= 200);
    QVERIFY(client.readAll().starts_with("HTTP/1.1 408 "));
}

void LimitsTest::givesLargeBodiesMoreTime()
{
    ConnectionLimits limits;
    limits.bodyTotal = 50ms;
    limits.bodyRate = 1000;
    WireServer server(withLimits(limits));
    WireClient client(server.port());
    const std::string part(20'000, 'x'); // worth twenty seconds
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 20001\r\n\r\n" + part));
    QTRY_COMPARE(server.seen().bodyBytes.load(), part.size());
    QTest::qWait(200);
    QVERIFY(client.send("y"));
    QVERIFY(client.readResponse().starts_with("HTTP/1.1 200 "));
}

void LimitsTest::resetsClientsThatDoNotRead()
{
    ConnectionLimits limits;
    limits.writeStall = 100ms;
    WireServer server(withLimits(limits));
    WireClient client(server.port(), 4096);
    QVERIFY(client.send("GET /stream?100000000 HTTP/1.1\r\nHost: a\r\n\r\n"));
    QElapsedTimer timer;
    timer.start();
    while (server.seen().gone.load() == 0 && timer.elapsed() < 20'000) {
        client.send("G"); // what it sends does not count
        QTest::qWait(20);
    }
    QCOMPARE(server.seen().gone.load(), 1);
    QTRY_COMPARE(server.countConnections(), std::size_t(0));
    const std::string response = client.readAll();
    QVERIFY(client.wasReset());
}

void LimitsTest::stopsReadingPipelinedRequests()
{
    WireServer server;
    WireClient client(server.port());
    const std::string requests = [] {
        std::string text;
        for (int i = 0; i < 1000; ++i) {
            text += "GET /hello HTTP/1.1\r\nHost: abcdefghijklmno\r\n\r\n";
        }
        return text;
    }();
    const std::size_t before = residentBytes();
    ::fcntl(client.descriptor(), F_SETFL, O_NONBLOCK);
    int refusals = 0;
    std::size_t sent = 0;
    while (refusals < 200) { // nothing is read, so the server stops taking more
        const ssize_t count =
            ::send(client.descriptor(), requests.data(), requests.size(), MSG_NOSIGNAL);
        refusals = count < 0 ? refusals + 1 : 0;
        sent += count > 0 ? static_cast<std::size_t>(count) : 0;
        if (count < 0) {
            QTest::qWait(1);
        }
    }
    QVERIFY(sent > 100'000);
    QVERIFY2(!kIsMemoryTold || residentBytes() < before + 2 * 1024 * 1024,
             std::to_string(residentBytes() - before).c_str());
}

void LimitsTest::streamsToASlowReaderInLittleMemory()
{
    constexpr std::size_t kSize = 64 * 1024 * 1024;
    WireServer server;
    WireClient client(server.port(), 16 * 1024);
    const std::size_t before = residentBytes();
    QVERIFY(client.send("GET /stream?" + std::to_string(kSize) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    const std::string head = client.readUntil("\r\n\r\n");
    std::size_t received = client.readSome().size();
    std::size_t peak = 0;
    while (received < kSize) {
        const std::size_t size = client.readSome().size();
        QVERIFY(size > 0);
        received += size;
        peak = std::max(peak, residentBytes());
    }
    QCOMPARE(received, kSize);
    QVERIFY2(!kIsMemoryTold || peak < before + 2 * 1024 * 1024,
             std::to_string(peak - before).c_str());
    QVERIFY(server.seen().drained.load() >
            1); // it had to wait; how often, the kernel's buffers decide
}

void LimitsTest::keepsIdleConnectionsSmall()
{
    constexpr std::size_t kCount = 400;
    WireServer server;
    std::vector<std::unique_ptr<WireClient>> clients;
    const auto add = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<WireClient>(server.port()));
            QVERIFY(clients.back()->send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
            QVERIFY(clients.back()->readResponse().ends_with("hello"));
        }
        QTRY_COMPARE(server.countConnections(), clients.size());
    };
    clients.reserve(kCount + 20);
    add(20); // tables and pools reach their sizes
    const std::size_t before = allocatedBytes();
    add(kCount);
    const std::size_t each = (allocatedBytes() - before) / kCount;
    QVERIFY2(each < 2048, std::to_string(each).c_str());
    qInfo("%zu bytes an idle connection", each);
}

GW_TEST(LimitsTest)
#include "limits_test.moc"
