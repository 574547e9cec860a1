// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/header_inject.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

std::string withGlobals(const std::string &version, const std::string &members = {})
{
    return "{'name':'x','api_id':'x','use_keyless':true,'proxy':{'listen_path':'/x/"
           "','target_url':'http://h/'},"
           "'version_data':{'not_versioned':true,'versions':{'Default':{'name':'Default',"
           "'use_extended_paths':true," +
           version + "}}}" + members + "}";
}

// Runs the response chain over an answer with these fields; returns them as "a: b\n".
std::string answered(ApiUnderTest &api, Run &run, Fields fields)
{
    gw::request::UpstreamResponse response(run.exchange.arena());
    for (const auto &[name, value] : fields) {
        response.head.fields.add(name, value);
    }
    run.context.upstreamResponse = &response;
    for (const auto &step : api.built().chain.response) {
        static_cast<void>(step->process(run.context));
    }
    run.context.upstreamResponse = nullptr;
    std::string text;
    for (const auto &field : response.head.fields) {
        text.append(field.name).append(": ").append(field.value).append("\n");
    }
    return text;
}

} // namespace

class HeaderInjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsGlobalFirstThenTheEndpoint()
    {
        ApiUnderTest api(withGlobals(
            "'global_headers':{'A':'global','B':'global'},'global_headers_remove':['X-Gone','A'],"
            "'extended_paths':{'transform_headers':[{'path':'/a','method':'GET',"
            "'add_headers':{'B':'endpoint'},'delete_headers':['Y-Gone']},"
            "{'path':'/','method':'GET','add_headers':{'B':'second'}}]}"));
        QCOMPARE(api.build(), std::string());
        const auto run =
            api.run("GET", "/x/a", {{"x-gone", "1"}, {"y-gone", "1"}, {"a", "0"}, {"A", "1"}});
        QCOMPARE(run->requestField("A"), std::string("global"));
        QCOMPARE(run->exchange.request().fields.count("A"), std::size_t(1));
        QCOMPARE(run->requestField("B"), std::string("endpoint"));
        QCOMPARE(run->requestField("X-Gone"), std::string());
        QCOMPARE(run->requestField("Y-Gone"), std::string());
        QVERIFY(!run->context.omitsForwardedFor);
        QCOMPARE(api.run("GET", "/x/b")->requestField("B"), std::string("second"));
        QCOMPARE(api.run("POST", "/x/b")->requestField("B"), std::string("global"));
    }

    void replacesVariables()
    {
        ApiUnderTest api(withGlobals(
            "'global_headers':{'A':'<$tyk_context.headers_User_Agent|$tyk_context.none>',"
            "'B':'$tyk_meta.user.','C':'$secret_env.one/$secret_conf.two/"
            "$secret_conf.three','D':'$tyk_context.remote_addr'}",
            ",'enable_context_vars':true"));
        api.secrets.environment["ONE"] = "1";
        api.secrets.configuration["two"] = "2";
        QCOMPARE(api.build(), std::string());
        api.prepare = [](Run &run) {
            run.context.session.emplace();
            run.context.session->metaDataJson = "{\"user.\":\"ann\"}";
        };
        const auto run = api.run("GET", "/x/", {{"user-agent", "curl"}});
        QCOMPARE(run->requestField("A"), std::string("<curl|>"));
        QCOMPARE(run->requestField("B"), std::string("ann"));
        QCOMPARE(run->requestField("C"), std::string("1/2/"));
        QCOMPARE(run->requestField("D"), std::string("192.0.2.7"));
        api.prepare = nullptr;
        QCOMPARE(api.run("GET", "/x/")->requestField("B"), std::string());
    }

    void neverInjectsLines()
    {
        ApiUnderTest api(withGlobals("'global_headers':{'A':'$tyk_context.request_data_q'}",
                                     ",'enable_context_vars':true"));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/?q=a%0d%0aEvil:%201");
        QVERIFY(!run->exchange.request().fields.contains("A"));
        QCOMPARE(api.run("GET", "/x/?q=a+b")->requestField("A"), std::string("a b"));
    }

    void tellsTheProxyOfForwardedFor()
    {
        ApiUnderTest api(withGlobals("'global_headers_remove':['x-forwarded-for']"));
        QCOMPARE(api.build(), std::string());
        QVERIFY(api.run("GET", "/x/")->context.omitsForwardedFor);
        ApiUnderTest off(withGlobals(
            "'global_headers_disabled':true,'global_headers_remove':['x-forwarded-for']"));
        QCOMPARE(off.build(), std::string());
        QCOMPARE(off.stepNames(), std::string("VersionCheck"));
    }

    void editsTheAnswerInItsOrder()
    {
        ApiUnderTest api(withGlobals(
            "'global_response_headers':{'A':'global'},'global_response_headers_remove':['Server'],"
            "'extended_paths':{'transform_response_headers':[{'path':'/a','method':'GET',"
            "'add_headers':{'A':'endpoint','B':'endpoint'},'delete_headers':['Via']}]}",
            ",'response_processors':[{'name':'header_injector','options':{"
            "'add_headers':{'C':'processor'},'remove_headers':['B']}}]"));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/a");
        QCOMPARE(answered(api, *run, {{"server", "s"}, {"via", "v"}, {"Kept", "k"}}),
                 std::string("Kept: k\nA: global\nC: processor\n"));
        const auto other = api.run("GET", "/x/b");
        QCOMPARE(answered(api, *other, {{"Via", "v"}}),
                 std::string("Via: v\nA: global\nC: processor\n"));
    }
};

GW_TEST(HeaderInjectTest)
#include "header_inject_test.moc"
