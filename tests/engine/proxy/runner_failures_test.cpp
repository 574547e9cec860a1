// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/gateway.h"
#include "support/room_test.h"

#include <future>

using namespace gw::proxy::test;
using gw::test::answering;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;
using WireClient = gw::http::test::WireClient;

namespace {

constexpr auto kRequestThatFails = "GET /x/get HTTP/1.1\r\nHost: h\r\n\r\n";
constexpr auto kProblem = "There was a problem proxying the request";

bool isError(const std::string &answer, int status, const std::string &message)
{
    const bool isIt = answer.starts_with("HTTP/1.1 " + std::to_string(status) + ' ') &&
                      answer.ends_with("{\n    \"error\": \"" + message + "\"\n}");
    if (!isIt) {
        qWarning("%s", answer.c_str());
    }
    return isIt;
}

// A port at which nobody listens.
std::uint16_t closedPort()
{
    return LyingOrigin({answering("")}).port();
}

LyingOrigin::Script silent()
{
    return [](OriginPeer &peer) {
        peer.readAll();
    };
}

} // namespace

class RunnerFailuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused()
    {
        Gateway gateway(ApiMaker(closedPort()).make());
        QVERIFY(isError(gateway.ask(kRequestThatFails), 500, kProblem));
        QVERIFY(gateway.waitForRecords(1));
        QVERIFY(gateway.record().error.find("refused") != std::string::npos);
        QCOMPARE(gateway.counters().upstreamFailures.load(), 1U);
    }

    void unknownHost()
    {
        Gateway gateway(ApiMaker().target("http://nowhere.test/").make());
        QVERIFY(isError(gateway.ask(kRequestThatFails), 500, "Upstream host lookup failed"));
    }

    void noHeadInTime()
    {
        LyingOrigin origin({silent()});
        ApiMaker maker(origin.port());
        maker.settings.upstreamTimeout = std::chrono::milliseconds(100);
        Gateway gateway(maker.make());
        QVERIFY(
            isError(gateway.ask(kRequestThatFails), 504, "Upstream service reached hard timeout."));
    }

    void enforcedTimeout()
    {
        LyingOrigin origin({silent()});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.enforcedTimeout = std::chrono::milliseconds(100);
                                return StepResult::proceed();
                            })
                            .make());
        QVERIFY(
            isError(gateway.ask(kRequestThatFails), 504, "Upstream service reached hard timeout."));
    }

    void closesBeforeTheHead()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            peer.readHead();
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        QVERIFY(isError(gateway.ask(kRequestThatFails), 500, kProblem));
    }

    void answersNonsense()
    {
        LyingOrigin origin({answering("SSH-2.0-x\r\n\r\n")});
        Gateway gateway(ApiMaker(origin.port()).make());
        QVERIFY(isError(gateway.ask(kRequestThatFails), 500, kProblem));
    }

    // The client must see that the body is not whole.
    void breaksOffInTheBody()
    {
        LyingOrigin origin(
            {gw::test::answeringOnce("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                     "3\r\nabc\r\n")});
        Gateway gateway(ApiMaker(origin.port()).make());
        WireClient client(gateway.port());
        client.send(kRequestThatFails);
        const std::string answer = client.readAll();
        QVERIFY2(answer.starts_with("HTTP/1.1 200 OK\r\n"), answer.c_str());
        QVERIFY(answer.ends_with("3\r\nabc\r\n"));
        QVERIFY(gateway.waitForRecords(1));
        QVERIFY(!gateway.record().error.empty());
        QVERIFY(gateway.waitUntilIdle());
    }

    // It neither goes on nor ends: the client must not wait for ever, nor take a part for all.
    void standsStillInTheBody()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            peer.readAll();
        }});
        ApiMaker maker(origin.port());
        maker.settings.upstreamBodyTimeout = std::chrono::milliseconds(100);
        Gateway gateway(maker.make());
        WireClient client(gateway.port());
        client.send(kRequestThatFails);
        const std::string answer = client.readAll();
        QVERIFY2(answer.ends_with("\r\n\r\nabc"), answer.c_str());
        QVERIFY(client.isEnded() || client.wasReset());
        QVERIFY(gateway.waitForRecords(1));
        QVERIFY(gateway.record().error.find("no byte of the response body for 100 ms") !=
                std::string::npos);
        QVERIFY(gateway.waitUntilIdle());
    }

    void clientLeavesWhileForwarding()
    {
        std::promise<bool> wasClosed;
        std::promise<void> asked;
        LyingOrigin origin({[&](OriginPeer &peer) {
            peer.readHead();
            asked.set_value();
            wasClosed.set_value(peer.isClosedByClient(10'000));
        }});
        Gateway gateway(ApiMaker(origin.port()).make());
        {
            WireClient client(gateway.port());
            client.send(kRequestThatFails);
            asked.get_future().wait();
        }
        QVERIFY(wasClosed.get_future().get());
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(gateway.record().responseCode, 499);
        QVERIFY(gateway.record().clientGone);
        QCOMPARE(gateway.record().error, std::string("Client closed request"));
    }

    void clientSendsABrokenChunk()
    {
        LyingOrigin origin({silent()});
        Gateway gateway(ApiMaker(origin.port()).make());
        WireClient client(gateway.port());
        client.send("POST /x/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        QVERIFY(isError(client.readResponse(), 500,
                        "There was a problem with reading Body of the Request."));
    }

    // A hook over the response is at work: the request must be there when it comes back.
    void clientSendsABrokenChunkWhileAStepIsSuspended()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
            peer.readAll();
        }});
        Pause pause;
        Gateway gateway(ApiMaker(origin.port()).responseStep(pause.process()).make());
        WireClient client(gateway.port());
        client.send(
            "POST /x/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        QVERIFY(pause.waitForRequest());
        client.send("zz\r\n");
        QVERIFY(!QTest::qWaitFor([&] { return gateway.counters().activeRequests == 0; }, 200));
        pause.resume(gateway, StepResult::proceed());
        QVERIFY(isError(client.readResponse(), 500, kProblem));
        QVERIFY(gateway.waitUntilIdle());
    }

    void originFailsWhileAResponseStepIsSuspended()
    {
        LyingOrigin origin({[](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
            peer.readAll();
        }});
        Pause pause;
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.enforcedTimeout = std::chrono::milliseconds(300);
                                return StepResult::proceed();
                            })
                            .responseStep(pause.process())
                            .make());
        WireClient client(gateway.port());
        client.send(kRequestThatFails);
        QVERIFY(pause.waitForRequest());
        QVERIFY(QTest::qWaitFor([&] { return gateway.counters().upstreamFailures == 1; }, 10'000));
        pause.resume(gateway, StepResult::proceed());
        QVERIFY(isError(client.readResponse(), 504, "Upstream service reached hard timeout."));
    }

    void clientLeavesWhileAResponseStepIsSuspended()
    {
        LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab")});
        Pause pause;
        Gateway gateway(ApiMaker(origin.port()).responseStep(pause.process()).make());
        {
            WireClient client(gateway.port());
            client.send(kRequestThatFails);
            QVERIFY(pause.waitForRequest());
        }
        QVERIFY(QTest::qWaitFor([&] { return pause.isAbandoned(gateway); }, 10'000));
        pause.resume(gateway, StepResult::fail(500, "too late"));
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(gateway.record().responseCode, 499);
        QCOMPARE(gateway.recordCount(), 1U);
    }

    // The upstream's answer has ended and its connection serves another request meanwhile: what the
    // first one's client gets must still be its own.
    void keepsTheHeadOfASuspendedResponse()
    {
        LyingOrigin origin(
            {gw::test::answeringOnce(
                 "HTTP/1.1 201 Made Up\r\nX-Mine: first-first\r\nContent-Length: 1\r\n\r\na"),
             answering("HTTP/1.1 404 Never Mind\r\nX-Else: SECOND-SECOND\r\n"
                       "Content-Length: 1\r\n\r\nb")});
        Pause pause;
        auto process = pause.process();
        auto isFirst = std::make_shared<bool>(true);
        Gateway gateway(ApiMaker(origin.port())
                            .responseStep(
                                [=](RequestContext &context) {
                                    return std::exchange(*isFirst, false) ? process(context)
                                                                          : StepResult::proceed();
                                },
                                BodyNeed::WholeResponse)
                            .make());
        WireClient client(gateway.port());
        client.send(kRequestThatFails);
        QVERIFY(pause.waitForRequest());
        for (int i = 0; i < 4; ++i) {
            static_cast<void>(gateway.ask(kRequestThatFails));
        }
        pause.resume(gateway, StepResult::proceed());
        const std::string answer = client.readResponse();
        QVERIFY2(answer.starts_with("HTTP/1.1 201 Made Up\r\n"), answer.c_str());
        QVERIFY2(answer.find("X-Mine: first-first\r\n") != std::string::npos, answer.c_str());
    }
};

GW_TEST(RunnerFailuresTest)
#include "runner_failures_test.moc"
