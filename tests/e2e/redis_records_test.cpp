// SPDX-License-Identifier: GPL-3.0-or-later
// Analytics records of the real program in a real Redis, where tyk-pump would take them.
#include "e2e/support/gateway_process.h"
#include "e2e/support/redis_server.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>

#include <jsoncons/json.hpp>
#include <jsoncons_ext/msgpack/msgpack.hpp>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

using Json = jsoncons::json;
using Words = std::vector<std::string>;

const std::string kList = "analytics-tyk-system-analytics";

Json decoded(const std::string &record)
{
    return jsoncons::msgpack::decode_msgpack<Json>(
        std::vector<std::uint8_t>(record.begin(), record.end()));
}

} // namespace

class RedisRecordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsWhatTykPumpReads();
    void serveWhileRedisIsAway();
    void dropsAndCountsWhatDoesNotFit();
    void logsIn();
    void spreadsOverTenLists();

private:
    void start(QJsonObject analytics = {}, QJsonObject storage = {});
    [[nodiscard]] std::int64_t length(const std::string &list = kList) const
    {
        const Words answer = m_redis->ask({"LLEN", list});
        return answer.empty() ? -1 : std::stoll(answer.front());
    }
    [[nodiscard]] bool waitForLength(std::int64_t wanted) const
    {
        return QTest::qWaitFor([&] { return length() == wanted; }, 20'000);
    }
    void callTimes(int count) const
    {
        for (int i = 0; i < count; ++i) {
            QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
        }
    }
    [[nodiscard]] std::string metric(const std::string &name) const;

    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
    std::unique_ptr<RedisServer> m_redis;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void RedisRecordsTest::init()
{
    m_gateway.reset();
    m_redis = std::make_unique<RedisServer>();
    m_workspace = std::make_unique<Workspace>();
    const QString target = QString::fromStdString(m_origin.url());
    m_workspace->writeApi(ApiDefinition(u"api"_s, target)
                              .with(u"tags"_s, QJsonArray{u"blue"_s})
                              .with(u"expire_analytics_after"_s, 3600));
    m_workspace->installPlugin(u"my_plugin_auth_check.so"_s, u"plugins/auth.so"_s);
    m_workspace->writeApi(
        ApiDefinition(u"closed"_s, target)
            .hook(HookPlace::AuthCheck, u"plugins/auth.so"_s, u"MyPluginAuthCheck"_s));
}

void RedisRecordsTest::start(QJsonObject analytics, QJsonObject storage)
{
    storage.insert(u"type"_s, u"redis"_s);
    storage.insert(u"host"_s, m_redis->socketPath());
    m_workspace->writeConfig({{u"enable_analytics"_s, true},
                              {u"hash_keys"_s, true},
                              {u"analytics_config"_s, analytics},
                              {u"storage"_s, storage}});
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY(m_gateway->serve(m_workspace->path()));
}

std::string RedisRecordsTest::metric(const std::string &name) const
{
    const std::string text = get(m_gateway->address("/metrics")).body;
    const std::size_t place = text.find("\n" + name + " ");
    return place == std::string::npos
               ? std::string()
               : text.substr(place + name.size() + 2,
                             text.find('\n', place + 1) - place - name.size() - 2);
}

void RedisRecordsTest::sendsWhatTykPumpReads()
{
    QVERIFY(m_redis->start());
    start({{u"enable_detailed_recording"_s, true}});
    QCOMPARE(get(m_gateway->address("/api/a%20b/%ff?q=1"), {"User-Agent: t/1"}).status, 200);
    QCOMPARE(get(m_gateway->address("/closed/x"), {"Authorization: abc"}).status, 200);
    QVERIFY(waitForLength(2));
    const int lifetime = std::stoi(m_redis->ask({"TTL", kList}).front());
    QVERIFY2(lifetime > 0 && lifetime <= 60, qPrintable(QString::number(lifetime)));
    QCOMPARE(get(m_gateway->address("/hello")).says("\"redis\":{\"status\":\"pass\""), true);
    QCOMPARE(metric("gatewright_redis_records_sent_total"), std::string("2"));

    const Words records = m_redis->ask({"LRANGE", kList, "0", "-1"});
    const Json first = decoded(records[0]);
    QCOMPARE(first["Method"].as<std::string>(), std::string("GET"));
    QCOMPARE(first["RawPath"].as<std::string>(), std::string("/api/a%20b/%ff"));
    QCOMPARE(first["OriginalPath"].as<std::string>(), std::string("/api/a%20b/%ff"));
    QCOMPARE(first["Path"].as<std::string>(), std::string("/a b/\xEF\xBF\xBD")); // is no UTF-8
    QCOMPARE(first["ListenPath"].as<std::string>(), std::string("/api/"));
    QCOMPARE(first["UserAgent"].as<std::string>(), std::string("t/1"));
    QCOMPARE(first["ResponseCode"].as<int>(), 200);
    QCOMPARE(first["APIVersion"].as<std::string>(), std::string("Non Versioned"));
    QCOMPARE(first["APIID"].as<std::string>(), std::string("api"));
    QCOMPARE(first["IPAddress"].as<std::string>(), std::string("127.0.0.1"));
    QCOMPARE(first["Tags"].as<Words>(), Words({"blue", "org-default", "api-api"}));
    QVERIFY(first["RawRequest"].as<std::string>().starts_with("R0VUIC9hcGkv")); // "GET /api/"
    QVERIFY(first["Network"]["BytesOut"].as<int>() > 0);
    QVERIFY(first["Latency"]["Total"].is_int64() || first["Latency"]["Total"].is_uint64());
    const auto now = QDateTime::currentSecsSinceEpoch();
    const auto recorded = first["TimeStamp"][0].as<std::int64_t>();
    QVERIFY(recorded > now - 600 && recorded <= now);
    QCOMPARE(first["ExpireAt"][0].as<std::int64_t>(), recorded + 3600);

    const Json second = decoded(records[1]);
    // Tyk's murmur32 of a key that is shorter than a block.
    QCOMPARE(second["APIKey"].as<std::string>(), std::string("00000000"));
    QCOMPARE(second["Tags"].as<Words>(), Words({"key-00000000", "org-default", "api-closed"}));
    QCOMPARE(m_gateway->stop(), 0);
}

// Traffic does not notice; what was recorded meanwhile arrives once Redis is there.
void RedisRecordsTest::serveWhileRedisIsAway()
{
    start();
    callTimes(3);
    QVERIFY(m_gateway->waitForLog({u"Analytics records wait for Redis"_s}));
    QVERIFY(get(m_gateway->address("/hello")).says("\"redis\":{\"status\":\"fail\""));
    QCOMPARE(metric("gatewright_redis_up"), std::string("0"));
    QVERIFY(m_redis->start());
    QVERIFY(waitForLength(3));
    QVERIFY(m_gateway->waitForLog({u"Redis takes analytics records again"_s}));
    m_redis->stop(); // and with it what it holds
    callTimes(2);
    QVERIFY(m_redis->start());
    callTimes(1);
    QVERIFY(waitForLength(3));
    QCOMPARE(m_gateway->stop(), 0);
}

void RedisRecordsTest::dropsAndCountsWhatDoesNotFit()
{
    start({{u"records_buffer_size"_s, 1000}});
    callTimes(1010);
    const auto isCounted = [this] {
        return metric("gatewright_redis_records_dropped_total") == "10";
    };
    QVERIFY(QTest::qWaitFor(isCounted, 20'000));
    QCOMPARE(metric("gatewright_redis_records_waiting"), std::string("1000"));
    QCOMPARE(m_gateway->stop(), 0);
    QVERIFY(
        m_gateway->waitForLog({u"Redis has not taken them before the end"_s, u"dropped=1000"_s}));
}

void RedisRecordsTest::logsIn()
{
    QVERIFY(m_redis->start(u"open-sesame"_s));
    start({}, {{u"password"_s, u"wrong-word"_s}});
    callTimes(1);
    QVERIFY(m_gateway->waitForLog({u"Analytics records wait for Redis"_s, u"WRONGPASS"_s}));
    QVERIFY(!m_gateway->log().contains(u"wrong-word"_s));
    QCOMPARE(m_gateway->stop(), 0);

    start({}, {{u"password"_s, u"open-sesame"_s}, {u"database"_s, 3}});
    callTimes(1);
    const auto isThere = [this] {
        return m_redis->ask({"INFO", "keyspace"}).front().find("db3:keys=1") != std::string::npos;
    };
    QVERIFY(QTest::qWaitFor(isThere, 20'000));
    QCOMPARE(m_gateway->stop(), 0);
}

void RedisRecordsTest::spreadsOverTenLists()
{
    QVERIFY(m_redis->start());
    start({{u"enable_multiple_analytics_keys"_s, true}});
    for (int i = 0; i < 10; ++i) {
        callTimes(1);
        const std::string list = kList + "_" + std::to_string(i);
        QVERIFY(QTest::qWaitFor([&] { return length(list) == 1; }, 20'000));
    }
    QCOMPARE(length(), 0);
    QCOMPARE(m_gateway->stop(), 0);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::RedisRecordsTest)
#include "redis_records_test.moc"
