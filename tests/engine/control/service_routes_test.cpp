// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace gw;
using namespace gw::control;
using runtime::ApiState;
using testing::HttpReply;
using testing::ServiceFixture;

namespace {

const std::string kDebugBody =
    R"({"request":{"method":"POST","path":"/get","body":"x","headers":{"H":["v","w"]}},"spec":{"api_id":"a","n":1.0}})";

} // namespace

class ServiceRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_service = std::make_unique<ServiceFixture>(); }
    void cleanup() { m_service.reset(); }

    void greets();
    void greetsUnderItsConfiguredName();
    void warnsWhenApisHaveProblems();
    void isReadyOnlyWhenItServes();
    void asksForTheSecretOverHttp();
    void refusesAForeignHostOverHttp();
    void answersUnknownPathsAsTyk_data();
    void answersUnknownPathsAsTyk();
    void refusesHugeBodies();
    void reloadsAndTellsWhatFailed_data();
    void reloadsAndTellsWhatFailed();
    void tellsTheLastReportWithoutReloading();
    void runsARequestThroughADefinition();
    void tellsDebugErrors_data();
    void tellsDebugErrors();
    void answersWhenNobodyDoes();
    void switchesTracing();
    void givesRecentTraffic();
    void limitsTraffic_data();
    void limitsTraffic();
    void changesTheLogLevel();
    void tellsWhatWasLogged();
    void exposesMetrics();
    void answersManyAtOnce();

private:
    HttpReply send(const std::string &method, const std::string &target,
                   const std::string &body = {})
    {
        return m_service->send({.method = method, .target = target, .body = body});
    }

    std::unique_ptr<ServiceFixture> m_service;
};

void ServiceRoutesTest::greets()
{
    const HttpReply reply =
        m_service->send({.target = "/hello", .withSecret = false, .host = "any.example"});
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("Content-Type"), std::string("application/json"));
    QCOMPARE(reply.field("Cache-Control"), std::string("no-store"));
    QCOMPARE(textOf(reply, "status"), QStringLiteral("pass"));
    QCOMPARE(textOf(reply, "version"), QStringLiteral("v0.1.0"));
    QCOMPARE(textOf(reply, "description"), QStringLiteral("Tyk GW"));
    const QJsonObject store = jsonOf(reply)[QLatin1StringView("details")]
                                  .toObject()[QLatin1StringView("store")]
                                  .toObject();
    QCOMPARE(store[QLatin1StringView("status")].toString(), QStringLiteral("pass"));
    QCOMPARE(store[QLatin1StringView("componentType")].toString(), QStringLiteral("datastore"));
    QVERIFY(QDateTime::fromString(store[QLatin1StringView("time")].toString(), Qt::ISODateWithMs)
                .isValid());

    const HttpReply wrong =
        m_service->send({.method = "POST", .target = "/hello", .withSecret = false});
    QCOMPARE(wrong.status, 405);
    QCOMPARE(textOf(wrong, "message"), QStringLiteral("Method Not Allowed"));
    QCOMPARE(wrong.field("Allow"), std::string("GET"));
}

void ServiceRoutesTest::greetsUnderItsConfiguredName()
{
    ControlOptions options = ServiceFixture::defaultOptions();
    options.healthName = "healthz";
    options.readinessName = "readyz";
    ServiceFixture service(options);
    QCOMPARE(service.send({.target = "/healthz", .withSecret = false}).status, 200);
    QCOMPARE(service.send({.target = "/readyz", .withSecret = false}).status, 200);
    QCOMPARE(service.send({.target = "/hello", .withSecret = false}).status, 403);
}

void ServiceRoutesTest::warnsWhenApisHaveProblems()
{
    m_service->engine.report.apis = {testing::apiReport("a", ApiState::Loaded),
                                     testing::apiReport("b", ApiState::KeptOld)};
    const HttpReply reply = m_service->get("/hello");
    QCOMPARE(reply.status, 200);
    QCOMPARE(textOf(reply, "status"), QStringLiteral("warn"));
    QVERIFY(reply.body.find("1 of 2 API definitions have problems") != std::string::npos);
}

void ServiceRoutesTest::isReadyOnlyWhenItServes()
{
    const HttpReply ready = m_service->send({.target = "/ready", .withSecret = false});
    QCOMPARE(ready.status, 200);
    QCOMPARE(textOf(ready, "description"), QStringLiteral("Tyk GW Ready"));

    m_service->engine.loaded = false;
    const HttpReply early = m_service->get("/ready");
    QCOMPARE(early.status, 503);
    QCOMPARE(
        early.body,
        std::string(
            "{\"status\":\"error\",\"message\":\"A successful API reload did not happen\"}\n"));

    m_service->engine.stopping = true;
    const HttpReply late = m_service->get("/ready");
    QCOMPARE(late.status, 503);
    QCOMPARE(textOf(late, "message"), QStringLiteral("Gateway is shutting down"));
}

void ServiceRoutesTest::asksForTheSecretOverHttp()
{
    const std::string forbidden =
        "{\"status\":\"error\",\"message\":\"Attempted administrative access with "
        "invalid or missing key!\"}\n";
    const HttpReply missing = m_service->send({.target = "/tyk/apis", .withSecret = false});
    QCOMPARE(missing.status, 403);
    QCOMPARE(missing.body, forbidden);
    const HttpReply wrong = m_service->send(
        {.target = "/tyk/apis", .fields = "X-Tyk-Authorization: wrong\r\n", .withSecret = false});
    QCOMPARE(wrong.body, forbidden);
    const HttpReply twice = m_service->send(
        {.target = "/tyk/apis",
         .fields = "X-Tyk-Authorization: " + std::string(ServiceFixture::kSecret) + "\r\n"});
    QCOMPARE(twice.body, forbidden);
    // Also for what does not exist: strangers learn nothing.
    QCOMPARE(m_service->send({.target = "/tyk/nothing", .withSecret = false}).body, forbidden);
    QCOMPARE(m_service->get("/tyk/apis").status, 200);
}

void ServiceRoutesTest::refusesAForeignHostOverHttp()
{
    QCOMPARE(m_service->send({.target = "/tyk/apis", .host = "evil.example"}).status, 403);
    QCOMPARE(
        m_service->send({.target = "/metrics", .withSecret = false, .host = "evil.example"}).status,
        403);
    QCOMPARE(m_service->send({.target = "/tyk/apis", .fields = "Origin: http://evil.example\r\n"})
                 .status,
             403);
    QCOMPARE(
        m_service->send({.target = "/tyk/apis", .fields = "Sec-Fetch-Site: cross-site\r\n"}).status,
        403);
}

void ServiceRoutesTest::answersUnknownPathsAsTyk_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("unknown") << QByteArray("/tyk/nothing");
    QTest::newRow("only the base") << QByteArray("/tyk/");
    QTest::newRow("deeper") << QByteArray("/tyk/apis/a/b");
    QTest::newRow("empty segment") << QByteArray("/tyk//apis");
    QTest::newRow("other case") << QByteArray("/tyk/APIS");
}

void ServiceRoutesTest::answersUnknownPathsAsTyk()
{
    QFETCH(QByteArray, target);
    const HttpReply reply = m_service->get(target.toStdString());
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.body, std::string("404 page not found\n"));
    QVERIFY(reply.field("Content-Type").starts_with("text/plain"));
}

void ServiceRoutesTest::refusesHugeBodies()
{
    const HttpReply reply =
        send("POST", "/tyk/apis", std::string(ServiceServer::kMaxBody + 1, ' '));
    QCOMPARE(reply.status, 413);
}

void ServiceRoutesTest::reloadsAndTellsWhatFailed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("plain") << QByteArray("/tyk/reload");
    QTest::newRow("slash") << QByteArray("/tyk/reload/");
    QTest::newRow("block") << QByteArray("/tyk/reload?block=true");
    QTest::newRow("group") << QByteArray("/tyk/reload/group");
}

void ServiceRoutesTest::reloadsAndTellsWhatFailed()
{
    QFETCH(QByteArray, target);
    m_service->engine.report = {
        .generation = 9,
        .duration = std::chrono::microseconds(1234),
        .hasFailures = true,
        .apis = {testing::apiReport("a", ApiState::Loaded),
                 testing::apiReport("b", ApiState::Degraded, {"symbol \"X\" not found"}),
                 testing::apiReport("c", ApiState::KeptOld, {"line 3"}),
                 testing::apiReport("d", ApiState::Failed, {"line 4"})}};
    const HttpReply reply = m_service->get(target.toStdString());
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.starts_with(R"({"status":"ok","message":"",)"));
    QCOMPARE(m_service->engine.reloads, 1);
    const QJsonObject json = jsonOf(reply);
    QCOMPARE(json[QLatin1StringView("generation")].toInt(), 9);
    QCOMPARE(json[QLatin1StringView("duration_us")].toInt(), 1234);
    QCOMPARE(json[QLatin1StringView("failures")].toInt(), 3);
    const QJsonArray apis = json[QLatin1StringView("apis")].toArray();
    QCOMPARE(apis.size(), 4);
    const QJsonObject second = apis[1].toObject();
    QCOMPARE(second[QLatin1StringView("api_id")].toString(), QStringLiteral("b"));
    QCOMPARE(second[QLatin1StringView("name")].toString(), QStringLiteral("b API"));
    QCOMPARE(second[QLatin1StringView("file")].toString(), QStringLiteral("b.json"));
    QCOMPARE(second[QLatin1StringView("state")].toString(), QStringLiteral("degraded"));
    QCOMPARE(second[QLatin1StringView("problems")].toArray()[0].toString(),
             QStringLiteral("symbol \"X\" not found"));
    QCOMPARE(send("POST", target.toStdString()).status, 405);
}

void ServiceRoutesTest::tellsTheLastReportWithoutReloading()
{
    m_service->engine.report.generation = 4;
    const HttpReply reply = m_service->get("/tyk/reload/report");
    QCOMPARE(reply.status, 200);
    QCOMPARE(jsonOf(reply)[QLatin1StringView("generation")].toInt(), 4);
    QCOMPARE(m_service->engine.reloads, 0);
}

void ServiceRoutesTest::runsARequestThroughADefinition()
{
    const HttpReply reply = send("POST", "/tyk/debug", kDebugBody);
    QCOMPARE(reply.status, 200);
    QCOMPARE(textOf(reply, "message"), QStringLiteral("ok"));
    QCOMPARE(
        textOf(reply, "response"),
        QStringLiteral("====== Request ======\nGET /get HTTP/1.1\r\n\r\n\n====== Response ======\n"
                       "HTTP/1.1 200 OK\r\n\r\nhi"));
    QCOMPARE(textOf(reply, "logs"), QStringLiteral("{\"level\":\"debug\",\"msg\":\"Started\"}\n"));
    const QJsonArray trace = jsonOf(reply)[QLatin1StringView("trace")].toArray();
    QCOMPARE(trace.size(), 1);
    const QJsonObject change =
        trace[0].toObject()[QLatin1StringView("changes")].toArray()[0].toObject();
    QCOMPARE(change[QLatin1StringView("kind")].toString(), QStringLiteral("added"));
    QCOMPARE(change[QLatin1StringView("name")].toString(), QStringLiteral("Foo"));
    QCOMPARE(change[QLatin1StringView("after")].toString(), QStringLiteral("Bar"));

    const auto &request = m_service->engine.debugged;
    QVERIFY(request);
    QCOMPARE(request->method, std::string("POST"));
    QCOMPARE(request->path, std::string("/get"));
    QCOMPARE(request->body, std::string("x"));
    QCOMPARE(request->headers.size(), 2U);
    QCOMPARE(request->headers[1], (std::pair<std::string, std::string>("H", "w")));
    QCOMPARE(request->definitionJson, std::string(R"({"api_id":"a","n":1.0})"));
}

void ServiceRoutesTest::tellsDebugErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    const QString malformed = QStringLiteral("Request malformed");
    QTest::newRow("no JSON") << QByteArray("x") << malformed;
    QTest::newRow("no spec") << QByteArray(R"({"request":{}})")
                             << QStringLiteral("Spec field is missing");
    QTest::newRow("null spec") << QByteArray(R"({"request":{},"spec":null})")
                               << QStringLiteral("Spec field is missing");
    QTest::newRow("no request") << QByteArray(R"({"spec":{}})")
                                << QStringLiteral("Request field is missing");
    QTest::newRow("spec of another type") << QByteArray(R"({"spec":1,"request":{}})") << malformed;
    QTest::newRow("method of another type")
        << QByteArray(R"({"spec":{},"request":{"method":1}})") << malformed;
    QTest::newRow("headers of another type")
        << QByteArray(R"({"spec":{},"request":{"headers":{"a":"b"}}})") << malformed;
}

void ServiceRoutesTest::tellsDebugErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    const HttpReply reply = send("POST", "/tyk/debug", body.toStdString());
    QCOMPARE(reply.status, 400);
    QCOMPARE(textOf(reply, "message"), message);
    QVERIFY(!m_service->engine.debugged);

    m_service->engine.debugFails = true;
    const HttpReply failed = send("POST", "/tyk/debug", kDebugBody);
    QCOMPARE(failed.status, 400);
    QCOMPARE(textOf(failed, "message"), QStringLiteral("error"));
    QCOMPARE(textOf(failed, "response"), QString());
    QVERIFY(textOf(failed, "logs").contains(QStringLiteral("/p/post.so: Plugin not found")));
}

void ServiceRoutesTest::answersWhenNobodyDoes()
{
    m_service->engine.debugIsSilent = true; // drops the callback, as a stopping engine does
    QCOMPARE(send("POST", "/tyk/debug", kDebugBody).status, 503);
}

void ServiceRoutesTest::switchesTracing()
{
    QCOMPARE(m_service->get("/tyk/trace").body, std::string("{\"enabled\":false}\n"));
    QCOMPARE(send("PUT", "/tyk/trace", R"({"enabled":true})").body,
             std::string("{\"enabled\":true}\n"));
    QVERIFY(m_service->engine.tracing);
    QCOMPARE(send("PUT", "/tyk/trace", R"({"enabled":"yes"})").status, 400);
    QCOMPARE(send("PUT", "/tyk/trace", R"({"enabled":false})").status, 200);
    QVERIFY(!m_service->engine.tracing);
}

void ServiceRoutesTest::givesRecentTraffic()
{
    for (std::uint64_t i = 1; i <= 150; ++i) {
        m_service->engine.records.push_back(testing::tracedRecord(i));
    }
    const auto sequences = [this](const std::string &target) {
        const QJsonArray records =
            jsonOf(m_service->get(target))[QLatin1StringView("records")].toArray();
        QList<int> numbers;
        for (const QJsonValue &record : records) {
            numbers.append(record.toObject()[QLatin1StringView("sequence")].toInt());
        }
        return numbers;
    };
    QCOMPARE(sequences("/tyk/traffic").size(), 100);
    QCOMPARE(sequences("/tyk/traffic?limit=3"), QList<int>({148, 149, 150}));
    QCOMPARE(sequences("/tyk/traffic?after=148"), QList<int>({149, 150}));
    const auto own = testing::tracedRecord(151);
    own->clientPort = 40'000;
    m_service->engine.records.push_back(own);
    QCOMPARE(sequences("/tyk/traffic?client_port=40000"), QList<int>({151}));
    const QJsonObject record =
        jsonOf(m_service->get("/tyk/traffic?limit=1"))[QLatin1StringView("records")]
            .toArray()[0]
            .toObject();
    QCOMPARE(record[QLatin1StringView("response_code")].toInt(), 200);
    QCOMPARE(record[QLatin1StringView("trace")].toArray().size(), 1);
}

void ServiceRoutesTest::limitsTraffic_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("zero") << QByteArray("limit=0");
    QTest::newRow("too many") << QByteArray("limit=1001");
    QTest::newRow("negative") << QByteArray("limit=-1");
    QTest::newRow("text") << QByteArray("limit=1x");
    QTest::newRow("after text") << QByteArray("after=x");
    QTest::newRow("port text") << QByteArray("client_port=x");
}

void ServiceRoutesTest::limitsTraffic()
{
    QFETCH(QByteArray, query);
    QCOMPARE(m_service->get("/tyk/traffic?" + query.toStdString()).status, 400);
}

void ServiceRoutesTest::changesTheLogLevel()
{
    QCOMPARE(m_service->get("/tyk/log-level").body, std::string("{\"level\":\"info\"}\n"));
    QCOMPARE(send("PUT", "/tyk/log-level", R"({"level":"debug"})").body,
             std::string("{\"level\":\"debug\"}\n"));
    QVERIFY(m_service->log.level() == LogLevel::Debug);
    QCOMPARE(send("PUT", "/tyk/log-level", R"({"level":"loud"})").status, 400);
    QCOMPARE(send("PUT", "/tyk/log-level", R"({})").status, 400);
    QVERIFY(m_service->log.level() == LogLevel::Debug);
}

void ServiceRoutesTest::tellsWhatWasLogged()
{
    for (const char *message : {"one", "two", "three"}) {
        m_service->log.info(message, {{"api_id", std::string_view("orders")}});
    }
    m_service->log.flush();
    const auto linesOf = [this](const std::string &query) {
        return testing::jsonOf(m_service->get("/tyk/log" + query))
            .value(QLatin1StringView("lines"))
            .toArray();
    };
    const QJsonArray two = linesOf("?limit=2");
    QCOMPARE(two.size(), 2);
    QCOMPARE(two[0][u"message"].toString(), QStringLiteral("two"));
    QCOMPARE(two[1][u"fields"][u"api_id"].toString(), QStringLiteral("orders"));
    QCOMPARE(two[1][u"level"].toString(), QStringLiteral("info"));
    const qint64 sequence = two[0][u"sequence"].toInteger();
    QCOMPARE(two[1][u"sequence"].toInteger(), sequence + 1);
    QCOMPARE(linesOf("?after=" + std::to_string(sequence)).size(), 1);
    QCOMPARE(linesOf("?after=" + std::to_string(sequence + 1)).size(), 0);
    for (const char *query : {"?limit=0", "?limit=1001", "?limit=x", "?after=-1"}) {
        QCOMPARE(m_service->get(std::string("/tyk/log") + query).status, 400);
    }
}

void ServiceRoutesTest::exposesMetrics()
{
    m_service->engine.figures.requests = 42;
    m_service->engine.figures.responses5xx = 3;
    m_service->engine.figures.requestTime = {
        .count = 42, .sumNs = 2'000'000'000, .p50Ns = 1'000'000};
    m_service->engine.report.apis = {testing::apiReport("orders", ApiState::Degraded)};
    PluginRow row;
    row.symbol = "Quote\"d";
    row.calls = 5;
    row.time = {.count = 5, .sumNs = 3'000};
    row.buckets = {{1'000, 2}, {1'000'000, 4}};
    m_service->engine.rows = {row};
    const HttpReply reply = m_service->send({.target = "/metrics", .withSecret = false});
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.field("Content-Type").starts_with("text/plain; version=0.0.4"));
    for (const std::string line :
         {"# TYPE gatewright_requests_total counter\ngatewright_requests_total 42\n",
          "gatewright_responses_total{class=\"5xx\"} 3\n",
          "gatewright_request_duration_seconds_count 42\n",
          "gatewright_request_duration_seconds_sum 2\n",
          "gatewright_request_duration_seconds{quantile=\"0.5\"} 0.001\n",
          "gatewright_api_state{api_id=\"orders\",file=\"orders.json\",state=\"degraded\"} 1\n",
          "gatewright_hook_calls_total{path=\"\",symbol=\"Quote\\\"d\",kind=\"\"} 5\n",
          "# TYPE gatewright_hook_duration_seconds histogram\n",
          "symbol=\"Quote\\\"d\",kind=\"\",le=\"0.001\"} 4\n",
          "symbol=\"Quote\\\"d\",kind=\"\",le=\"+Inf\"} 5\n",
          "gatewright_hook_duration_seconds_count{path=\"\",symbol=\"Quote\\\"d\",kind=\"\"} 5\n",
          "gatewright_log_lines_dropped_total 0\n"}) {
        QVERIFY2(reply.body.find(line) != std::string::npos,
                 (line + "not in\n" + reply.body).c_str());
    }
}

void ServiceRoutesTest::answersManyAtOnce()
{
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(m_service->get("/tyk/apis").status, 200);
    }
}

GW_TEST(ServiceRoutesTest)
#include "service_routes_test.moc"
