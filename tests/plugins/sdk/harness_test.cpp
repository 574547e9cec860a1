// SPDX-License-Identifier: GPL-3.0-or-later
// The test harness of the SDK answers as the gateway does: the cases are those of
// tests/engine/plugin/host_functions_test.cpp, on the same hooks.
#include "support/room_test.h"

#include <gatewright/testing.hpp>

#include <algorithm>

using namespace gw::testing;
using namespace std::chrono_literals;

namespace {

std::string example(const char *name)
{
    return std::string(GW_EXAMPLES "/") + name + ".so";
}

Request request()
{
    return Request("GET", "/list/get?a=1")
        .withHeader("Host", "example.org")
        .withApi(R"({"api_id":"api-1","name":"Test API","proxy":{"listen_path":"/list/"},)"
                 R"("config_data":{"limit":7,"deep":[{"name":"inner"}]}})");
}

} // namespace

class HarnessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsHeaders()
    {
        const Result result = m_hooks.run("EditHeaders", Request()
                                                             .withHeader("X-Many", "1")
                                                             .withHeader("X-Replace", "old")
                                                             .withHeader("x-many", "2")
                                                             .withHeader("X-Remove", "a")
                                                             .withHeader("X-REPLACE", "older"));
        const Fields &fields = result.request.headers;
        QCOMPARE(fields.get("X-Seen"),
                 std::string("X-Many=1;X-Replace=old;x-many=2;X-Remove=a;X-REPLACE=older;"));
        QCOMPARE(fields.get("X-All"), std::string("1,2,"));
        QCOMPARE(fields.getAll("X-Replace"), std::vector<std::string>{"new"});
        QCOMPARE(fields.all[1].second, std::string("new"));
        QCOMPARE(fields.get("X-Removed"), std::string("yes"));
        QCOMPARE(fields.get("X-Removed-Again"), std::string("no"));
        QCOMPARE(result.headers.get("X-Answer"), std::string("stays"));
        QVERIFY(!result.hasAnswered);
    }

    void editsMethodPathAndQuery()
    {
        const Result result = m_hooks.run(
            "EditTarget", Request("GET", "/list/get?gone=1&full+name=Jane%20D&a=1&flag&a=2&gone"));
        QCOMPARE(result.request.method, std::string("PUT"));
        QCOMPARE(result.request.target,
                 std::string("/moved%20here?full+name=Jane%20D&a=x%20y%26z&flag&b=2"));
        QCOMPARE(result.request.headers.get("X-Name"), std::string("Jane D"));
    }

    void refusesWhatHttpForbids()
    {
        const Result result = m_hooks.run("TryBadThings", request().withBody("12345"));
        QCOMPARE(result.request.value("refused"), std::string("abcdefghijkl"));
        QCOMPARE(result.request.headers.all.size(), std::size_t(1));
        QCOMPARE(result.request.target, std::string("/list/get?a=1"));
    }

    void answers()
    {
        const Result result = m_hooks.run("Answer", request());
        QVERIFY(result.hasAnswered);
        QCOMPARE(result.status, 418);
        QCOMPARE(result.headers.get("content-type"), std::string("application/json"));
        QCOMPARE(result.body, std::string("{\"tea\":true}"));
        const Result empty = m_hooks.run("WriteOnly", request());
        QVERIFY(empty.hasAnswered);
        QCOMPARE(empty.status, 200);
        QCOMPARE(empty.body, std::string());
    }

    void changesBodies()
    {
        const Result result = m_hooks.run("ChangeBody", request().withBody(std::string(200, 'x')));
        QCOMPARE(result.request.body, "[" + std::string(200, 'x') + "]");
        QCOMPARE(result.request.value("old"), std::string(200, 'x'));
    }

    void filtersStreamingBodies()
    {
        m_gateway.pieceSize = 2;
        const Result result = m_hooks.run("DoubleBody", request().withBody("abc"));
        m_gateway.pieceSize = 4096;
        QCOMPARE(result.request.body, std::string("ababcc."));
    }

    void changesTheUpstreamsResponse()
    {
        const Result result = m_hooks.run("ChangeResponse", request(), Response(404, "gone"));
        QCOMPARE(result.response.status, 203);
        QCOMPARE(result.response.headers.get("X-Upstream-Status"), std::string("404"));
        QCOMPARE(result.response.body, std::string("was gone"));
        QCOMPARE(result.headers.get("X-From"), std::string("GET"));
    }

    void makesASession()
    {
        const Result result = m_hooks.run("UseSession", request());
        QCOMPARE(result.request.value("had"), std::string("no"));
        QCOMPARE(*result.request.session,
                 std::string(R"({"org_id":"org","alias":"alice","rate":5.0,"per":1.5,)"
                             "\"tags\":[\"gold\"],\"meta_data\":{\"team\":\"blue \\\"one\\\"\"}}"));
        QCOMPARE(result.request.sessionField("/meta_data/team"), std::string("blue \"one\""));
        QCOMPARE(result.request.key, std::string("key-1"));
        QVERIFY(result.isSessionStored);
        QCOMPARE(result.request.value("rate"), std::string("5.0"));
        QCOMPARE(m_hooks.run("UseSession", request().withSession("{}")).request.value("had"),
                 std::string("yes"));
    }

    void refusesASessionThatIsNone_data()
    {
        QTest::addColumn<QString>("json");
        for (const char *json : {"[]", "{", R"({"rate":"5"})", R"({"quota_max":1.5})",
                                 R"({"tags":[1]})", R"({"a":01})", "{\"a\":\"\\u12g4\"}"}) {
            QTest::newRow(json) << QString::fromLatin1(json);
        }
    }
    void refusesASessionThatIsNone()
    {
        QFETCH(const QString, json);
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument,
            (void)m_hooks.run("UseSession", request().withSession(json.toStdString())));
    }

    void tellsFacts()
    {
        Request https = request();
        https.isHttps = true;
        const Result result = m_hooks.run("TellFacts", https);
        QCOMPARE(result.request.value("facts"),
                 std::string("192.0.2.1|test-request|https|example.org|api-1|Test API|/list/|"
                             "TellFacts|"));
        QCOMPARE(result.request.value("config"), std::string("7"));
        QCOMPARE(result.request.value("nested"), std::string("inner"));
        QCOMPARE(result.request.value("absent"), std::string("none"));
    }

    void keepsTheLog()
    {
        QCOMPARE(m_hooks.run("LogLine", request()).calls, 1);
        const std::vector<LogLine> log = m_gateway.log();
        const auto line = std::find_if(log.begin(), log.end(),
                                       [](const LogLine &one) { return one.message == "a line"; });
        QVERIFY(line != log.end());
        QCOMPARE(line->level, gw_level(GW_WARNING));
        QCOMPARE(line->hook, std::string("LogLine"));
        QCOMPARE(line->fields.size(), std::size_t(3));
        QCOMPARE(line->fields[1].second, std::string("3"));

        const std::size_t before = log.size();
        m_gateway.logLevel = GW_FAILURE;
        QCOMPARE(m_hooks.run("LogLine", request()).calls, 1);
        m_gateway.logLevel = GW_DEBUG;
        QCOMPARE(m_gateway.log().size(), before);
    }

    void failsAsTheGatewayDoes_data()
    {
        QTest::addColumn<QString>("hook");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *hook, const char *why) {
            QTest::newRow(hook) << QString::fromLatin1(hook) << QString::fromLatin1(why);
        };
        row("ThrowStandard", "no database");
        row("ThrowOther", "an exception that is no std::exception");
        row("ReturnNonsense", "returned status 77");
        row("SuspendWithoutTicket", "returned GW_SUSPEND without a ticket of this call");
    }
    void failsAsTheGatewayDoes()
    {
        QFETCH(const QString, hook);
        QFETCH(const QString, why);
        const Result result = m_hooks.run(hook.toStdString(), request());
        QVERIFY(result.hasFailed);
        QVERIFY(!result.hasAnswered);
        QCOMPARE(result.status, 500);
        QCOMPARE(result.body, std::string());
        QCOMPARE(QString::fromStdString(result.failure), why);
    }

    void resumesFromAnotherThread()
    {
        const Result result = m_hooks.run("WaitForThread", request());
        QVERIFY(!result.hasFailed);
        QCOMPARE(result.calls, 2);
    }

    void givesUpOnAHookThatIsNeverResumed()
    {
        m_gateway.patience = 20ms;
        const Result result = m_hooks.run("WaitForTest", request());
        m_gateway.patience = 10s;
        QVERIFY(result.hasFailed);
        QCOMPARE(result.status, 504);
        QCOMPARE(m_gateway.stored("state.released").value_or("0"), std::string("1"));
    }

    void answersCallsToOtherServices()
    {
        m_gateway.service = [](const ServiceCall &call) {
            ServiceReply reply;
            reply.response = Response(200, call.method + " " + call.url + " " + call.body)
                                 .withHeader("X-A", call.headers.get("x-q"));
            return reply;
        };
        const Result result = m_hooks.run("Ask", request());
        QCOMPARE(result.request.value("reply"), std::string("POST http://service/ask question 1"));
        QCOMPARE(result.calls, 2);
        const Result blocking = m_hooks.run("AskBlocking", request());
        QCOMPARE(blocking.request.value("reply"), std::string("GET http://service/ask "));

        m_gateway.service = nullptr;
        const Result alone = m_hooks.run("Ask", request());
        QVERIFY2(alone.request.value("reply").find("no service") != std::string::npos,
                 alone.request.value("reply").c_str());
    }

    void editsAnalyticsRecords()
    {
        Record record;
        record.with("APIKey", "secret").with("ResponseCode", "200").with("Path", "/get");
        record.tags = {"one"};
        const Result result = m_hooks.run("MaskRecord", record);
        QCOMPARE(result.record.get("APIKey"), std::string("****"));
        QCOMPARE(result.record.get("ResponseCode"), std::string("201"));
        QCOMPARE(result.record.tags, std::vector<std::string>{"masked"});
        QVERIFY(!result.isRecordDropped);
        QVERIFY(m_hooks.run("MaskRecord", record.with("Path", "/health")).isRecordDropped);
    }

    void keepsStateNumbersAndStoreOfAPlugin()
    {
        Gateway gateway;
        {
            Plugin counter(gateway, example("hit_counter"));
            for (int i = 1; i <= 3; ++i) {
                const Result result = counter.run("MyProcessRequest", Request("GET", "/hits/x?y"));
                QVERIFY2(result.body.find("\"hit_counter\":" + std::to_string(i)) !=
                             std::string::npos,
                         result.body.c_str());
            }
        }
        QCOMPARE(gateway.counter("hit_counter_hits_total"), std::uint64_t(3));
        QCOMPARE(gateway.counter("nothing"), std::uint64_t(0));
    }

    void movesTheClock()
    {
        Gateway gateway;
        QVERIFY(gateway.store("key", "1", 60s));
        QCOMPARE(gateway.addStored("key", 41, 1s).value_or(0), std::int64_t(42));
        gateway.advance(59s);
        QVERIFY(gateway.stored("key").has_value());
        gateway.advance(1s);
        QVERIFY(!gateway.stored("key").has_value());
        QVERIFY(!gateway.store(std::string(1025, 'k'), "v"));
    }

    void runsLibrariesInOtherLanguages_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("hook");
        QTest::addColumn<QString>("from");
        QTest::newRow("c") << QStringLiteral("c_header") << QStringLiteral("AddHeaderInC")
                           << QStringLiteral("C");
        if (GW_HAS_RUST) {
            QTest::newRow("rust") << QStringLiteral("rust_header")
                                  << QStringLiteral("AddHeaderInRust") << QStringLiteral("Rust");
        }
    }
    void runsLibrariesInOtherLanguages()
    {
        QFETCH(const QString, library);
        QFETCH(const QString, hook);
        QFETCH(const QString, from);
        Gateway gateway;
        Plugin plugin(gateway, example(library.toUtf8().constData()));
        const Result result = plugin.run(hook.toStdString(), request());
        QCOMPARE(QString::fromStdString(result.request.headers.get("X-From")), from);
    }

    void refusesWhatTheGatewayRefuses()
    {
        Gateway gateway;
        try {
            const Plugin plugin(gateway, GW_FIXTURES "/init_fails.so");
            QFAIL("init failed, and nobody said so");
        } catch (const std::runtime_error &error) {
            QCOMPARE(error.what(), "gw_plugin_init failed: cannot reach the database");
        }
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, Plugin(gateway, "/nowhere/post.so"));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, Plugin(gateway, GW_FIXTURES "/no_note.so"));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)m_hooks.run("Absent", Request()));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 (void)m_hooks.run("ChangeResponse", Request()));
    }

    // Every function of the host table, from a binary that is never built again.
    void runsAPluginOfAbi10()
    {
#ifdef __x86_64__
        Gateway gateway;
        Plugin plugin(gateway, GW_FROZEN "/abi_1_0.x86_64.so");
        const Result used = plugin.run("UseTable", request().withBody("old"));
        QVERIFY2(!used.hasFailed, used.failure.c_str());
        QCOMPARE(used.status, 201);
        QCOMPARE(used.body, std::string("done"));
        QCOMPARE(used.request.target, std::string("/list/y?d=4"));
        QCOMPARE(used.request.body, std::string("new"));
        QCOMPARE(gateway.counter("frozen_total"), std::uint64_t(1));
        QCOMPARE(gateway.gauge("frozen_gauge"), 1.5);
        QCOMPARE(plugin.run("FilterBody", request().withBody("ab")).request.body,
                 std::string("abab"));
        const Result answered = plugin.run("UseResponse", request(), Response(404, "gone"));
        QVERIFY2(!answered.hasFailed, answered.failure.c_str());
        QCOMPARE(answered.response.status, 203);
        QVERIFY(plugin.run("UseRecord", Record().with("APIKey", "secret")).isRecordDropped);
#else
        QSKIP("the frozen plugins are kept for x86_64");
#endif
    }

    void tellsWhatChanged()
    {
        const Result result = m_hooks.run("ChangeResponse", request(), Response(404, "gone"));
        const std::vector<std::string> expected = {
            "response status changed from 404 to 203",
            "response header X-Upstream-Status: 404 added",
            "response body changed from 4 to 8 bytes",
            "answer header X-From: GET added",
        };
        QCOMPARE(result.changes, expected);
    }

private:
    Gateway m_gateway;
    Plugin m_hooks{m_gateway, GW_FIXTURES "/hooks.so"};
};

GW_TEST(HarnessTest)
#include "harness_test.moc"
