// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/test_desk.h"
#include "support/http_text.h"
#include "support/room_test.h"
#include "upstream/balancer.h"
#include "upstream/origin_url.h"

using namespace gw::proxy;
using namespace gw::proxy::test;
using gw::chain::When;
using gw::test::bodyOf;
using gw::test::get;
using gw::test::has;
using gw::test::LyingOrigin;
using gw::test::post;
using BodyState = PausedMessage::BodyState;
using WireClient = gw::http::test::WireClient;

namespace {

StepResult proceed(RequestContext &)
{
    return StepResult::proceed();
}

// Adds one to every byte.
class NextLetter final : public gw::request::BodyFilter {
public:
    bool filter(std::string_view bytes, bool, std::string &out) override
    {
        for (const char c : bytes) {
            out += static_cast<char>(c + 1);
        }
        return true;
    }
};

} // namespace

class RunnerPausesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsARequestBeforeAStep()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("step"));
        std::string seen;
        Gateway gateway(ApiMaker(origin.port())
                            .step([&](RequestContext &context) {
                                seen = context.exchange.request().target;
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(
            "POST /x/a?b=1 HTTP/1.1\r\nHost: h\r\nX-Old: 1\r\nContent-Length: 4\r\n\r\nbody");
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->phase, PausedRequest::Phase::Request);
        QCOMPARE(paused->breakpoint, std::string("b1"));
        QCOMPARE(paused->request.method, std::string("POST"));
        QCOMPARE(paused->request.target, std::string("/x/a?b=1"));
        QCOMPARE(paused->request.fields, (FieldTexts{{"Host", "h"}, {"X-Old", "1"}}));
        QCOMPARE(paused->request.body, std::string("body"));
        QCOMPARE(paused->request.bodyState, BodyState::Whole);
        QVERIFY(!paused->response.has_value());
        QVERIFY(seen.empty());
        desk.release(editOf({.method = "PUT",
                             .target = "/x/other?b=2",
                             .fields = FieldTexts{{"Host", "h"}, {"X-New", "2"}},
                             .body = "longer body"}));
        const std::string echo = bodyOf(client.readResponse());
        QCOMPARE(seen, std::string("/x/other?b=2"));
        QVERIFY2(echo.starts_with("PUT /other?b=2 HTTP/1.1\r\n"), echo.c_str());
        QVERIFY2(has(echo, "X-New: 2\r\n") && !has(echo, "X-Old"), echo.c_str());
        QVERIFY2(has(echo, "Content-Length: 11\r\n"), echo.c_str());
        QVERIFY2(echo.ends_with("\r\n\r\nlonger body"), echo.c_str());
    }

    void goesOnAsItWas()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("step", When::After));
        Gateway gateway(ApiMaker(origin.port()).step(proceed).make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send(post("/x/a", "body") + post("/x/b", "next")); // both at once
        QVERIFY(desk.wait().has_value());
        desk.goOn();
        const std::string first = client.readResponse();
        QVERIFY2(has(first, "POST /a ") && first.ends_with("\r\n\r\nbody"), first.c_str());
        const auto second = desk.wait(2);
        QVERIFY(second.has_value());
        QCOMPARE(second->request.target, std::string("/x/b"));
        desk.goOn(2);
        QVERIFY(client.readResponse().ends_with("\r\n\r\nnext"));
        QVERIFY(gateway.waitForRecords(2));
        const auto &steps = gateway.record().trace->steps;
        QCOMPARE(steps.size(), 3U);
        QCOMPARE(steps[1].name, std::string("breakpoint"));
        QCOMPARE(steps[1].phase, std::string("request"));
        QCOMPARE(steps[1].outcome, std::string("continue"));
        QCOMPARE(steps[1].note, std::string("b1 after step: continued"));
        QVERIFY(steps[1].durationNs > 0);
        QVERIFY(steps[1].changes.empty());
    }

    // A step behind it that filters the body, or wants it whole, gets what it would have had.
    void keepsABodyStreamingForTheSteps_data()
    {
        QTest::addColumn<bool>("isEdited");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("as it came") << false << QByteArray("bcd");
        QTest::newRow("edited") << true << QByteArray("yz{");
    }

    void keepsABodyStreamingForTheSteps()
    {
        QFETCH(bool, isEdited);
        QFETCH(QByteArray, expected);
        LyingOrigin origin({echoing()});
        TestDesk desk(at("step"));
        bool isBuffered = true;
        std::string whole;
        Gateway gateway(ApiMaker(origin.port())
                            .step([&](RequestContext &context) {
                                isBuffered = context.requestBody.isBuffered;
                                context.requestFilters.push_back(std::make_unique<NextLetter>());
                                return StepResult::proceed();
                            })
                            .step(
                                [&](RequestContext &context) {
                                    whole = context.requestBody.bytes;
                                    return StepResult::proceed();
                                },
                                BodyNeed::WholeRequest)
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(post("/x/a", "abc"));
        QVERIFY(desk.wait().has_value());
        isEdited ? desk.release(editOf({.body = "xyz"})) : desk.goOn();
        QVERIFY(desk.wait(2).has_value()); // the second step
        QVERIFY(!isBuffered);
        desk.goOn(2);
        const std::string answer = client.readResponse();
        QVERIFY2(has(answer, expected.toStdString()), answer.c_str());
        QCOMPARE(whole, std::string(isEdited ? "xyz" : "abc"));
    }

    void leavesALongBodyStreaming()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        WireClient client(gateway.port());
        const std::string body(std::size_t{1024} * 1024 + 1, 'x');
        client.send("POST /x/a HTTP/1.1\r\nHost: h\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n\r\n");
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->request.bodyState, BodyState::Streams);
        desk.goOn();
        client.send(body);
        QVERIFY(client.readResponse().ends_with(body));
    }

    // CORS.options_passthrough: no step runs, and the upstream is asked all the same.
    void stopsAPreflightBeforeTheUpstream()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(
            {.breakpoints = {{.id = "b1", .step = "step"}, {.id = "b2", .step = "upstream"}}});
        ApiMaker maker(origin.port());
        maker.step(proceed).api->chain.skipsPreflight = true;
        Gateway gateway(maker.make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send("OPTIONS /x/a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->breakpoint, std::string("b2"));
        QCOMPARE(paused->request.body, std::string("abc"));
        desk.release(editOf({.body = "xyz"}));
        QVERIFY(client.readResponse().ends_with("\r\n\r\nxyz"));
    }

    // The breakpoints of the API whose chain runs.
    void stopsBehindALoop()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk({.breakpoints = {{.id = "b1", .apiId = "x-id", .step = "upstream"},
                                       {.id = "b2", .apiId = "other", .step = "step"},
                                       {.id = "b3", .apiId = "x-id", .step = "client"}}});
        ApiMaker other(origin.port());
        other.step(proceed).api->facts.id = "other";
        Gateway gateway(ApiMaker().target("tyk://other/in").make(), withDesk(desk));
        gateway.add("other", other.make());
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->breakpoint, std::string("b2"));
        QCOMPARE(paused->apiId, std::string("other"));
        desk.goOn();
        QVERIFY(has(client.readResponse(), "200 OK"));
        QCOMPARE(desk.count(), 1U);
    }

    void refusesAnEditThatHasNoRoom()
    {
        TestDesk desk(at("upstream"));
        Gateway::Options options = withDesk(desk);
        options.bufferedBodies = 10;
        Gateway gateway(ApiMaker().make(), options);
        WireClient client(gateway.port());
        client.send(post("/x/a", "12345678901"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QVERIFY(paused->request.bodyState == BodyState::Streams); // no room either
        desk.release(editOf({.body = "12345678901"}));
        QVERIFY(has(client.readResponse(), "HTTP/1.1 503 "));
    }

    void hidesABinaryBody()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send(post("/x/a", "\xff\xfe"));
        const auto paused = desk.wait();
        QCOMPARE(paused->request.bodyState, BodyState::Binary);
        QVERIFY(paused->request.body.empty());
        desk.goOn();
        QVERIFY(client.readResponse().ends_with("\xff\xfe"));
    }

    void endsWhenTheClientLeaves()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        {
            WireClient client(gateway.port());
            client.send(get("/x/a"));
            QVERIFY(desk.wait().has_value());
        }
        QVERIFY(gateway.waitForRecords(1));
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(gateway.record().responseCode, 499);
        QCOMPARE(gateway.record().trace->steps.back().note,
                 std::string("b1 before upstream: client gone"));
        QCOMPARE(desk.left(), std::vector{ReleaseReason::ClientGone});
        desk.goOn(); // too late
        gateway.run([] {});
        QCOMPARE(origin.accepted(), 0);
    }

    void goesOnByItself()
    {
        LyingOrigin origin({echoing()});
        gw::chain::BreakpointSet set = at("upstream");
        set.autoContinue = std::chrono::seconds(0);
        TestDesk desk(std::move(set));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        QVERIFY(has(gateway.ask(get("/x/a")), "200 OK"));
        QCOMPARE(desk.left(), std::vector{ReleaseReason::TimedOut});
    }

    void goesOnWhereTooManyWait()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk({.breakpoints = {{.id = "b1", .step = "step"},
                                       {.id = "b2", .step = "step", .when = When::After},
                                       {.id = "b3", .step = "upstream"},
                                       {.id = "b4", .step = "client"}}});
        desk.isFull = true;
        Gateway gateway(ApiMaker(origin.port()).step(proceed).responseStep(proceed).make(),
                        withDesk(desk));
        QVERIFY(has(gateway.ask(get("/x/a")), "200 OK"));
    }

    // A body that is waited for asks for the plan again, too.
    void givesNoTargetTwoTurns()
    {
        LyingOrigin first({echoing()});
        LyingOrigin second({echoing()});
        TestDesk desk(at("upstream"));
        ApiMaker maker;
        std::vector<gw::upstream::Target> targets;
        for (const LyingOrigin *origin : {&first, &second}) {
            const auto url =
                gw::upstream::parseOriginUrl("http://127.0.0.1:" + std::to_string(origin->port()));
            targets.push_back({gw::upstream::makeOrigin(*url, {}), url->basePath, url->baseQuery});
        }
        maker.api->forwarding.targets =
            std::make_unique<const gw::upstream::Balancer>(std::move(targets));
        Gateway gateway(maker.make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send(post("/x/a", "body") + get("/x/b"));
        QVERIFY(desk.wait().has_value());
        desk.goOn();
        QVERIFY(client.readResponse().ends_with("body"));
        QCOMPARE(first.accepted(), 1);
        QVERIFY(desk.wait(2).has_value());
        desk.goOn(2);
        QVERIFY(has(client.readResponse(), "200 OK"));
        QCOMPARE(second.accepted(), 1);
    }

    // Who looks first has the room, whoever sends first.
    void takesTheRoomOfABodyAtOnce()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        Gateway::Options options = withDesk(desk);
        options.bufferedBodies = 10;
        Gateway gateway(ApiMaker(origin.port()).make(), options);
        const std::string head = "POST /x/a HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\n";
        WireClient first(gateway.port());
        first.send(head);
        QTRY_COMPARE_WITH_TIMEOUT(gateway.counters().activeRequests.load(), 1, 10'000);
        WireClient second(gateway.port());
        second.send(head);
        const auto streaming = desk.wait();
        QVERIFY(streaming.has_value());
        QCOMPARE(streaming->request.bodyState, BodyState::Streams);
        first.send("abcdef");
        const auto whole = desk.wait(2);
        QVERIFY(whole.has_value());
        QCOMPARE(whole->request.body, std::string("abcdef"));
        desk.goOn(2);
        QVERIFY(first.readResponse().ends_with("abcdef"));
        QVERIFY(gateway.waitForRecords(1));
        std::uint64_t held = 1;
        gateway.run([&] { held = gateway.heldBytes(); });
        QCOMPARE(held, 0U);
    }

    void sendsNoConnect()
    {
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker()
                            .step([](RequestContext &context) {
                                context.outgoingMethod = "CONNECT";
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        QVERIFY(has(gateway.ask(get("/x/a")), "HTTP/1.1 500 "));
        QCOMPARE(desk.count(), 0U);
    }

    void endsWithTheWorker()
    {
        TestDesk desk(at("upstream"));
        auto gateway = std::make_unique<Gateway>(ApiMaker().make(), withDesk(desk));
        WireClient client(gateway->port());
        client.send(get("/x/a"));
        QVERIFY(desk.wait().has_value());
        gateway.reset();
        QCOMPARE(desk.left(), std::vector{ReleaseReason::ClientGone});
    }
};

GW_TEST(RunnerPausesTest)
#include "runner_pauses_test.moc"
