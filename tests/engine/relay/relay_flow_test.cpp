// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_client.h"
#include "engine/relay/relay_server.h"
#include "engine/upstream/latch.h"
#include "engine/upstream/lying_origin.h"
#include "support/room_test.h"
#include "upstream/http_proxy.h"

#include <algorithm>
#include <future>
#include <poll.h>
#include <sys/socket.h>

using namespace gw::relay;
using namespace gw::relay::test;
using namespace gw::test;
using namespace std::chrono_literals;
using gw::http::test::WireClient;

namespace {

constexpr std::size_t kLarge = 32 * 1024 * 1024; // more than the kernel's buffers hold

// Bytes of which no two blocks are the same.
const std::string &largeText()
{
    static const std::string text = [] {
        std::string bytes;
        for (std::size_t i = 0; bytes.size() < kLarge; ++i) {
            bytes += std::to_string(i) + ' ';
        }
        bytes.resize(kLarge);
        return bytes;
    }();
    return text;
}

void echo(OriginPeer &peer)
{
    for (std::string piece = peer.readOnce(); !piece.empty(); piece = peer.readOnce()) {
        peer.send(piece);
    }
}

// As much as the kernel takes at once.
std::size_t sendNow(const WireClient &client, std::string_view bytes)
{
    const ssize_t sent =
        ::send(client.descriptor(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent > 0 ? std::size_t(sent) : 0;
}

// The most that waits in the relay while it has a hundred rounds more to read in.
std::size_t mostWaiting(RelayServer &relay, const std::function<void()> &feed)
{
    std::size_t most = 0;
    for (int round = 0; round < 100; ++round) {
        feed();
        most = std::max(most, relay.countWaitingBytes());
    }
    return most;
}

} // namespace

class RelayFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void carriesBytesBothWays();
    void letsTheOriginBegin();
    void keepsLittleForASlowOrigin();
    void keepsLittleForASlowClient();
    void passesTheClientsEndOn();
    void passesTheOriginsEndOn();
    void passesAResetOfTheOriginOn();
    void passesAResetOfTheClientOn();
    void endsWhenAnEndedOriginTakesNoMore();
    void asksAProxyForATunnel();
};

void RelayFlowTest::carriesBytesBothWays()
{
    LyingOrigin origin({echo});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    WireClient other(relay.port());
    for (const std::string text : {"one", "two", "three"}) {
        QVERIFY(client.send(text));
        QVERIFY(other.send("other " + text));
        QCOMPARE(client.readExactly(text.size()), text);
        QCOMPARE(other.readExactly(text.size() + 6), "other " + text);
    }
    QCOMPARE(origin.accepted(), 2);
    QCOMPARE(relay.countConnections(), std::size_t(2));
}

void RelayFlowTest::letsTheOriginBegin()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.send("220 hello\r\n");
        echo(peer);
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    QCOMPARE(client.readUntil("\r\n"), "220 hello\r\n");
}

void RelayFlowTest::keepsLittleForASlowOrigin()
{
    Latch mayRead;
    std::promise<std::string> heard;
    LyingOrigin origin({[&](OriginPeer &peer) {
        mayRead.wait();
        heard.set_value(peer.readExactly(kLarge));
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    std::size_t sent = 0;
    const auto feed = [&] {
        sent += sendNow(client, std::string_view(largeText()).substr(sent));
    };
    while (sent < kLarge && relay.countWaitingBytes() < 64 * 1024) {
        feed();
    }
    const std::size_t most = mostWaiting(relay, feed);
    mayRead.release();
    QVERIFY2(most <= 128 * 1024, std::to_string(most).c_str());
    QVERIFY(client.send(std::string_view(largeText()).substr(sent)));
    QVERIFY(heard.get_future().get() == largeText());
}

void RelayFlowTest::keepsLittleForASlowClient()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.send(largeText());
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port(), 16 * 1024);
    QTRY_VERIFY_WITH_TIMEOUT(relay.countWaitingBytes() >= 64 * 1024, 30s);
    const std::size_t most = mostWaiting(relay, [] {});
    QVERIFY2(most <= 128 * 1024, std::to_string(most).c_str());
    QVERIFY(client.readAll() == largeText());
    QVERIFY(client.isEnded());
}

void RelayFlowTest::passesTheClientsEndOn()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        const std::string all = peer.readAll();
        peer.send("heard " + all);
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    QVERIFY(client.send("abc"));
    client.shutDownWriting();
    QCOMPARE(client.readAll(), "heard abc");
    QVERIFY(client.isEnded());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayFlowTest::passesTheOriginsEndOn()
{
    std::promise<std::string> heard;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.send("bye");
        peer.endSending();
        heard.set_value(peer.readAll());
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    QCOMPARE(client.readAll(), "bye");
    QVERIFY(client.isEnded());
    QCOMPARE(relay.countConnections(), std::size_t(1));
    QVERIFY(client.send("one "));
    QVERIFY(client.send("more"));
    client.shutDownWriting();
    QCOMPARE(heard.get_future().get(), "one more");
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayFlowTest::passesAResetOfTheOriginOn()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readExactly(3);
        peer.reset();
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    QVERIFY(client.send("abc"));
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.wasReset());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayFlowTest::passesAResetOfTheClientOn()
{
    std::promise<std::string> heard;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.send("x");
        heard.set_value(peer.readAll());
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    QCOMPARE(client.readExactly(1), "x");
    client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
    QCOMPARE(heard.get_future().get(), "");
}

// The origin has closed altogether: its kernel answers what still comes with a reset.
void RelayFlowTest::endsWhenAnEndedOriginTakesNoMore()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.send("bye");
    }});
    RelayServer relay(originAt(origin.port()));
    WireClient client(relay.port());
    QCOMPARE(client.readAll(), "bye");
    QVERIFY(client.isEnded());
    QTRY_VERIFY_WITH_TIMEOUT(!client.send("anybody there?") || relay.countConnections() == 0, 30s);
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayFlowTest::asksAProxyForATunnel()
{
    LyingOrigin proxy({[](OriginPeer &peer) {
        const std::string head = peer.readHead();
        peer.send("HTTP/1.1 200 Connection established\r\n\r\nearly " + head);
        echo(peer);
    }});
    const auto origin = originAt(9000, "far.away"); // which only the proxy knows
    origin->proxy =
        *gw::upstream::parseHttpProxy("http://127.0.0.1:" + std::to_string(proxy.port()));
    RelayServer relay(origin);
    WireClient client(relay.port());
    QVERIFY(client.readUntil("\r\n\r\n").starts_with("early CONNECT far.away:9000 HTTP/1.1\r\n"));
    QVERIFY(client.send("abc"));
    QCOMPARE(client.readExactly(3), "abc");
}

GW_TEST(RelayFlowTest)
#include "relay_flow_test.moc"
