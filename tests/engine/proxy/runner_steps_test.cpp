// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/gateway.h"
#include "spec/api_definition.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <algorithm>

using namespace gw::proxy::test;
using gw::test::answering;
using gw::test::bodyOf;
using gw::test::has;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;
using WireClient = gw::http::test::WireClient;

namespace {

constexpr auto kGet = "GET /x/get?a=1 HTTP/1.1\r\nHost: client.example\r\n\r\n";
constexpr auto kHello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Up: 1\r\n\r\nhello";

std::string post(const std::string &body)
{
    return "POST /x/post HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

std::string errorBody(const std::string &message)
{
    return "{\n    \"error\": \"" + message + "\"\n}";
}

// Turns a body into upper case; refuses what holds a "!".
class Upper final : public gw::request::BodyFilter {
public:
    bool filter(std::string_view bytes, bool isLast, std::string &out) override
    {
        for (const char c : bytes) {
            if (c == '!') {
                return false;
            }
            out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        }
        if (isLast) {
            out += "<end>";
        }
        return true;
    }
};

} // namespace

class RunnerStepsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsSessionsForTheirLifetime()
    {
        ApiMaker maker;
        maker.definition->authentication.sessionLifetime = 60;
        maker.step([](RequestContext &context) {
            context.authToken = "key";
            context.session.emplace();
            context.sessionChanged = true;
            return StepResult::fail(403, "no");
        });
        Gateway gateway(maker.make());
        QVERIFY(has(gateway.ask(kGet), "403 Forbidden"));
        QCOMPARE(gateway.lifetimes(),
                 (std::map<std::string, std::chrono::seconds>{{"key", std::chrono::seconds(60)}}));
    }

    void forwards()
    {
        LyingOrigin origin({echoing()});
        Gateway gateway(ApiMaker(origin.port()).make());
        const std::string answer = gateway.ask(kGet);
        QVERIFY2(answer.starts_with("HTTP/1.1 200 OK\r\n"), answer.c_str());
        QVERIFY(has(answer, "X-RateLimit-Limit: 0\r\nX-RateLimit-Remaining: 0\r\n"
                            "X-RateLimit-Reset: 0\r\n"));
        const std::string seen = bodyOf(answer);
        QVERIFY2(seen.starts_with("GET /get?a=1 HTTP/1.1\r\n"), seen.c_str());
        QVERIFY(has(seen, "Host: 127.0.0.1:" + std::to_string(origin.port()) + "\r\n"));
        QVERIFY(has(seen, "X-Forwarded-For: 127.0.0.1\r\n"));
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(gateway.counters().requests.load(), 1U);
        QCOMPARE(gateway.counters().responsesByClass[2].load(), 1U);
    }

    void letsAStepAnswer()
    {
        LyingOrigin origin({echoing()});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.exchange.response().status = 202;
                                context.exchange.response().fields.add("X-Own", "1");
                                context.replyBody = "mine";
                                return StepResult::respond();
                            })
                            .make());
        const std::string answer = gateway.ask(kGet);
        QVERIFY2(answer.starts_with("HTTP/1.1 202 Accepted\r\n"), answer.c_str());
        QVERIFY(has(answer, "X-Own: 1\r\n"));
        QVERIFY(!has(answer, "X-RateLimit"));
        QCOMPARE(bodyOf(answer), std::string("mine"));
        QCOMPARE(origin.accepted(), 0);
    }

    void letsAStepFail()
    {
        Gateway gateway(ApiMaker()
                            .step([](RequestContext &) { return StepResult::fail(403, "not you"); })
                            .make());
        const std::string answer = gateway.ask(kGet);
        QVERIFY2(answer.starts_with("HTTP/1.1 403 Forbidden\r\n"), answer.c_str());
        QVERIFY(has(answer, "Content-Type: application/json\r\n"));
        QVERIFY(has(answer, "X-Generator: tyk.io\r\n"));
        QCOMPARE(bodyOf(answer), errorBody("not you"));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().responseCode, 403);
        QCOMPARE(gateway.record().error, std::string("not you"));
    }

    void goesOnAfterASuspendedStep()
    {
        LyingOrigin origin({echoing()});
        Pause pause;
        Gateway gateway(ApiMaker(origin.port()).step(pause.process()).make());
        WireClient client(gateway.port());
        client.send(kGet);
        QVERIFY(pause.waitForRequest());
        QCOMPARE(origin.accepted(), 0);
        pause.resume(gateway, StepResult::proceed());
        QVERIFY(client.readResponse().starts_with("HTTP/1.1 200 OK\r\n"));
    }

    void clientLeavesWhileSuspended()
    {
        LyingOrigin origin({echoing()});
        Pause pause;
        Gateway gateway(ApiMaker(origin.port()).step(pause.process()).make());
        {
            WireClient client(gateway.port());
            client.send(kGet);
            QVERIFY(pause.waitForRequest());
        }
        QVERIFY(QTest::qWaitFor([&] { return pause.isAbandoned(gateway); }, 10'000));
        // The hook may be at work on the context: nobody else reads it before it is back.
        QCOMPARE(gateway.recordCount(), 0U);
        QCOMPARE(gateway.counters().activeRequests.load(), 1);
        pause.resume(gateway, StepResult::proceed());
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(gateway.recordCount(), 1U);
        QCOMPARE(gateway.record().responseCode, 499);
        QVERIFY(gateway.record().clientGone);
        QCOMPARE(origin.accepted(), 0);
    }

    void givesAStepTheWholeBody()
    {
        LyingOrigin origin({echoing()});
        std::string seen;
        Gateway gateway(ApiMaker(origin.port())
                            .step(
                                [&](RequestContext &context) {
                                    seen = context.requestBody.bytes;
                                    context.requestBody.bytes = "replaced";
                                    context.requestBody.isReplaced = true;
                                    return StepResult::proceed();
                                },
                                BodyNeed::WholeRequest)
                            .make());
        const std::string answer = gateway.ask(post("original body"));
        QCOMPARE(seen, std::string("original body"));
        QVERIFY2(has(answer, "Content-Length: 8\r\n"), answer.c_str());
        QVERIFY(answer.ends_with("\r\n\r\nreplaced"));
    }

    void refusesABodyThatIsTooLarge()
    {
        ApiMaker maker;
        maker.settings.maxBufferedBody = 10;
        maker.step([](RequestContext &) { return StepResult::fail(500, "not reached"); },
                   BodyNeed::WholeRequest);
        Gateway gateway(maker.make());
        const std::string declared = gateway.ask(post("12345678901"));
        QVERIFY2(declared.starts_with("HTTP/1.1 413 "), declared.c_str());
        const std::string chunked =
            gateway.ask("POST /x/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n");
        QVERIFY2(chunked.starts_with("HTTP/1.1 413 "), chunked.c_str());
        QVERIFY(gateway.waitUntilIdle());
    }

    // Two bodies that are small enough each, and too much together.
    void refusesBodiesThatAreTooMuchTogether()
    {
        LyingOrigin origin({answering(kHello)});
        Gateway::Options options;
        options.bufferedBodies = 15;
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &) { return StepResult::proceed(); },
                                  BodyNeed::WholeRequest)
                            .make(),
                        options);
        constexpr auto kHalf =
            "POST /x/ HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n1234567890";
        WireClient first(gateway.port());
        first.send(kHalf);
        const auto isHeld = [&] {
            std::uint64_t held = 0;
            gateway.run([&] { held = gateway.heldBytes(); });
            return held == 10;
        };
        QVERIFY(QTest::qWaitFor(isHeld, 10'000));
        const std::string refused = gateway.ask(kHalf);
        QVERIFY2(refused.starts_with("HTTP/1.1 503 "), refused.c_str());
        QCOMPARE(bodyOf(refused), errorBody("Service temporarily unavailable."));
        first.send("!");
        QCOMPARE(bodyOf(first.readResponse()), std::string("hello"));
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(bodyOf(gateway.ask(std::string(kHalf) + "!")), std::string("hello"));
    }

    void refusesAResponseThatIsTooLarge()
    {
        LyingOrigin origin({answering(kHello)});
        const auto gateway = [&](std::uint64_t limit) {
            ApiMaker maker(origin.port());
            maker.settings.maxBufferedResponse = limit;
            maker.responseStep([](RequestContext &) { return StepResult::proceed(); },
                               BodyNeed::WholeResponse);
            return std::make_unique<Gateway>(maker.make());
        };
        QCOMPARE(bodyOf(gateway(5)->ask(kGet)), std::string("hello"));
        const std::string answer = gateway(4)->ask(kGet);
        QVERIFY2(answer.starts_with("HTTP/1.1 500 "), answer.c_str());
        QCOMPARE(bodyOf(answer), errorBody("Response body too large"));
    }

    void takesTheClientsAddressFromFieldsIfItMay()
    {
        const auto addressWith = [](bool trusts) {
            ApiMaker maker;
            maker.settings.trustsAddressFields = trusts;
            maker.step([](RequestContext &context) {
                return StepResult::fail(403, context.clientAddress);
            });
            Gateway gateway(maker.make());
            return bodyOf(
                gateway.ask("GET /x/ HTTP/1.1\r\nHost: h\r\nX-Real-IP: 192.0.2.1\r\n\r\n"));
        };
        QCOMPARE(addressWith(true), errorBody("192.0.2.1"));
        QCOMPARE(addressWith(false), errorBody("127.0.0.1"));
    }

    // What the client asked by HEAD gets no body, whatever the upstream was asked.
    void turnsHeadIntoGet()
    {
        LyingOrigin origin({answering(kHello)});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.exchange.request().method = "GET";
                                return StepResult::proceed();
                            })
                            .make());
        WireClient client(gateway.port());
        for (int i = 0; i < 2; ++i) { // also that the connection is kept
            client.send("HEAD /x/ HTTP/1.1\r\nHost: h\r\n\r\n");
            const std::string answer = client.readUntil("\r\n\r\n");
            QVERIFY2(answer.starts_with("HTTP/1.1 200 "), answer.c_str());
            QVERIFY2(answer.ends_with("\r\n\r\n"), answer.c_str());
            QVERIFY(has(answer, "Content-Length: 5\r\n"));
        }
        client.shutDownWriting();
        QCOMPARE(client.readAll(), std::string());
    }

    // The length that the upstream tells is not that of what the client gets.
    void turnsGetIntoHead()
    {
        LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.exchange.request().method = "HEAD";
                                return StepResult::proceed();
                            })
                            .make());
        WireClient client(gateway.port());
        for (int i = 0; i < 2; ++i) { // also that the connection is kept
            client.send(kGet);
            const std::string answer = client.readUntil("\r\n\r\n");
            QVERIFY2(answer.starts_with("HTTP/1.1 200 "), answer.c_str());
            QVERIFY2(has(answer, "Content-Length: 0\r\n"), answer.c_str());
        }
        client.shutDownWriting();
        QCOMPARE(client.readAll(), std::string());
    }

    void letsAResponseStepChangeTheBody()
    {
        LyingOrigin origin({answering(kHello)});
        std::string seen;
        Gateway gateway(ApiMaker(origin.port())
                            .responseStep(
                                [&](RequestContext &context) {
                                    auto &response = *context.upstreamResponse;
                                    seen = response.body.bytes;
                                    response.head.status = 203;
                                    response.head.fields.remove("X-Up");
                                    response.body.bytes = "other words";
                                    response.body.isReplaced = true;
                                    return StepResult::proceed();
                                },
                                BodyNeed::WholeResponse)
                            .make());
        const std::string answer = gateway.ask(kGet);
        QCOMPARE(seen, std::string("hello"));
        QVERIFY2(answer.starts_with("HTTP/1.1 203 "), answer.c_str());
        QVERIFY(has(answer, "Content-Length: 11\r\n"));
        QVERIFY(!has(answer, "X-Up"));
        QCOMPARE(bodyOf(answer), std::string("other words"));
    }

    void letsAResponseStepAnswerInstead()
    {
        LyingOrigin origin({answering(kHello)});
        Gateway gateway(
            ApiMaker(origin.port())
                .responseStep([](RequestContext &) { return StepResult::fail(451, "no"); })
                .make());
        const std::string answer = gateway.ask(kGet);
        QVERIFY2(answer.starts_with("HTTP/1.1 451 "), answer.c_str());
        QCOMPARE(bodyOf(answer), errorBody("no"));
        QVERIFY(!has(answer, "X-Up"));
    }

    void suspendsResponseSteps()
    {
        LyingOrigin origin({answering(kHello)});
        Pause pause;
        Gateway gateway(ApiMaker(origin.port()).responseStep(pause.process()).make());
        WireClient client(gateway.port());
        client.send(kGet);
        QVERIFY(pause.waitForRequest());
        pause.resume(gateway, StepResult::proceed());
        QCOMPARE(bodyOf(client.readResponse()), std::string("hello"));
    }

    void filtersBothBodies()
    {
        LyingOrigin origin({echoing()});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.requestFilters.push_back(std::make_unique<Upper>());
                                return StepResult::proceed();
                            })
                            .responseStep([](RequestContext &context) {
                                context.upstreamResponse->filters.push_back(
                                    std::make_unique<Upper>());
                                return StepResult::proceed();
                            })
                            .make());
        WireClient client(gateway.port());
        client.send(post("some words"));
        const std::string answer = client.readUntil("0\r\n\r\n") + client.readUntil("0\r\n\r\n");
        QVERIFY2(has(answer, "SOME WORDS"), answer.c_str());
        QVERIFY(has(answer, "TRANSFER-ENCODING: CHUNKED"));
        QVERIFY(has(answer, "<END>")); // the request's end, upper-cased on its way back
        QVERIFY(has(answer, "<end>"));
    }

    void failsWhenAFilterDoes()
    {
        LyingOrigin origin({echoing()});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.requestFilters.push_back(std::make_unique<Upper>());
                                return StepResult::proceed();
                            })
                            .make());
        const std::string answer = gateway.ask(post("no!"));
        QVERIFY2(answer.starts_with("HTTP/1.1 500 "), answer.c_str());
        QVERIFY(gateway.waitUntilIdle());
    }

    void cutsOffWhenAResponseFilterFails()
    {
        LyingOrigin origin({answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nno!")});
        Gateway gateway(ApiMaker(origin.port())
                            .responseStep([](RequestContext &context) {
                                context.upstreamResponse->filters.push_back(
                                    std::make_unique<Upper>());
                                return StepResult::proceed();
                            })
                            .make());
        WireClient client(gateway.port());
        client.send(kGet);
        const std::string answer = client.readAll();
        QVERIFY(!has(answer, "0\r\n\r\n"));
        QVERIFY(gateway.waitUntilIdle());
    }

    void skipsStepsForPreflight()
    {
        LyingOrigin origin({echoing()});
        ApiMaker maker(origin.port());
        maker.step([](RequestContext &) { return StepResult::fail(401, "who?"); });
        maker.api->chain.skipsPreflight = true;
        Gateway gateway(maker.make());
        QVERIFY(
            gateway.ask("OPTIONS /x/ HTTP/1.1\r\nHost: h\r\n\r\n").starts_with("HTTP/1.1 200 "));
        QVERIFY(gateway.ask(kGet).starts_with("HTTP/1.1 401 "));
    }

    void tracesStepsAndUpstream()
    {
        LyingOrigin origin({answering(kHello)});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.exchange.request().fields.add("X-New", "1");
                                return StepResult::proceed();
                            })
                            .responseStep([](RequestContext &) { return StepResult::proceed(); })
                            .make(),
                        {gw::telemetry::RecordInterest::All, true});
        static_cast<void>(gateway.ask(kGet));
        QVERIFY(gateway.waitForRecords(1));
        std::string trace;
        for (const auto &step : gateway.record().trace->steps) {
            trace += step.phase + ' ' + step.name + ' ' + step.outcome + '\n';
        }
        QCOMPARE(trace, std::string("request step continue\nupstream upstream continue\n"
                                    "response step continue\n"));
        QCOMPARE(gateway.record().trace->steps[0].changes.size(), 1U);
    }
};

GW_TEST(RunnerStepsTest)
#include "runner_steps_test.moc"
