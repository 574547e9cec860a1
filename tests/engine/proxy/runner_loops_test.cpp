// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/gateway.h"
#include "support/http_text.h"
#include "support/room_test.h"

using namespace gw::proxy::test;
using gw::test::bodyOf;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;

namespace {

constexpr auto kRequestThatLoops = "GET /x/get?a=1 HTTP/1.1\r\nHost: h\r\n\r\n";

// Answers with the request line that it got.
LyingOrigin::Script namingItsRequest()
{
    return [](OriginPeer &peer) {
        for (std::string head = peer.readHead(); !head.empty(); head = peer.readHead()) {
            head.resize(head.find(" HTTP/1.1"));
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(head.size()) +
                      "\r\n\r\n" + head);
        }
    };
}

void rewrite(RequestContext &context, std::string url)
{
    context.loopControls = gw::request::takeLoopControls(url);
    context.rewrittenUrl = context.exchange.arena().copy(url);
}

// Rewrites every request that has not looped yet.
Process rewritingOnce(std::string url)
{
    return [url = std::move(url)](RequestContext &context) {
        if (context.loopLevel == 0) {
            rewrite(context, url);
        }
        return StepResult::proceed();
    };
}

std::string error(const std::string &message)
{
    return "{\n    \"error\": \"" + message + "\"\n}";
}

} // namespace

class RunnerLoopsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesThroughTheSameApiAgain()
    {
        LyingOrigin origin({namingItsRequest()});
        Gateway gateway(ApiMaker(origin.port()).step(rewritingOnce("tyk://self/other?b=2")).make());
        QCOMPARE(bodyOf(gateway.ask(kRequestThatLoops)), std::string("GET /other?b=2"));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.recordCount(), 1U);
    }

    void goesToAnotherApi()
    {
        LyingOrigin origin({namingItsRequest()});
        Gateway gateway(
            ApiMaker().step(rewritingOnce("tyk://orders/list?method=POST&loop_limit=1")).make());
        ApiMaker orders(origin.port());
        orders.api->facts.id = "orders-id";
        gateway.add("orders", orders.make());
        QCOMPARE(bodyOf(gateway.ask(kRequestThatLoops)), std::string("POST /list"));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().apiId, std::string("orders-id"));
        QCOMPARE(gateway.record().rawPath, std::string("/x/get")); // as the client sent it
    }

    // What later steps and hooks do to the URL must not lead past the version's API.
    void goesToTheVersionsApi()
    {
        LyingOrigin origin({namingItsRequest()});
        Gateway gateway(ApiMaker()
                            .step([](RequestContext &context) {
                                context.versionApi = "orders";
                                return StepResult::proceed();
                            })
                            .step([](RequestContext &context) {
                                context.exchange.request().target = "/x/get?b=2&method=DELETE";
                                context.rewrittenUrl = "/elsewhere";
                                return StepResult::proceed();
                            })
                            .make());
        gateway.add("orders", ApiMaker(origin.port())
                                  .step([](RequestContext &context) {
                                      return context.isVersionLoop
                                                 ? StepResult::proceed()
                                                 : StepResult::fail(403, "no version loop");
                                  })
                                  .make());
        QCOMPARE(bodyOf(gateway.ask(kRequestThatLoops)), std::string("GET /get?b=2&method=DELETE"));
    }

    // The client waits for no body, whatever the request became.
    void keepsTheAnswerToHeadWithoutBody()
    {
        LyingOrigin origin({namingItsRequest()});
        Gateway gateway(
            ApiMaker(origin.port()).step(rewritingOnce("tyk://self/a?method=GET")).make());
        gw::http::test::WireClient client(gateway.port());
        for (int i = 0; i < 2; ++i) {
            client.send("HEAD /x/ HTTP/1.1\r\nHost: h\r\n\r\n");
            const std::string head = client.readUntil("\r\n\r\n");
            QVERIFY2(head.starts_with("HTTP/1.1 200 OK\r\n"), head.c_str()); // no body before it
            QVERIFY(head.find("Content-Length: 6\r\n") != std::string::npos);
        }
    }

    void doesNotKnowTheApi()
    {
        Gateway gateway(ApiMaker().step(rewritingOnce("tyk://nobody/")).make());
        const std::string answer = gateway.ask(kRequestThatLoops);
        QVERIFY(answer.starts_with("HTTP/1.1 500 "));
        QCOMPARE(bodyOf(answer), error("Can\\u0027t detect loop target"));
    }

    void endsALoopWithoutEnd()
    {
        const auto again = [](const char *url) {
            return [url](RequestContext &context) {
                rewrite(context, url);
                return StepResult::proceed();
            };
        };
        Gateway usual(ApiMaker().step(again("tyk://self/a")).make());
        QCOMPARE(bodyOf(usual.ask(kRequestThatLoops)),
                 error("Loop level too deep. Found more than 5 loops in single request"));
        Gateway limited(ApiMaker().step(again("tyk://self/a?loop_limit=2")).make());
        QCOMPARE(bodyOf(limited.ask(kRequestThatLoops)),
                 error("Loop level too deep. Found more than 2 loops in single request"));
        Gateway generous(ApiMaker().step(again("tyk://self/a?loop_limit=2000000000")).make());
        QVERIFY(generous.ask(kRequestThatLoops).starts_with("HTTP/1.1 500 "));
    }

    // An API whose target is another API: the client's query goes along, and controls nothing.
    void forwardsToAnApi()
    {
        LyingOrigin origin({namingItsRequest()});
        Gateway gateway(ApiMaker().target("tyk://orders/base").make());
        gateway.add("orders", ApiMaker(origin.port()).make());
        QCOMPARE(bodyOf(gateway.ask(kRequestThatLoops)), std::string("GET /base/get?a=1"));
        QCOMPARE(bodyOf(gateway.ask(
                     "GET /x/get?method=DELETE&loop_limit=0 HTTP/1.1\r\nHost: h\r\n\r\n")),
                 std::string("GET /base/get?method=DELETE&loop_limit=0"));
    }
};

GW_TEST(RunnerLoopsTest)
#include "runner_loops_test.moc"
