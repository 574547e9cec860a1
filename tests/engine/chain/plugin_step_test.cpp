// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/plugin_step.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

using Kind = StepResult::Kind;
using Body = std::function<StepResult(RequestContext &)>;

StepResult answer(RequestContext &context, int status, std::string_view body)
{
    context.exchange.response().status = status;
    context.replyBody = body;
    return StepResult::respond();
}

void install(ApiUnderTest &api, Body body)
{
    auto hook = std::make_shared<FakeHook>();
    hook->body = std::move(body);
    api.hooks.hooks["H"] = hook;
    QCOMPARE(api.build(), std::string());
}

} // namespace

class PluginStepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsTheHookAtItsPlace()
    {
        ApiUnderTest api(
            keyless("'custom_middleware':{'driver':'goplugin',"
                    "'post':[{'name':'H','path':'p.so'}]},'enable_context_vars':true"));
        std::string seen;
        install(api, [&](RequestContext &context) {
            seen = *context.contextValue("path");
            return answer(context, 418, "tea");
        });
        const auto run = api.run("GET", "/x/a");
        QCOMPARE(run->step, std::string("GoPluginMiddleware:p.so:H"));
        QCOMPARE(seen, std::string("/x/a"));
        QCOMPARE(run->status, 418);
        QCOMPARE(run->body, std::string("tea"));
        QCOMPARE(run->answerField("X-Generator"), std::string());
    }

    void asksForTheBodiesThatTheHookReads()
    {
        auto hook = std::make_shared<FakeHook>();
        hook->readsRequest = true;
        hook->readsResponse = true;
        QCOMPARE(PluginStep({"p", "s", HookKind::Request}, hook).bodyNeed(),
                 BodyNeed::WholeRequest);
        QCOMPARE(PluginStep({"p", "s", HookKind::Response}, hook).bodyNeed(),
                 BodyNeed::WholeResponse);
        QCOMPARE(
            PluginStep({"p", "s", HookKind::Response}, std::make_shared<FakeHook>()).bodyNeed(),
            BodyNeed::None);
    }

    // A hook that neither answers nor sets a session leaves the request to KeyExpired (A9).
    void missesTheSessionBehindASilentAuthCheck()
    {
        const char *const members =
            "'custom_plugin_auth_enabled':true,'custom_middleware':{'driver':'goplugin',"
            "'auth_check':{'name':'H','path':'p.so'}}";
        std::string json = keyless(members, "'ignored':[{'path':'/free'}]");
        const std::string open = "'use_keyless':true";
        json.replace(json.find(open), open.size(), "'use_keyless':false");
        ApiUnderTest api(json);
        int calls = 0;
        bool setsSession = false;
        install(api, [&](RequestContext &context) {
            ++calls;
            if (setsSession) {
                context.session.emplace();
            }
            return StepResult::proceed();
        });
        const auto run = api.run("GET", "/x/");
        QCOMPARE(run->status, 400);
        QCOMPARE(run->message,
                 std::string("Session state is missing or unset! Please make sure that "
                             "auth headers are properly applied"));
        // Hooks run on ignored paths too.
        QCOMPARE(api.run("GET", "/x/free")->status, 200);
        QCOMPARE(calls, 2);
        setsSession = true;
        QCOMPARE(api.run("GET", "/x/")->status, 200);
    }

    void runsTheHookOfTheEndpoint()
    {
        ApiUnderTest api(
            keyless({}, "'go_plugin':[{'disabled':true,'path':'/a','method':'GET',"
                        "'plugin_path':'e.so','func_name':'None'},{'path':'/a','method':'GET',"
                        "'plugin_path':'e.so','func_name':'H'}]"));
        install(api, [](RequestContext &context) { return answer(context, 200, "endpoint"); });
        QVERIFY(!api.built().isDegraded);
        QCOMPARE(api.run("GET", "/x/a")->body, std::string("endpoint"));
        QCOMPARE(api.run("POST", "/x/a")->kind, Kind::Continue);
        QCOMPARE(api.run("GET", "/x/b")->kind, Kind::Continue);
    }
};

GW_TEST(PluginStepTest)
#include "plugin_step_test.moc"
