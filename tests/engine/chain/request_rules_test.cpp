// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;
using namespace std::chrono_literals;

// The small steps that look at one property of a request: address, size, method, body, endpoint.
class RequestRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsIpLists_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("passes");
        const char *const white = "'allowed_ips':['10.0.0.0/8','2001:db8::1']";
        const char *const black = "'blacklisted_ips':['10.0.0.0/8']";
        QTest::newRow("white block") << white << "10.1.2.3" << true;
        QTest::newRow("white address") << white << "2001:db8::1" << true;
        QTest::newRow("white other") << white << "11.0.0.1" << false;
        QTest::newRow("white unknown") << white << "" << false;
        QTest::newRow("mapped") << white << "::ffff:10.1.2.3" << true;
        QTest::newRow("black block") << black << "10.1.2.3" << false;
        QTest::newRow("black other") << black << "11.0.0.1" << true;
        QTest::newRow("black unknown") << black << "" << false;
        QTest::newRow("switched off")
            << "'blacklisted_ips':['10.0.0.0/8'],'ip_access_control_disabled':true" << "10.1.2.3"
            << true;
        QTest::newRow("switched off and on")
            << "'blacklisted_ips':['10.0.0.0/"
               "8'],'ip_access_control_disabled':true,'enable_ip_blacklisting':true"
            << "10.1.2.3" << false;
        QTest::newRow("empty list") << "'enable_ip_whitelisting':true" << "10.1.2.3" << true;
    }
    void keepsIpLists()
    {
        QFETCH(QString, members);
        QFETCH(QString, address);
        QFETCH(bool, passes);
        ApiUnderTest api(keyless(members.toStdString()));
        QCOMPARE(api.build(), std::string());
        api.clientAddress = address.toStdString();
        const auto run = api.run("GET", "/x/");
        QCOMPARE(run->status, passes ? 200 : 403);
        QCOMPARE(run->message,
                 std::string(passes ? "" : "access from this IP has been disallowed"));
    }

    void limitsSizes_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("length"); // -1: chunked
        QTest::addColumn<int>("status");
        QTest::newRow("within") << "POST" << "/x/a" << 10 << 200;
        QTest::newRow("over the global limit") << "POST" << "/x/a" << 11 << 400;
        QTest::newRow("over the endpoint's limit") << "POST" << "/x/small" << 6 << 400;
        QTest::newRow("within the endpoint's limit") << "POST" << "/x/small" << 5 << 200;
        QTest::newRow("chunked") << "POST" << "/x/a" << -1 << 411;
        QTest::newRow("undeclared") << "POST" << "/x/a" << 0 << 411;
        QTest::newRow("GET") << "GET" << "/x/a" << 100 << 200;
        QTest::newRow("DELETE") << "DELETE" << "/x/a" << -1 << 200;
    }
    void limitsSizes()
    {
        QFETCH(QString, method);
        QFETCH(QString, target);
        QFETCH(int, length);
        QFETCH(int, status);
        ApiUnderTest api(
            "{'name':'x','api_id':'x','use_keyless':true,'proxy':{'listen_path':'/x/',"
            "'target_url':'http://h/'},'version_data':{'not_versioned':true,'versions':{"
            "'Default':{'name':'Default','use_extended_paths':true,'global_size_limit':10,"
            "'extended_paths':{'size_limits':[{'path':'/"
            "small','method':'POST','size_limit':5}]}}}}}");
        QCOMPARE(api.build(), std::string());
        api.prepare = [&](Run &run) {
            run.exchange.bodyLength = std::nullopt;
            if (length >= 0) {
                run.exchange.bodyLength = static_cast<std::uint64_t>(length);
            }
        };
        const auto run = api.run(method.toStdString(), target.toStdString());
        QCOMPARE(run->status, status);
        if (status != 200) {
            QCOMPARE(run->message,
                     std::string(status == 400 ? "Request is too large"
                                               : "Content length is required for this request"));
        }
    }

    void fillsContextVariables()
    {
        ApiUnderTest api(keyless("'enable_context_vars':true"));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/a%20b/c?q=1&q=2&r=%2B",
                                 {{"x-my-header", "v"}, {"Cookie", "s-id=7; t=8"}});
        const auto value = [&](std::string_view name) {
            const std::string *found = run->context.contextValue(name);
            return found ? *found : std::string("-");
        };
        QCOMPARE(value("path"), std::string("/x/a b/c"));
        QCOMPARE(value("path_parts"), std::string("x,a b,c"));
        QCOMPARE(value("remote_addr"), std::string("192.0.2.7"));
        QCOMPARE(value("request_id"), std::string("r-1"));
        QCOMPARE(value("headers_X_My_Header"), std::string("v"));
        QCOMPARE(value("cookies_s_id"), std::string("7"));
        QCOMPARE(value("request_data_q"), std::string("1,2"));
        QCOMPARE(value("request_data_r"), std::string("+"));
        QCOMPARE(value("request_data"), std::string("q:1;q:2;r:+"));
        QCOMPARE(value("headers_Nothing"), std::string("-"));
    }

    void keepsAFewHundredVariablesOnly()
    {
        ApiUnderTest api(keyless("'enable_context_vars':true"));
        QCOMPARE(api.build(), std::string());
        std::string target = "/x/?a=1";
        for (int i = 0; i < 2000; ++i) {
            target += "&p" + std::to_string(i) + "=1";
        }
        const auto run = api.run("GET", target);
        QVERIFY(run->context.contextValue("request_data_p100") != nullptr);
        QVERIFY(run->context.contextValue("request_data_p1000") == nullptr);
        QVERIFY(run->context.values.size() < 300);
    }

    void tracksEndpoints()
    {
        ApiUnderTest api(keyless({},
                                 "'track_endpoints':[{'path':'/items/{id}','method':'GET'}],"
                                 "'do_not_track_endpoints':[{'path':'/quiet','method':'GET'}]"));
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.run("GET", "/x/items/7")->context.trackedPath,
                 std::string_view("/items/{id}"));
        QCOMPARE(api.run("PUT", "/x/items/7")->context.trackedPath, std::string_view());
        QVERIFY(api.run("GET", "/x/quiet")->context.doNotTrack);
        QVERIFY(!api.run("GET", "/x/items/7")->context.doNotTrack);
    }

    void transformsMethods()
    {
        ApiUnderTest api(
            keyless({}, "'method_transforms':[{'path':'/a','method':'GET','to_method':'post'},"
                        "{'path':'/b','method':'GET','to_method':'BREW'}]"));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/a");
        QCOMPARE(run->context.outgoingMethod, std::string_view("POST"));
        QCOMPARE(run->exchange.request().method, std::string_view("GET"));
        const auto refused = api.run("GET", "/x/b");
        QCOMPARE(refused->status, 405);
        QCOMPARE(refused->message, std::string("Method not allowed"));
        QCOMPARE(api.run("GET", "/x/c")->context.outgoingMethod, std::string_view());
    }

    void enforcesTimeouts()
    {
        std::string json =
            keyless({}, "'hard_timeouts':[{'path':'/slow','method':'GET','timeout':3},"
                        "{'path':'/fast','method':'GET','timeout':3,'duration':'250ms'}]");
        ApiUnderTest api(json);
        QCOMPARE(api.build(), std::string());
        QVERIFY(api.run("GET", "/x/slow")->context.enforcedTimeout == 3s);
        QVERIFY(api.run("GET", "/x/fast")->context.enforcedTimeout == 250ms);
        QVERIFY(api.run("GET", "/x/")->context.enforcedTimeout == 0s);
    }

    void validatesBodies_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::newRow("valid") << "POST" << "{\"name\":\"a\",\"age\":3}" << 200 << "";
        QTest::newRow("missing") << "POST" << "{\"age\":3}" << 422 << "(root): name is required";
        QTest::newRow("no JSON") << "POST" << "{" << 400 << "JSON parsing error: ";
        QTest::newRow("other method") << "PUT" << "{" << 200 << "";
        QTest::newRow("code of the entry") << "PATCH" << "{}" << 400 << "(root): name is required";
    }
    void validatesBodies()
    {
        QFETCH(QString, method);
        QFETCH(QString, body);
        QFETCH(int, status);
        QFETCH(QString, message);
        const std::string schema = "'schema':{'type':'object','required':['name'],'properties':{'"
                                   "age':{'type':'integer'}}}";
        ApiUnderTest api(keyless(
            {}, "'validate_json':[{'path':'/','method':'POST'," + schema +
                    "},{'path':'/','method':'PATCH','error_response_code':400," + schema + "}]"));
        QCOMPARE(api.build(), std::string());
        api.prepare = [&](Run &run) {
            run.context.requestBody = {true, false, body.toStdString()};
        };
        const auto run = api.run(method.toStdString(), "/x/");
        QCOMPARE(run->status, status);
        QVERIFY2(run->message.starts_with(message.toStdString()), run->message.c_str());
        const Step &step = *api.built().chain.request.back();
        QCOMPARE(step.bodyNeed(), BodyNeed::WholeRequest);
        QCOMPARE(step.isBodyNeeded(run->context), method != QLatin1String("PUT"));
    }
};

GW_TEST(RequestRulesTest)
#include "request_rules_test.moc"
