// SPDX-License-Identifier: GPL-3.0-or-later
// Upgraded connections are relayed as bytes, both ways.
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QDeadlineTimer>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

const std::string kHandshake = "GET /api/ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                               "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
// RFC 6455 section 1.3 computes it for this key.
constexpr auto kAccept = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

enum class Opcode : char { Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

// A masked frame (RFC 6455 section 5.2) with a mask of four times 0x55.
std::string clientFrame(Opcode opcode, std::string payload)
{
    std::string frame{static_cast<char>(0x80 | static_cast<char>(opcode))};
    const auto size = payload.size();
    if (size < 126) {
        frame += static_cast<char>(0x80 | size);
    } else {
        frame += static_cast<char>(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame += static_cast<char>(size >> shift);
        }
    }
    for (char &byte : payload) {
        byte ^= 0x55;
    }
    return frame + std::string(4, 0x55) + payload;
}

// The payload of the next frame, which must be of that kind; a mark when it is another.
std::string serverPayload(Socket &socket, Opcode wanted)
{
    const auto start = socket.receiveExactly(2);
    if (!start || (*start)[0] != static_cast<char>(0x80 | static_cast<char>(wanted))) {
        return "(another frame)";
    }
    std::uint64_t size = static_cast<unsigned char>((*start)[1]);
    if (size >= 126) {
        const auto more = socket.receiveExactly(size == 126 ? 2 : 8).value_or("");
        size = 0;
        for (const char byte : more) {
            size = size << 8 | static_cast<unsigned char>(byte);
        }
    }
    return socket.receiveExactly(size).value_or("(cut off)");
}

} // namespace

class WebsocketTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void messagesComeBack();
    void theUpstreamsRefusalIsAnAnswer();
    void upgradesOnlyWhatMayBe_data();
    void upgradesOnlyWhatMayBe();
    void theEndOfOneSideEndsTheOther();
    void anIdleOneIsCut();

private:
    [[nodiscard]] Socket upgraded() const;

    Workspace m_workspace;
    GatewayProcess m_echo;
    GatewayProcess m_gateway;
};

void WebsocketTest::initTestCase()
{
    QVERIFY(m_echo.echo());
    m_workspace.writeConfig(
        {{u"http_server_options"_s, QJsonObject{{u"enable_websockets"_s, true}}}});
    m_workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/"))));
    QVERIFY(m_gateway.serve(m_workspace.path()));
}

void WebsocketTest::cleanupTestCase()
{
    QCOMPARE(m_gateway.stop(), 0);
}

Socket WebsocketTest::upgraded() const
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send(kHandshake);
    const RawResponse response = receiveResponse(client);
    if (response.status != 101 || !response.hasField(kAccept) ||
        !response.hasField("Upgrade: websocket") || !response.hasField("Connection: Upgrade")) {
        qWarning("%s", response.head.c_str());
        return {};
    }
    return client;
}

void WebsocketTest::messagesComeBack()
{
    Socket client = upgraded();
    QVERIFY(client.isOpen());
    client.send(clientFrame(Opcode::Text, "hello"));
    QCOMPARE(serverPayload(client, Opcode::Text), "hello");
    client.send(clientFrame(Opcode::Ping, "are you there"));
    QCOMPARE(serverPayload(client, Opcode::Pong), "are you there");
    const std::string large(1'000'000, 'z');
    client.send(clientFrame(Opcode::Binary, large));
    QVERIFY(serverPayload(client, Opcode::Binary) == large);
    client.send(clientFrame(Opcode::Close, "\x03\xe8"));
    QCOMPARE(serverPayload(client, Opcode::Close).substr(0, 2), "\x03\xe8");
    QVERIFY(client.receiveToEnd());
}

void WebsocketTest::theUpstreamsRefusalIsAnAnswer()
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send("GET /api/status/418 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QCOMPARE(receiveResponse(client).status, 418);
    client.send("GET /api/get HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(receiveResponse(client).status, 200);
}

void WebsocketTest::upgradesOnlyWhatMayBe_data()
{
    QTest::addColumn<std::string>("start");
    QTest::addColumn<std::string>("end");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("HTTP/1.1") << std::string("GET /api/headers HTTP/1.1") << std::string("\r\n")
                              << true;
    QTest::newRow("HTTP/1.0") << std::string("GET /api/headers HTTP/1.0") << std::string("\r\n")
                              << false;
    QTest::newRow("with a body") << std::string("POST /api/anything HTTP/1.1")
                                 << std::string("Content-Length: 4\r\n\r\nbody") << false;
    QTest::newRow("with a body in chunks")
        << std::string("POST /api/anything HTTP/1.1")
        << std::string("Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n") << false;
}

// RFC 9110 section 7.8: the field is ignored in HTTP/1.0. Behind a body the switch would come in
// the middle of it.
void WebsocketTest::upgradesOnlyWhatMayBe()
{
    QFETCH(std::string, start);
    QFETCH(std::string, end);
    QFETCH(bool, isAsked);

    Socket client = Socket::connectTo(m_gateway.port());
    client.send(start + "\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + end);
    const RawResponse response = receiveResponse(client);
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body.find("\"Upgrade\"") != std::string::npos, isAsked);
}

// Upgraded, or of raw bytes; those that are in use stay.
void WebsocketTest::anIdleOneIsCut()
{
    const std::uint16_t port = closedPort();
    Workspace workspace;
    workspace.writeConfig({{u"disable_ports_whitelist"_s, true},
                           {u"gatewright"_s, QJsonObject{{u"relay_idle_timeout"_s, 3}}}});
    workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/"))));
    workspace.writeApi(ApiDefinition(u"raw"_s, u"tcp://127.0.0.1:%1"_s.arg(m_echo.port()))
                           .with(u"listen_port"_s, port)
                           .with(u"protocol"_s, u"tcp"_s));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    const auto upgrade = [&gateway] {
        Socket client = Socket::connectTo(gateway.port());
        client.send(kHandshake);
        return receiveResponse(client).status == 101 ? std::move(client) : Socket();
    };
    Socket busy = upgrade(); // first: it is older than what is cut
    Socket upgraded = upgrade();
    QVERIFY(busy.isOpen() && upgraded.isOpen());
    Socket raw = Socket::connectTo(port);
    raw.send("GET /get HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(receiveResponse(raw).status, 200);
    const QDeadlineTimer patience(20s);
    while (!upgraded.isEndedByPeer(200ms)) {
        QVERIFY(!patience.hasExpired());
        busy.send(clientFrame(Opcode::Text, "beat"));
        QCOMPARE(serverPayload(busy, Opcode::Text), "beat");
    }
    busy.send(clientFrame(Opcode::Text, "still there"));
    QCOMPARE(serverPayload(busy, Opcode::Text), "still there");
    QVERIFY(raw.isEndedByPeer());
    QVERIFY(busy.isEndedByPeer());
    QCOMPARE(gateway.stop(), 0);
}

void WebsocketTest::theEndOfOneSideEndsTheOther()
{
    ScriptedOrigin origin([](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\n\r\nbye");
        }
    });
    Workspace workspace;
    workspace.writeConfig(
        {{u"http_server_options"_s, QJsonObject{{u"enable_websockets"_s, true}}}});
    workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(origin.url())));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    Socket client = Socket::connectTo(gateway.port());
    client.send(kHandshake);
    QCOMPARE(receiveResponse(client).status, 101);
    QCOMPARE(client.receiveToEnd().value_or("(stays open)"), "bye");
}

} // namespace gw::e2e

GW_TEST(gw::e2e::WebsocketTest)
#include "websocket_test.moc"
