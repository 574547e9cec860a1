// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies far larger than memory should hold go through, and a slow peer slows the other side down.
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <atomic>
#include <latch>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

constexpr std::int64_t kMiB = 1024 * 1024;
constexpr std::int64_t kBody = 1024 * kMiB;
// What may lie in the gateway and in the buffers of four sockets.
constexpr std::int64_t kUnderWay = 64 * kMiB;
#ifdef GATEWRIGHT_SANITIZED
constexpr std::int64_t kGrowth = 512 * kMiB; // freed memory is kept aside for a while
#else
constexpr std::int64_t kGrowth = 8 * kMiB;
#endif

// Sends kBody bytes and counts them.
void sendBody(Socket &socket, std::atomic<std::int64_t> &sent)
{
    const std::string piece(16 * 1024, 'x');
    const auto size = static_cast<std::int64_t>(piece.size());
    while (sent < kBody && socket.send(piece, 60s)) {
        sent += size;
    }
}

std::int64_t receiveBody(Socket &socket)
{
    std::int64_t received = 0;
    while (received < kBody) {
        const std::string piece = socket.receive(static_cast<std::size_t>(kMiB));
        if (piece.empty()) {
            break;
        }
        received += static_cast<std::int64_t>(piece.size());
    }
    return received;
}

// True when the number has stood still for a while: the sender is held up.
bool standsStill(const std::atomic<std::int64_t> &sent)
{
    std::int64_t last = -1;
    QElapsedTimer since;
    since.start();
    return QTest::qWaitFor(
        [&] {
            if (sent != last) {
                last = sent;
                since.start();
            }
            return last > 0 && since.elapsed() > 400;
        },
        20'000);
}

} // namespace

class StreamingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLargeResponseWaitsForItsClient();
    void aLargeRequestWaitsForItsUpstream();
    void chunksArriveAsTheyAreSent();
};

void StreamingTest::aLargeResponseWaitsForItsClient()
{
    std::atomic<std::int64_t> sent = 0;
    ScriptedOrigin origin([&](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kBody) +
                            "\r\n\r\n");
            sendBody(connection, sent);
            (void)connection.receiveToEnd();
        }
    });
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(origin.url())));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.workers = 1}));
    const std::int64_t before = gateway.residentBytes();

    Socket client = Socket::connectTo(gateway.port(), {.receiveBuffer = 65536});
    client.send("GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = client.receiveUntil("\r\n\r\n");
    QVERIFY(head && head->starts_with("HTTP/1.1 200"));
    QVERIFY(standsStill(sent));
    QVERIFY2(sent < kUnderWay, qPrintable(QString::number(sent)));
    QVERIFY(gateway.residentBytes() - before < kGrowth);

    QCOMPARE(receiveBody(client), kBody);
    QVERIFY2(gateway.residentBytes() - before < kGrowth,
             qPrintable(QString::number(gateway.residentBytes() - before)));
    QCOMPARE(gateway.stop(), 0);
}

void StreamingTest::aLargeRequestWaitsForItsUpstream()
{
    std::latch mayRead(1);
    std::atomic<std::int64_t> received = 0;
    ScriptedOrigin origin([&](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            mayRead.wait();
            received = receiveBody(connection);
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    });
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(origin.url())));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.workers = 1}));
    const std::int64_t before = gateway.residentBytes();

    Socket client = Socket::connectTo(gateway.port(), {.sendBuffer = 65536});
    client.send("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(kBody) +
                "\r\n\r\n");
    std::atomic<std::int64_t> sent = 0;
    std::jthread sender([&] { sendBody(client, sent); });
    const bool isHeldUp = standsStill(sent);
    const std::int64_t underWay = sent;
    const std::int64_t growth = gateway.residentBytes() - before;
    mayRead.count_down();
    sender.join();
    QVERIFY(isHeldUp);
    QVERIFY2(underWay < kUnderWay, qPrintable(QString::number(underWay)));
    QVERIFY2(growth < kGrowth, qPrintable(QString::number(growth)));
    QCOMPARE(receiveResponse(client).status, 200);
    QCOMPARE(received.load(), kBody);
    QVERIFY(gateway.residentBytes() - before < kGrowth);
    QCOMPARE(gateway.stop(), 0);
}

void StreamingTest::chunksArriveAsTheyAreSent()
{
    std::latch isFirstThere(1);
    ScriptedOrigin origin([&](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            isFirstThere.wait();
            connection.send("6\r\nsecond\r\n0\r\n\r\n");
        }
    });
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(origin.url())));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));

    Socket client = Socket::connectTo(gateway.port());
    client.send("GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    const bool hasFirst = client.receiveUntil("first").has_value();
    isFirstThere.count_down();
    QVERIFY(hasFirst);
    QVERIFY(client.receiveUntil("second"));
    QVERIFY(client.receiveUntil("0\r\n\r\n"));
}

} // namespace gw::e2e

GW_TEST(gw::e2e::StreamingTest)
#include "streaming_test.moc"
