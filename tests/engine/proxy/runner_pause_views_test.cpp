// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/test_desk.h"
#include "spec/api_definition.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <algorithm>

using namespace gw::proxy;
using namespace gw::proxy::test;
using gw::test::bodyOf;
using gw::test::get;
using gw::test::has;
using gw::test::LyingOrigin;
using WireClient = gw::http::test::WireClient;

// What a developer at a breakpoint sees of a request, and how that comes back.
class RunnerPauseViewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsHiddenValues()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.authToken = "real-key";
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a?k=real-key&b=1&k=second",
                        "Authorization: Bearer real-key\r\nX-A: real-key\r\nX-A: plain\r\n"
                        "X-Latin: \xe9\r\n"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->request.target, std::string("/x/a?k=(hidden)&b=1&k=second"));
        QCOMPARE(paused->request.fields, (FieldTexts{{"Host", "a"},
                                                     {"Authorization", "(hidden)"},
                                                     {"X-A", "(hidden)"},
                                                     {"X-A", "plain"},
                                                     {"X-Latin", "\xEF\xBF\xBD"}}));
        FieldTexts edited = paused->request.fields;
        std::ranges::reverse(edited);
        desk.release(editOf({.target = "/x/a?b=2&k=(hidden)", .fields = edited}));
        const std::string echo = bodyOf(client.readResponse());
        QVERIFY2(echo.starts_with("GET /a?b=2&k=real-key HTTP/1.1\r\n"), echo.c_str());
        QVERIFY2(has(echo, "X-Latin: \xe9\r\nX-A: plain\r\nX-A: real-key\r\n"
                           "Authorization: Bearer real-key\r\n"),
                 echo.c_str());
    }

    // What authentication has not seen yet is a key all the same.
    void hidesAKeyThatAHookHasMoved_data()
    {
        QTest::addColumn<bool>("isLoop");
        QTest::newRow("directly") << false;
        QTest::newRow("behind a loop") << true;
    }
    void hidesAKeyThatAHookHasMoved()
    {
        QFETCH(bool, isLoop);
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        ApiMaker maker(origin.port());
        maker.definition->authentication.authConfigs["authToken"].authHeaderName = "X-Key";
        maker.step([](RequestContext &context) {
            gw::http::FieldList &fields = context.exchange.request().fields;
            fields.set("X-Old", fields.value("X-Key"));
            fields.remove("X-Key");
            return StepResult::proceed();
        });
        const auto api = maker.make();
        Gateway gateway(isLoop ? ApiMaker().target("tyk://other/in").make() : api, withDesk(desk));
        gateway.add("other", api);
        WireClient client(gateway.port());
        client.send(get("/x/a", "X-Key: real-key\r\n"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->request.fields, (FieldTexts{{"Host", "a"}, {"X-Old", "(hidden)"}}));
        desk.release(editOf({.fields = paused->request.fields}));
        QVERIFY(has(client.readResponse(), "X-Old: real-key\r\n"));
    }

    // As names, as values, and across both; each comes back as what it was.
    void hidesKeysAnywhereInTheQuery()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.authToken = "a2V5PQ==";
                                context.formerTokens.emplace_back("plainkey");
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a?plainkey&plainkey=1&a2V5PQ==&b=a2V5PQ%3D%3D&c=1"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->request.target,
                 std::string("/x/a?(hidden)&(hidden)=(hidden)&(hidden)=(hidden-2)&b=(hidden)&c=1"));
        desk.release(editOf({.target = "/x/a?(hidden)&(hidden)=(hidden-2)&b=(hidden)&c=2"}));
        const std::string echo = bodyOf(client.readResponse());
        QVERIFY2(echo.starts_with("GET /a?plainkey&a2V5PQ==&b=a2V5PQ%3D%3D&c=2 HTTP/1.1\r\n"),
                 echo.c_str());
    }

    void editsARewrittenUrl()
    {
        LyingOrigin origin({echoing()});
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.rewrittenUrl = "/x/new?k=1";
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a") + get("/x/b"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->request.target, std::string("/x/new?k=1"));
        desk.release(editOf({.target = "/x/newer?k=2"}));
        const std::string edited = bodyOf(client.readResponse());
        QVERIFY2(edited.starts_with("GET /newer?k=2 HTTP/1.1\r\n"), edited.c_str());
        const auto second = desk.wait(2);
        QVERIFY(second.has_value());
        desk.release(editOf({.method = "PUT", .target = second->request.target}), 2);
        const std::string kept = bodyOf(client.readResponse());
        QVERIFY2(kept.starts_with("PUT /new?k=1 HTTP/1.1\r\n"), kept.c_str());
    }

    void keepsARewriteToAnotherHost()
    {
        LyingOrigin origin({echoing()});
        const std::string url = "http://localhost:" + std::to_string(origin.port()) + "/else";
        TestDesk desk(at("upstream"));
        Gateway gateway(ApiMaker()
                            .step([&](RequestContext &context) {
                                context.rewrittenUrl = url;
                                return StepResult::proceed();
                            })
                            .make(),
                        withDesk(desk));
        WireClient client(gateway.port());
        client.send(get("/x/a"));
        const auto paused = desk.wait();
        QVERIFY(paused.has_value());
        QCOMPARE(paused->request.target, std::string("/x/a"));
        const auto refused = checkPauseEnd(*paused, editOf({.target = "/x/b"}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().where, std::string("request.target"));
        QVERIFY(checkPauseEnd(*paused, editOf({.target = "/x/a"})).has_value());
        desk.release({.reason = ReleaseReason::Answered, .response = {.status = 204}});
        QVERIFY(has(client.readResponse(), "HTTP/1.1 204 "));
    }
};

GW_TEST(RunnerPauseViewsTest)
#include "runner_pause_views_test.moc"
