// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace gw;
using namespace gw::control;
using testing::HttpReply;
using testing::ServiceFixture;

class PluginRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service.engine.rows.clear();
        m_service.engine.refusal.clear();
    }
    void warnsWhenAPluginKeepsItsOldCode();
    void warnsWhileAHookIsStuck();
    void refusesPluginCalls_data();
    void refusesPluginCalls();
    void tellsWhyAPluginFileIsRefused();
    void tellsWhatAFileHolds();
    void switchesThePluginWatch();
    void listsPlugins();

private:
    HttpReply send(const std::string &method, const std::string &target,
                   const std::string &body = {})
    {
        return m_service.send({.method = method, .target = target, .body = body});
    }

    ServiceFixture m_service;
};

void PluginRoutesTest::warnsWhenAPluginKeepsItsOldCode()
{
    PluginRow &row = m_service.engine.rows.emplace_back();
    row.path = "/p/post.so";
    row.isLoaded = true;
    QCOMPARE(textOf(m_service.get("/hello"), "status"), QStringLiteral("pass"));
    row.reason = "init failed";
    const HttpReply reply = m_service.get("/hello");
    QCOMPARE(textOf(reply, "status"), QStringLiteral("warn"));
    QVERIFY(reply.body.find("1 of 1 plugin hooks") != std::string::npos);
    QVERIFY(m_service.get("/tyk/plugins").body.find(R"("state":"kept_old")") != std::string::npos);
    const HttpReply metrics = m_service.get("/metrics");
    QVERIFY2(metrics.body.find("gatewright_hook_kept_old{path=\"/p/post.so\",symbol=\"\","
                               "kind=\"\"} 1") != std::string::npos,
             metrics.body.c_str());
}

void PluginRoutesTest::warnsWhileAHookIsStuck()
{
    m_service.engine.stuck = {{.path = "/p/post.so",
                               .symbol = "Spin",
                               .apiId = "orders",
                               .requestId = "r1",
                               .worker = 1,
                               .since = Clock::now(),
                               .at = std::chrono::sys_seconds(std::chrono::seconds(0))}};
    const HttpReply reply = m_service.get("/hello");
    QCOMPARE(textOf(reply, "status"), QStringLiteral("warn"));
    QVERIFY(reply.body.find("1 hook does not return") != std::string::npos);
    QVERIFY(reply.body.find("/p/post.so") == std::string::npos); // anybody may ask
    QVERIFY(m_service.get("/metrics").body.find("gatewright_hooks_stuck 1\n") != std::string::npos);
    QVERIFY(
        m_service.get("/tyk/plugins")
            .body.ends_with(
                R"("stuck":[{"path":"/p/post.so","symbol":"Spin","api_id":"orders",)"
                R"("request_id":"r1","worker":1,"taken_over":true,"since":"1970-01-01T00:00:00.000Z"}]})"
                "\n"));
    m_service.engine.stuck.clear();
    QCOMPARE(textOf(m_service.get("/hello"), "status"), QStringLiteral("pass"));
}

void PluginRoutesTest::refusesPluginCalls_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("reload nothing") << QByteArray("/tyk/plugins/reload") << 400;
    QTest::newRow("reload unknown") << QByteArray("/tyk/plugins/reload?path=x") << 404;
    QTest::newRow("roll back nothing") << QByteArray("/tyk/plugins/rollback") << 400;
    QTest::newRow("roll back unknown") << QByteArray("/tyk/plugins/rollback?path=x") << 404;
    const QByteArray known("/tyk/plugins/rollback?path=%2Fp%2Fpost.so&generation=");
    QTest::newRow("unknown generation") << known + "7" << 409;
    QTest::newRow("no number") << known + "last" << 400;
    QTest::newRow("no generation") << known + "0" << 400;
    QTest::newRow("negative") << known + "-1" << 400;
    QTest::newRow("inspecting by POST") << QByteArray("/tyk/plugins/inspect?path=x") << 405;
}

void PluginRoutesTest::refusesPluginCalls()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QCOMPARE(send("POST", target.toStdString()).status, status);
}

void PluginRoutesTest::tellsWhyAPluginFileIsRefused()
{
    m_service.engine.refusal = "plugin file not found";
    const HttpReply reply = send("POST", "/tyk/plugins/reload?path=/p/post.so");
    QCOMPARE(reply.status, 400);
    QCOMPARE(textOf(reply, "reason"), QStringLiteral("plugin file not found"));
    QCOMPARE(textOf(reply, "outcome"), QStringLiteral("refused"));
    QVERIFY(textOf(reply, "message").contains(QStringLiteral("generation 2 goes on serving")));
    QVERIFY(reply.body.find(R"("state":"kept_old")") != std::string::npos);
}

void PluginRoutesTest::tellsWhatAFileHolds()
{
    QCOMPARE(m_service.get("/tyk/plugins/inspect").status, 400);
    QCOMPARE(m_service.get("/tyk/plugins/inspect?path=%2Fetc%2Fx.so").status, 403);
    const HttpReply old = m_service.get("/tyk/plugins/inspect?path=plugins/old.so");
    QCOMPARE(old.status, 200);
    QCOMPARE(textOf(old, "problem"), QStringLiteral("plugins/old.so: Too old"));
    const QJsonObject json = jsonOf(old);
    QVERIFY(json[QLatin1StringView("found")].toBool());
    QVERIFY(!json[QLatin1StringView("is_abi_supported")].toBool(true));
}

void PluginRoutesTest::switchesThePluginWatch()
{
    QCOMPARE(m_service.get("/tyk/plugins/watch").body, std::string("{\"enabled\":false}\n"));
    QCOMPARE(send("PUT", "/tyk/plugins/watch", R"({"enabled":true})").status, 200);
    QVERIFY(m_service.engine.watching);
    QCOMPARE(send("PUT", "/tyk/plugins/watch", R"({"enabled":1})").status, 400);
    QVERIFY(m_service.engine.watching);
}

void PluginRoutesTest::listsPlugins()
{
    PluginRow row;
    row.path = "/p/post.so";
    row.symbol = "AddFooBarHeader";
    row.kind = "request";
    row.abi = "1";
    row.generation = 2;
    row.reason = "symbol not found";
    row.users = {"orders"};
    row.calls = 10;
    row.failures = 1;
    row.time.p99Ns = 4096;
    m_service.engine.rows = {row};
    const HttpReply reply = m_service.get("/tyk/plugins");
    QCOMPARE(reply.status, 200);
    const QJsonObject json = jsonOf(reply)[QLatin1StringView("plugins")].toArray()[0].toObject();
    QCOMPARE(json[QLatin1StringView("symbol")].toString(), QStringLiteral("AddFooBarHeader"));
    QCOMPARE(json[QLatin1StringView("kind")].toString(), QStringLiteral("request"));
    QCOMPARE(json[QLatin1StringView("state")].toString(), QStringLiteral("failed"));
    QCOMPARE(json[QLatin1StringView("reason")].toString(), QStringLiteral("symbol not found"));
    QCOMPARE(json[QLatin1StringView("users")].toArray()[0].toString(), QStringLiteral("orders"));
    QCOMPARE(json[QLatin1StringView("calls")].toInt(), 10);
    QCOMPARE(json[QLatin1StringView("time")].toObject()[QLatin1StringView("p99_ns")].toInt(), 4096);
}

GW_TEST(PluginRoutesTest)
#include "plugin_routes_test.moc"
