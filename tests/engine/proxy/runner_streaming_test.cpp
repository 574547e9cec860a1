// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/gateway.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <atomic>
#include <future>

using namespace gw::proxy::test;
using gw::test::answering;
using gw::test::has;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;
using WireClient = gw::http::test::WireClient;

namespace {

constexpr auto kRequestOfStream = "GET /x/get HTTP/1.1\r\nHost: h\r\n\r\n";
constexpr auto kUpgrade = "GET /x/ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\n"
                          "Upgrade: websocket\r\n\r\n";
constexpr auto kSwitching = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                            "Upgrade: websocket\r\n\r\n";
// More than all buffers between an origin and a client that does not read hold together.
constexpr std::size_t kHuge = 64UL * 1024 * 1024;
constexpr std::size_t kPiece = 64UL * 1024;

// Waits until a counter has not grown for a while; false when it reaches the end instead.
bool waitUntilStalled(const std::atomic<std::size_t> &count, std::size_t end)
{
    std::size_t last = 0;
    int quiet = 0;
    return QTest::qWaitFor(
        [&] {
            const std::size_t now = count;
            quiet = now == last && now > 0 ? quiet + 1 : 0;
            last = now;
            return quiet >= 30 && now < end;
        },
        10'000);
}

} // namespace

class RunnerStreamingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsTheOriginBackForASlowClient()
    {
        std::atomic<std::size_t> sent = 0;
        LyingOrigin origin({[&](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kHuge) + "\r\n\r\n");
            const std::string piece(kPiece, 'x');
            while (sent < kHuge && peer.send(piece)) {
                sent += kPiece;
            }
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        WireClient client(gateway.port(), 16 * 1024);
        client.send(kRequestOfStream);
        QVERIFY(waitUntilStalled(sent, kHuge / 2));
        QVERIFY(has(client.readUntil("\r\n\r\n"), "200 OK"));
        std::size_t got = 0;
        while (got < kHuge) {
            const std::string piece = client.readSome();
            if (piece.empty()) {
                break;
            }
            got += piece.size();
        }
        QCOMPARE(got, kHuge);
        QVERIFY(gateway.waitForRecords(1));
        QVERIFY(gateway.record().bytesOut > kHuge);
    }

    void holdsTheClientBackForASlowOrigin()
    {
        std::promise<void> go;
        auto mayRead = go.get_future().share();
        LyingOrigin origin({[mayRead](OriginPeer &peer) {
            peer.readHead();
            mayRead.wait();
            const std::size_t size = peer.readExactly(kHuge).size();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n" + std::to_string(size));
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        std::atomic<std::size_t> sent = 0;
        WireClient client(gateway.port());
        client.send("POST /x/ HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(kHuge) +
                    "\r\n\r\n");
        std::thread sender([&] {
            const std::string piece(kPiece, 'x');
            while (sent < kHuge && client.send(piece)) {
                sent += kPiece;
            }
        });
        const bool isStalled = waitUntilStalled(sent, kHuge / 2);
        go.set_value();
        sender.join();
        QVERIFY(isStalled);
        QVERIFY(client.readResponse().ends_with(std::to_string(kHuge)));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().bytesIn, kHuge);
    }

    void relaysInterimAnswersAndTrailers()
    {
        LyingOrigin origin({answering("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                      "3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n")});
        Gateway gateway(ApiMaker(origin.port()).make());
        WireClient client(gateway.port());
        client.send(kRequestOfStream);
        const std::string answer = client.readUntil("X-Sum: 7\r\n\r\n");
        QVERIFY2(answer.starts_with("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n"), answer.c_str());
        QVERIFY(has(answer, "HTTP/1.1 200 OK\r\n"));
        QVERIFY(has(answer, "3\r\nabc\r\n0\r\n"));
    }

    void relaysTrailersOfRequests()
    {
        std::promise<std::string> seen;
        LyingOrigin origin({[&](OriginPeer &peer) {
            const std::string head = peer.readHead();
            seen.set_value(head + peer.readHead());
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        const std::string answer = gateway.ask(
            "POST /x/ HTTP/1.1\r\nHost: h\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n"
            "3\r\nabc\r\n0\r\nX-Sum: 7\r\nAuthorization: evil\r\nIf-Match: x\r\n\r\n");
        QVERIFY(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        const std::string request = seen.get_future().get();
        QVERIFY2(has(request, "\r\nTrailer: X-Sum\r\n"), request.c_str());
        QVERIFY2(request.ends_with("3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n"), request.c_str());
    }

    void announcesTrailersOfStreamedAnswersOnly()
    {
        constexpr auto kWithTrailer = "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n"
                                      "Transfer-Encoding: chunked\r\n\r\n"
                                      "3\r\nabc\r\n0\r\nX-Sum: 7\r\nContent-Type: evil\r\n\r\n";
        LyingOrigin origin({answering(kWithTrailer)});
        Gateway streaming(ApiMaker(origin.port()).make());
        WireClient client(streaming.port());
        client.send(kRequestOfStream);
        const std::string answer = client.readUntil("\r\n0\r\nX-Sum: 7\r\n\r\n");
        QVERIFY2(has(answer, "\r\nTrailer: X-Sum\r\n"), answer.c_str());

        Gateway buffering(ApiMaker(origin.port())
                              .responseStep([](RequestContext &) { return StepResult::proceed(); },
                                            BodyNeed::WholeResponse)
                              .make());
        const std::string whole = buffering.ask(kRequestOfStream);
        QVERIFY2(whole.ends_with("\r\n\r\nabc"), whole.c_str());
        QVERIFY(!has(whole, "Trailer"));
    }

    // Requests in a tunnel of HTTP/2 would pass no chain: the upstream is not asked for one.
    void relaysNoUpgradeToHttp2()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            const std::string head = peer.readHead();
            const bool isAsked = has(head, "pgrade") || has(head, "HTTP2-Settings");
            peer.send(std::string("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n") +
                      (isAsked ? "y" : "n"));
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        const std::string answer =
            gateway.ask("GET /x/ HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                        "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");
        QVERIFY2(answer.starts_with("HTTP/1.1 200 OK\r\n"), answer.c_str());
        QVERIFY(answer.ends_with("\r\n\r\nn"));
    }

    void relaysNoUpgradeWhenItMayNot()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            const std::string head = peer.readHead();
            const std::string body = has(head, "pgrade") ? "asked" : "not asked";
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                      "\r\n\r\n" + body);
        }});
        ApiMaker maker(origin.port());
        maker.settings.relaysUpgrades = false;
        Gateway gateway(maker.make());
        QVERIFY(gateway.ask(kUpgrade).ends_with("\r\n\r\nnot asked"));
    }

    void relaysAnswersWithoutBody()
    {
        LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")});
        Gateway gateway(ApiMaker(origin.port()).make());
        WireClient client(gateway.port());
        for (int i = 0; i < 2; ++i) { // also that the connection is kept
            client.send("HEAD /x/ HTTP/1.1\r\nHost: h\r\n\r\n");
            const std::string answer = client.readUntil("\r\n\r\n");
            QVERIFY2(has(answer, "Content-Length: 1000\r\n"), answer.c_str());
        }
        LyingOrigin empty(
            {answering("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\nETag: \"a\"\r\n\r\n")});
        Gateway other(ApiMaker(empty.port()).make());
        WireClient second(other.port());
        for (int i = 0; i < 2; ++i) {
            second.send(kRequestOfStream);
            const std::string answer = second.readUntil("\r\n\r\n");
            QVERIFY(has(answer, "ETag: \"a\"\r\n"));
            QVERIFY2(has(answer, "Content-Length: 7\r\n"), answer.c_str());
        }
    }

    void answersBeforeTheRequestIsThrough()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
            peer.readAll();
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        WireClient client(gateway.port());
        client.send("POST /x/ HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nabc");
        QVERIFY(client.readResponse().starts_with("HTTP/1.1 403 "));
        QVERIFY(gateway.waitUntilIdle());
        client.send("more of the body");
    }

    void tunnelsUpgrades()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            const std::string head = peer.readHead();
            peer.send(std::string(kSwitching) + (has(head, "Upgrade: websocket") ? "up!" : "none"));
            peer.send(peer.readExactly(5));
            peer.readAll(); // the client ends its direction
            peer.send("last");
        }});
        Gateway gateway(ApiMaker(origin.port()).make(),
                        {gw::telemetry::RecordInterest::All, false, gw::http::HalfClose::Answered});
        WireClient client(gateway.port());
        client.send(kUpgrade);
        const std::string head = client.readUntil("\r\n\r\n");
        QVERIFY2(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"), head.c_str());
        QCOMPARE(client.readExactly(3), std::string("up!"));
        client.send("frame");
        QCOMPARE(client.readExactly(5), std::string("frame"));
        client.shutDownWriting();
        QCOMPARE(client.readAll(), std::string("last"));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().responseCode, 101);
        QCOMPARE(gateway.counters().upgrades.load(), 1U);
        QVERIFY(gateway.waitUntilIdle());
    }

    // The client may go on sending: the request lives until it has ended as well.
    void survivesAnOriginThatEndsATunnelFirst()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            peer.readHead();
            peer.send(std::string(kSwitching) + "bye");
            peer.close();
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        WireClient client(gateway.port());
        client.send(kUpgrade);
        QVERIFY(has(client.readUntil("bye"), "101"));
        QCOMPARE(client.readAll(), std::string()); // our direction is over
        for (int i = 0; i < 20; ++i) {
            client.send("nobody hears this");
            gateway.run([] {});
        }
        QCOMPARE(gateway.counters().activeRequests.load(), 1);
        client.close();
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(gateway.recordCount(), 1U);
    }
};

GW_TEST(RunnerStreamingTest)
#include "runner_streaming_test.moc"
