// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/test_desk.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <algorithm>
#include <atomic>
#include <future>

using namespace gw::proxy;
using namespace gw::proxy::test;
using gw::test::answering;
using gw::test::bodyOf;
using gw::test::get;
using gw::test::has;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;
using BodyState = PausedMessage::BodyState;
using WireClient = gw::http::test::WireClient;

// Breakpoints that show an answer, or give one.
class RunnerAnswerPausesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersInsteadOfTheUpstream()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(
            {.breakpoints = {{.id = "b1", .step = "upstream"}, {.id = "b2", .step = "client"}}});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.exchange.response().fields.add("X-Step", "1");
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        QVERIFY(desk.wait().has_value());
        desk.release(
            answerOf({.status = 503, .fields = FieldTexts{{"X-Own", "2"}}, .body = "busy"}));
        const std::string answer = client.readResponse();
        QVERIFY2(answer.starts_with("HTTP/1.1 503 "), answer.c_str());
        QVERIFY2(has(answer, "X-Own: 2\r\n") && !has(answer, "X-Step"), answer.c_str());
        QCOMPARE(bodyOf(answer), std::string("busy"));
        QCOMPARE(origin.accepted(), 0);
        QCOMPARE(desk.count(), 1U); // nothing further stops it
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().responseCode, 503);
        QCOMPARE(gateway.record().error, std::string("answered at breakpoint b1 before upstream"));
        QCOMPARE(gateway.record().trace->steps.back().outcome, std::string("respond"));
    }

    void editsTheUpstreamsAnswer()
    {
        LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Up: 1\r\n"
                                      "Set-Cookie: a=secret\r\n\r\nhello")});
        TestDesk desk(at("client"));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->phase, PausedRequest::Phase::Response);
        QCOMPARE(paused->response->status, 200);
        QCOMPARE(paused->response->body, std::string("hello"));
        const FieldTexts &fields = paused->response->fields;
        QVERIFY(std::ranges::find(fields, std::pair<std::string, std::string>(
                                              "Set-Cookie", "(hidden)")) != fields.end());
        QVERIFY(std::ranges::find(fields, std::pair<std::string, std::string>(
                                              "X-RateLimit-Limit", "0")) != fields.end());
        desk.release(
            responseEditOf({.status = 404,
                            .fields = FieldTexts{{"Set-Cookie", "(hidden)"}, {"X-New", "1"}},
                            .body = "gone away"}));
        const std::string answer = client.readResponse();
        QVERIFY2(answer.starts_with("HTTP/1.1 404 Not Found\r\nSet-Cookie: a=secret\r\n"
                                    "X-New: 1\r\nDate: "),
                 answer.c_str());
        QVERIFY2(!has(answer, "X-Up") && !has(answer, "X-RateLimit"), answer.c_str());
        QVERIFY2(has(answer, "Content-Length: 9\r\n"), answer.c_str());
        QCOMPARE(bodyOf(answer), std::string("gone away"));
    }

    void stopsAtAResponseStep()
    {
        LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")});
        TestDesk desk(at("step"));
        std::string seen;
        Gateway gateway(ApiMaker(origin.port())
                            .responseStep(
                                [&](RequestContext &context) {
                                    seen = context.upstreamResponse->body.bytes;
                                    return StepResult::proceed();
                                },
                                BodyNeed::WholeResponse)
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->response->body, std::string("hello"));
        desk.release(responseEditOf({.status = 201, .body = "other"}));
        const std::string answer = client.readResponse();
        QVERIFY2(answer.starts_with("HTTP/1.1 201 Created\r\n"), answer.c_str());
        QCOMPARE(bodyOf(answer), std::string("other"));
        QCOMPARE(seen, std::string("other"));
    }

    // What the upstream sends without a length waits at the upstream.
    void holdsAStreamBack()
    {
        constexpr std::size_t kAll = 64UL * 1024 * 1024;
        std::atomic<std::size_t> sent = 0;
        LyingOrigin origin({[&](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            const std::string piece(64UL * 1024, 'x');
            while (sent < kAll && peer.send(piece)) {
                sent += piece.size();
            }
        }});
        TestDesk desk(at("client"));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a", "Connection: close\r\n"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->response->bodyState, BodyState::Streams);
        std::uint64_t held = 0;
        QVERIFY(QTest::qWaitFor([&] { return sent > 0; }, 10'000));
        gateway.run([&] { held = gateway.heldBytes(); });
        QVERIFY2(held < 1024UL * 1024, std::to_string(held).c_str());
        QVERIFY(sent < kAll);
        desk.goOn();
        std::size_t got = 0;
        for (std::string piece = client.readSome(); !piece.empty(); piece = client.readSome()) {
            got += piece.size();
        }
        QVERIFY(got > kAll);
    }

    void stopsTheGatewaysErrorsToo()
    {
        TestDesk desk(at("client"));
        Gateway gateway(ApiMaker()
                            .step([](RequestContext &) { return StepResult::fail(403, "not you"); })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->response->status, 403);
        QVERIFY(has(paused->response->body, "not you"));
        desk.release(responseEditOf({.status = 401, .body = "you"}));
        const std::string answer = client.readResponse();
        QVERIFY2(answer.starts_with("HTTP/1.1 401 Unauthorized\r\n"), answer.c_str());
        QVERIFY(has(answer, "X-Generator: tyk.io\r\n")); // headers that are not edited stay
        QCOMPARE(bodyOf(answer), std::string("you"));
    }

    // The client's body, of which the upstream did not wait for the end.
    void tellsWhatBrokeMeanwhile()
    {
        std::promise<void> isDropped;
        LyingOrigin origin({[&](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nX-Up: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
            peer.readAll();
            isDropped.set_value();
        }});
        TestDesk desk(at("client"));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send("POST /x/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        QVERIFY(desk.wait().has_value());
        client.send("no length of a chunk\r\n");
        QVERIFY(isDropped.get_future().wait_for(std::chrono::seconds(10)) ==
                std::future_status::ready);
        QCOMPARE(gateway.counters().activeRequests.load(), 1);
        desk.goOn();
        const std::string answer = client.readResponse();
        QVERIFY2(answer.starts_with("HTTP/1.1 500 "), answer.c_str());
        QVERIFY2(!has(answer, "X-Up"), answer.c_str());
    }

    // The error that came of it may be edited as any other.
    void tellsWhatBrokeOnce()
    {
        std::promise<void> isDropped;
        LyingOrigin origin({[&](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            peer.readAll();
            isDropped.set_value();
        }});
        TestDesk desk(
            {.breakpoints = {{.id = "b1", .step = "step"}, {.id = "b2", .step = "client"}}});
        Gateway gateway(ApiMaker(origin.port())
                            .responseStep([](RequestContext &) { return StepResult::proceed(); })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send("POST /x/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        QVERIFY(desk.wait().has_value());
        client.send("no length of a chunk\r\n");
        QVERIFY(isDropped.get_future().wait_for(std::chrono::seconds(10)) ==
                std::future_status::ready);
        desk.goOn();
        const auto failed = desk.wait(2);
        QVERIFY(failed.has_value());
        QCOMPARE(failed->response->status, 500);
        desk.release(responseEditOf({.status = 418, .body = "mine"}), 2);
        const std::string answer = client.readResponse();
        QVERIFY2(answer.starts_with("HTTP/1.1 418 "), answer.c_str());
        QCOMPARE(bodyOf(answer), std::string("mine"));
    }

    // A 304 tells the length of a body that it does not bring.
    void waitsForNoBodyBehindA304()
    {
        LyingOrigin origin({answering("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n")});
        TestDesk desk(at("client"));
        Gateway gateway(ApiMaker(origin.port()).make(), withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        QVERIFY(desk.wait().has_value());
        desk.release(responseEditOf({.status = 200}));
        const std::string answer = client.readUntil("\r\n\r\n");
        QVERIFY2(has(answer, "Content-Length: 0\r\n"), answer.c_str());
    }

    // Two that are hidden are told apart; an answer in place of theirs may have them again.
    void keepsHiddenValuesOfAnswers_data()
    {
        QTest::addColumn<bool>("isAnswer");
        QTest::newRow("edit") << false;
        QTest::newRow("answer") << true;
    }
    void keepsHiddenValuesOfAnswers()
    {
        QFETCH(bool, isAnswer);
        LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=one\r\n"
                                      "set-cookie: b=two\r\nContent-Length: 0\r\n\r\n")});
        TestDesk desk(at("step"));
        Gateway gateway(ApiMaker(origin.port())
                            .responseStep([](RequestContext &) { return StepResult::proceed(); })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        const FieldTexts shown{{"Set-Cookie", "(hidden)"}, {"set-cookie", "(hidden-2)"}};
        QCOMPARE(paused->response->fields, shown);
        const MessageEdit edit{.status = 203, .fields = FieldTexts{{"Set-Cookie", "(hidden-2)"}}};
        desk.release(isAnswer ? answerOf(edit) : responseEditOf(edit));
        const std::string answer = client.readResponse();
        QVERIFY2(has(answer, "Set-Cookie: b=two\r\n") && !has(answer, "one"), answer.c_str());
    }

    // Time at a breakpoint is not the upstream's.
    void stopsTheHardTimeout()
    {
        std::promise<void> mayEnd;
        LyingOrigin origin({[&](OriginPeer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
            mayEnd.get_future().wait();
            peer.send("0\r\n\r\n");
        }});
        constexpr std::chrono::milliseconds kLimit{300};
        TestDesk desk(at("client"));
        Gateway gateway(ApiMaker(origin.port())
                            .step([&](RequestContext &context) {
                                context.enforcedTimeout = kLimit;
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        const auto isOver = [&] {
            return std::chrono::system_clock::now() > paused->pausedAt + 2 * kLimit;
        };
        QVERIFY(QTest::qWaitFor(isOver, 10'000));
        QCOMPARE(gateway.counters().upstreamFailures.load(), 0U);
        mayEnd.set_value();
        desk.goOn();
        const std::string answer = client.readUntil("0\r\n\r\n");
        QVERIFY2(answer.starts_with("HTTP/1.1 200 OK\r\n"), answer.c_str());
    }
};

GW_TEST(RunnerAnswerPausesTest)
#include "runner_answer_pauses_test.moc"
