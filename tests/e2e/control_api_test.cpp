// SPDX-License-Identifier: GPL-3.0-or-later
// The control API as Tyk's users know it.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

QJsonDocument jsonOf(const CurlAnswer &answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body));
}

} // namespace

class ControlApiTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void helloNeedsNoSecret();
    void takesNoBodyFromStrangers_data();
    void takesNoBodyFromStrangers();
    void refusesWithoutTheSecret_data();
    void refusesWithoutTheSecret();
    void refusesBrowsersOfOtherSites();
    void listsDefinitions();
    void addsChangesAndRemovesADefinition();
    void refusesWhatIsNoDefinition();
    void unknownPathsAndMethods();
    void debugShowsWhatAPluginDid();
    void debugRunsEndWithTheGateway();
    void metricsCountRequests();
    void makesASecretWhenNoneIsConfigured();

private:
    [[nodiscard]] std::string definition(const QString &id) const;

    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
};

std::string ControlApiTest::definition(const QString &id) const
{
    return QJsonDocument(ApiDefinition(id, QString::fromStdString(m_origin.url())).json())
        .toJson()
        .toStdString();
}

void ControlApiTest::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_workspace->writeApi(ApiDefinition(u"first"_s, QString::fromStdString(m_origin.url())));
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY(m_gateway->serve(m_workspace->path()));
}

void ControlApiTest::cleanup()
{
    QCOMPARE(m_gateway->stop(), 0);
}

void ControlApiTest::helloNeedsNoSecret()
{
    const CurlAnswer answer = get(m_gateway->address("/hello"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), "application/json");
    QCOMPARE(jsonOf(answer)[u"status"_s].toString(), u"pass"_s);
    QVERIFY(!jsonOf(answer)[u"version"_s].toString().isEmpty());
    QCOMPARE(get(m_gateway->address("/ready")).status, 200);
}

void ControlApiTest::takesNoBodyFromStrangers_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("framing");
    const std::string length = "Content-Length: 4000000\r\n\r\n";
    QTest::newRow("/hello") << std::string("/hello") << length;
    QTest::newRow("/hello/") << std::string("/hello/") << length;
    QTest::newRow("/ready") << std::string("/ready") << length;
    QTest::newRow("/metrics") << std::string("/metrics") << length;
    QTest::newRow("chunks") << std::string("/hello")
                            << std::string("Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n");
}

void ControlApiTest::takesNoBodyFromStrangers()
{
    QFETCH(std::string, path);
    QFETCH(std::string, framing);

    Socket client = Socket::connectTo(m_gateway->port());
    client.send("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + framing);
    const RawResponse response = receiveResponse(client); // long before the body is there
    QCOMPARE(response.status, 413);
    QVERIFY(response.hasField("Connection: close"));
    QVERIFY(response.body.starts_with("{\"status\":\"error\""));
    // An empty one is none.
    Socket other = Socket::connectTo(m_gateway->port());
    other.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
    QCOMPARE(receiveResponse(other).status, 200);
}

void ControlApiTest::refusesWithoutTheSecret_data()
{
    QTest::addColumn<std::vector<std::string>>("headers");
    QTest::newRow("none") << std::vector<std::string>();
    QTest::newRow("wrong") << std::vector<std::string>{"X-Tyk-Authorization: wrong"};
    QTest::newRow("empty") << std::vector<std::string>{"X-Tyk-Authorization;"};
    QTest::newRow("Tyk's default")
        << std::vector<std::string>{"X-Tyk-Authorization: 352d20ee67be67f6340b4c0605b044b7"};
}

void ControlApiTest::refusesWithoutTheSecret()
{
    QFETCH(std::vector<std::string>, headers);

    const CurlAnswer answer = get(m_gateway->address("/tyk/apis"), headers);
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.body, "{\"status\":\"error\",\"message\":\"Attempted administrative access "
                          "with invalid or missing key!\"}\n");
}

void ControlApiTest::refusesBrowsersOfOtherSites()
{
    const std::string secret = std::string("X-Tyk-Authorization: ") + Workspace::kSecret;
    const std::string url = m_gateway->address("/tyk/apis");
    QCOMPARE(get(url, {secret}).status, 200);
    QCOMPARE(get(url, {secret, "Host: evil.example"}).status, 403);
    QCOMPARE(get(url, {secret, "Origin: https://evil.example"}).status, 403);
}

void ControlApiTest::listsDefinitions()
{
    const CurlAnswer all = m_gateway->control("GET", "/tyk/apis");
    QCOMPARE(all.status, 200);
    QCOMPARE(jsonOf(all).array().size(), 1);
    QCOMPARE(jsonOf(all)[0][u"api_id"_s].toString(), u"first"_s);
    const CurlAnswer one = m_gateway->control("GET", "/tyk/apis/first");
    QCOMPARE(jsonOf(one)[u"proxy"_s][u"listen_path"_s].toString(), u"/first/"_s);
    const CurlAnswer none = m_gateway->control("GET", "/tyk/apis/none");
    QCOMPARE(none.status, 404);
    QCOMPARE(jsonOf(none)[u"message"_s].toString(), u"API not found"_s);
}

void ControlApiTest::addsChangesAndRemovesADefinition()
{
    const CurlAnswer added = m_gateway->control("POST", "/tyk/apis", definition(u"second"_s));
    QCOMPARE(added.status, 200);
    QCOMPARE(jsonOf(added)[u"key"_s].toString(), u"second"_s);
    QCOMPARE(jsonOf(added)[u"action"_s].toString(), u"added"_s);
    QVERIFY(QFile::exists(m_workspace->filePath(u"apps/second.json"_s)));
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(m_gateway->address("/second/x")).status, 200);

    const CurlAnswer changed =
        m_gateway->control("PUT", "/tyk/apis/second", definition(u"second"_s));
    QCOMPARE(jsonOf(changed)[u"action"_s].toString(), u"modified"_s);
    const CurlAnswer mismatch =
        m_gateway->control("PUT", "/tyk/apis/second", definition(u"third"_s));
    QCOMPARE(mismatch.status, 400);

    const CurlAnswer removed = m_gateway->control("DELETE", "/tyk/apis/second");
    QCOMPARE(jsonOf(removed)[u"action"_s].toString(), u"deleted"_s);
    QVERIFY(!QFile::exists(m_workspace->filePath(u"apps/second.json"_s)));
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(m_gateway->address("/second/x")).status, 404);
}

void ControlApiTest::refusesWhatIsNoDefinition()
{
    const CurlAnswer broken = m_gateway->control("POST", "/tyk/apis", "{\"api_id\":");
    QCOMPARE(broken.status, 400);
    QCOMPARE(jsonOf(broken)[u"message"_s].toString(), u"Request malformed"_s);
    const CurlAnswer outside = m_gateway->control("POST", "/tyk/apis", definition(u"../outside"_s));
    QCOMPARE(outside.status, 400);
    QVERIFY(!QFile::exists(m_workspace->filePath(u"outside.json"_s)));
}

void ControlApiTest::unknownPathsAndMethods()
{
    const CurlAnswer path = m_gateway->control("GET", "/tyk/nothing");
    QCOMPARE(path.status, 404);
    QCOMPARE(path.body, "404 page not found\n");
    const CurlAnswer method = m_gateway->control("PATCH", "/tyk/apis/first", "{}");
    QCOMPARE(method.status, 405);
    QCOMPARE(method.body, "{\"status\":\"error\",\"message\":\"Method not supported\"}\n");
}

void ControlApiTest::debugShowsWhatAPluginDid()
{
    m_workspace->installPlugin(u"add_foo_bar_header.so"_s, u"plugins/foo.so"_s);
    const QJsonObject spec = ApiDefinition(u"tried"_s, QString::fromStdString(m_origin.url()))
                                 .hook(HookPlace::Post, u"plugins/foo.so"_s, u"AddFooBarHeader"_s)
                                 .json();
    const QJsonObject request{{u"method"_s, u"GET"_s}, {u"path"_s, u"/get"_s}};
    const QJsonObject body{{u"request"_s, request}, {u"spec"_s, spec}};
    const CurlAnswer answer =
        m_gateway->control("POST", "/tyk/debug", QJsonDocument(body).toJson().toStdString());
    QCOMPARE(answer.status, 200);
    QCOMPARE(jsonOf(answer)[u"message"_s].toString(), u"ok"_s);
    const QString dump = jsonOf(answer)[u"response"_s].toString();
    QVERIFY2(dump.contains(u"Foo: Bar"_s) && dump.contains(u"200 OK"_s), qPrintable(dump));
    QCOMPARE(get(m_gateway->address("/tried/get")).status, 404); // nothing was published
}

void ControlApiTest::debugRunsEndWithTheGateway()
{
    ScriptedOrigin silent([](Socket &connection) {
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        static_cast<void>(connection.isEndedByPeer(std::chrono::seconds(60)));
    });
    Workspace workspace;
    workspace.writeConfig({{u"graceful_shutdown_timeout_duration"_s, 1}});
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    const QJsonObject body{
        {u"request"_s, QJsonObject{{u"method"_s, u"GET"_s}, {u"path"_s, u"/get"_s}}},
        {u"spec"_s, ApiDefinition(u"tried"_s, QString::fromStdString(silent.url())).json()}};
    const QByteArray text = QJsonDocument(body).toJson();
    Socket client = Socket::connectTo(gateway.port());
    QVERIFY(client.send("POST /tyk/debug HTTP/1.1\r\nHost: localhost\r\nX-Tyk-Authorization: " +
                        std::string(Workspace::kSecret) + "\r\nContent-Length: " +
                        std::to_string(text.size()) + "\r\n\r\n" + text.toStdString()));
    QTRY_COMPARE_WITH_TIMEOUT(silent.connections(), 1, 20'000);
    QCOMPARE(gateway.stop(), 0);
    QVERIFY2(!gateway.log().contains(u"has not returned"_s), qPrintable(gateway.log()));
}

void ControlApiTest::metricsCountRequests()
{
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(get(m_gateway->address("/first/x")).status, 200);
    }
    const CurlAnswer metrics = get(m_gateway->address("/metrics"));
    QCOMPARE(metrics.status, 200);
    QVERIFY2(metrics.says("# TYPE gatewright_"), metrics.body.c_str());
}

void ControlApiTest::makesASecretWhenNoneIsConfigured()
{
    QFile config(m_workspace->filePath(u"gatewright.conf"_s));
    QVERIFY(config.open(QIODevice::WriteOnly) && config.write("{\"app_path\": \"apps\"}") > 0);
    config.close();
    GatewayProcess gateway;
    QVERIFY(gateway.serve(m_workspace->path()));
    QFile file(gateway.stateFile(u"secret"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
    const std::string secret = file.readAll().trimmed().toStdString();
    QVERIFY(secret.size() >= 32);
    QCOMPARE(get(gateway.address("/tyk/apis"), {"X-Tyk-Authorization: " + secret}).status, 200);
    QCOMPARE(gateway.stop(), 0);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::ControlApiTest)
#include "control_api_test.moc"
