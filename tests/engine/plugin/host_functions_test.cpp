// SPDX-License-Identifier: GPL-3.0-or-later
// The host table as a plugin sees it: each case runs a hook of tests/abi/fixtures/hooks.cpp.
#include "engine/plugin/loaded_hook.h"
#include "support/room_test.h"
#include "telemetry/analytics_record.h"

#include <mutex>

using namespace gw::plugin;
using Kind = gw::request::StepResult::Kind;

class HostFunctionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsHeaders()
    {
        FakeRequest request(m_bench.worker);
        auto &fields = request.exchange.request().fields;
        fields.clear();
        fields.add("X-Many", "1");
        fields.add("X-Replace", "old");
        fields.add("x-many", "2");
        fields.add("X-Remove", "a");
        fields.add("X-REPLACE", "older");
        QCOMPARE(run("EditHeaders", request), Kind::Continue);
        QCOMPARE(request.field("X-Seen"),
                 std::string("X-Many=1;X-Replace=old;x-many=2;X-Remove=a;X-REPLACE=older;"));
        QCOMPARE(request.field("X-All"), std::string("1,2,"));
        QCOMPARE(fields.count("X-Replace"), std::size_t(1));
        QCOMPARE(fields.all()[1].value, std::string_view("new"));
        QCOMPARE(request.field("X-Removed"), std::string("yes"));
        QCOMPARE(request.field("X-Removed-Again"), std::string("no"));
        QCOMPARE(request.exchange.response().fields.value("X-Answer"), std::string_view("stays"));
    }

    void editsMethodPathAndQuery()
    {
        FakeRequest request(m_bench.worker);
        request.setTarget("/list/get?gone=1&full+name=Jane%20D&a=1&flag&a=2&gone");
        QCOMPARE(run("EditTarget", request), Kind::Continue);
        QCOMPARE(request.exchange.request().method, std::string_view("PUT"));
        QCOMPARE(request.exchange.request().target,
                 std::string_view("/moved%20here?full+name=Jane%20D&a=x%20y%26z&flag&b=2"));
        QCOMPARE(request.field("X-Name"), std::string("Jane D"));
        // Path lists behind the hook see the path that goes upstream.
        QCOMPARE(request.decodedPath, std::string_view("/moved here"));
        QCOMPARE(request.listenPathLength, std::size_t(0));
    }

    // As in Tyk, a URL rewrite wins over a hook's query. A hook that names a path wins.
    void leavesRewritesToThePath()
    {
        FakeRequest request(m_bench.worker);
        request.setTarget("/list/get?a=1");
        request.rewrittenUrl = "/new";
        QCOMPARE(run("EditQuery", request), Kind::Continue);
        QCOMPARE(request.exchange.request().target, std::string_view("/list/get?a=1&b=2"));
        QCOMPARE(request.rewrittenUrl.value_or("-"), std::string_view("/new"));
        QCOMPARE(run("EditTarget", request), Kind::Continue);
        QVERIFY(!request.rewrittenUrl);
    }

    void refusesWhatHttpForbids()
    {
        FakeRequest request(m_bench.worker);
        request.ownExchange.bodyLength = 5;
        QCOMPARE(run("TryBadThings", request), Kind::Continue);
        QCOMPARE(request.value("refused"), std::string("abcdefghijkl"));
        QCOMPARE(request.exchange.request().fields.size(), std::size_t(1));
        QCOMPARE(request.exchange.request().target, std::string_view("/list/get?a=1"));
    }

    void answers()
    {
        FakeRequest request(m_bench.worker);
        QCOMPARE(run("Answer", request), Kind::Respond);
        QCOMPARE(request.exchange.response().status, 418);
        QCOMPARE(request.exchange.response().fields.value("Content-Type"),
                 std::string_view("application/json"));
        QCOMPARE(request.replyBody, std::string("{\"tea\":true}"));
    }

    void writingNothingAnswersToo()
    {
        FakeRequest request(m_bench.worker);
        request.exchange.response().status = 500;
        QCOMPARE(run("WriteOnly", request), Kind::Respond);
        QCOMPARE(request.exchange.response().status, 200);
        QCOMPARE(request.replyBody, std::string());
    }

    void changesBodies_data()
    {
        QTest::addColumn<int>("length");
        QTest::newRow("long") << 200;
        QTest::newRow("short, inside the string object") << 5;
    }
    void changesBodies()
    {
        QFETCH(const int, length);
        const std::string old(static_cast<std::size_t>(length), 'x');
        FakeRequest request(m_bench.worker);
        request.ownExchange.bodyLength = length;
        request.requestBody = {true, false, old};
        QCOMPARE(run("ChangeBody", request), Kind::Continue);
        QVERIFY(request.requestBody.isReplaced);
        QCOMPARE(request.requestBody.bytes, "[" + old + "]");
        QCOMPARE(request.value("old"), old);
    }

    void keepsKeysThatWereRead_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("long") << QString(60, u'k');
        QTest::newRow("short") << QStringLiteral("k");
    }
    void keepsKeysThatWereRead()
    {
        QFETCH(const QString, key);
        FakeRequest request(m_bench.worker);
        request.authToken = key.toStdString();
        QCOMPARE(run("ChangeKey", request), Kind::Continue);
        QCOMPARE(request.value("old"), key.toStdString());
        QCOMPARE(request.authToken, "new " + key.toStdString());
    }

    // What was sent upstream is past, and nobody keeps a session any more.
    void aResponseHookDoesNotChangeTheRequest()
    {
        FakeRequest request(m_bench.worker);
        request.exchange.request().fields.add("X-Own", "1");
        gw::request::UpstreamResponse response(request.exchange.arena());
        request.upstreamResponse = &response;
        QCOMPARE(run("ChangeRequestLate", request, HookKind::Response), Kind::Continue);
        QCOMPARE(request.value("outcomes"), std::string("3 of 4 refused"));
        QCOMPARE(request.exchange.request().fields.value("X-Own"), std::string_view("1"));
        QVERIFY(!request.exchange.request().fields.contains("X-Late"));
        QVERIFY(!request.sessionChanged);
    }

    void filtersStreamingBodies()
    {
        FakeRequest request(m_bench.worker);
        request.ownExchange.bodyLength = 4;
        QCOMPARE(run("DoubleBody", request), Kind::Continue);
        QCOMPARE(request.requestFilters.size(), std::size_t(1));
        std::string out;
        QVERIFY(request.requestFilters.front()->filter("ab", false, out));
        QVERIFY(request.requestFilters.front()->filter("c", true, out));
        QCOMPARE(out, std::string("ababcc."));
    }

    void changesTheUpstreamsResponse()
    {
        FakeRequest request(m_bench.worker);
        gw::request::UpstreamResponse response(request.exchange.arena());
        response.head.status = 404;
        response.body = {true, false, "gone"};
        request.upstreamResponse = &response;
        QCOMPARE(run("ChangeResponse", request, HookKind::Response), Kind::Continue);
        QCOMPARE(response.head.status, 203);
        QCOMPARE(response.head.fields.value("X-Upstream-Status"), std::string_view("404"));
        QCOMPARE(response.body.bytes, std::string("was gone"));
        QVERIFY(response.body.isReplaced);
        QCOMPARE(request.exchange.response().fields.value("X-From"), std::string_view("GET"));
    }

    void makesASession()
    {
        FakeRequest request(m_bench.worker);
        QCOMPARE(run("UseSession", request), Kind::Continue);
        QCOMPARE(request.value("had"), std::string("no"));
        QVERIFY(request.session.has_value());
        QCOMPARE(request.session->alias, std::string("alice"));
        QCOMPARE(request.session->orgId, std::string("org"));
        QCOMPARE(request.session->rate, 5.0);
        QCOMPARE(request.session->per, 1.5);
        QCOMPARE(request.session->tags, std::vector<std::string>{"gold"});
        QCOMPARE(request.session->keyId, std::string("key-1"));
        QCOMPARE(request.authToken, std::string("key-1"));
        QVERIFY(request.sessionChanged);
        QCOMPARE(request.value("rate"), std::string("5.0"));
        QCOMPARE(request.value("team"), std::string("blue \"one\""));
        QVERIFY2(request.value("json").find("\"alias\":\"alice\"") != std::string::npos,
                 request.value("json").c_str());
    }

    void tellsFacts()
    {
        FakeRequest request(m_bench.worker);
        QCOMPARE(run("TellFacts", request), Kind::Continue);
        QCOMPARE(
            request.value("facts"),
            std::string("192.0.2.7|request-1|https|example.org|api-1|Test API|/list/|TellFacts|"));
        QCOMPARE(request.value("config"), std::string("7"));
        QCOMPARE(request.value("nested"), std::string("inner"));
        QCOMPARE(request.value("absent"), std::string("none"));
    }

    void logsThroughTheGateway()
    {
        std::mutex mutex;
        std::string line;
        const int id = m_bench.worker.log.addListener([&](const gw::LogRecord &record) {
            if (record.message == "a line") {
                const std::lock_guard lock(mutex);
                for (const auto &[key, value] : record.fields) {
                    line.append(key).append("=").append(value).append(" ");
                }
            }
        });
        FakeRequest request(m_bench.worker);
        QCOMPARE(run("LogLine", request), Kind::Continue);
        m_bench.worker.log.flush();
        m_bench.worker.log.removeListener(id);
        const std::lock_guard lock(mutex);
        for (const char *part : {"prefix=plugin", "mwSymbolName=LogLine", "api_id=api-1",
                                 "request_id=request-1", "user=bob", "count=3", "ok=true"}) {
            QVERIFY2(line.find(part) != std::string::npos, line.c_str());
        }
    }

    void editsAnalyticsRecords()
    {
        const auto hook = m_bench.hook("MaskRecord", HookKind::Analytics);
        QVERIFY(hook);
        gw::telemetry::AnalyticsRecord record;
        record.apiKey = "secret";
        record.responseCode = 200;
        record.tags = {"one"};
        record.path = "/get";
        QVERIFY(hook->edit(record));
        QCOMPARE(record.apiKey, std::string("****"));
        QCOMPARE(record.responseCode, 201);
        QCOMPARE(record.tags, std::vector<std::string>{"masked"});
        record.path = "/health";
        QVERIFY(!hook->edit(record));
        record.path = "/broken"; // half of what it hides may be hidden
        QVERIFY(!hook->edit(record));
    }

private:
    Kind run(const std::string &symbol, FakeRequest &request, HookKind kind = HookKind::Request)
    {
        const auto hook = m_bench.hook(symbol, kind);
        return hook ? hook->run(request).kind() : Kind::Fail;
    }

    PluginBench m_bench;
};

GW_TEST(HostFunctionsTest)
#include "host_functions_test.moc"
