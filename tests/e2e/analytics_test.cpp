// SPDX-License-Identifier: GPL-3.0-or-later
// Analytics records of the real program, as they lie on the disk.
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "e2e/support/wrk_run.h"
#include "support/place_file.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>
#include <map>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

// Every line must be a whole record.
std::vector<QJsonObject> recordsIn(const QString &path)
{
    std::vector<QJsonObject> records;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return records;
    }
    for (QList<QByteArray> lines = file.readAll().split('\n'); const QByteArray &line : lines) {
        if (!line.isEmpty()) {
            QJsonParseError error;
            records.push_back(QJsonDocument::fromJson(line, &error).object());
            if (error.error != QJsonParseError::NoError) {
                qWarning("not a record: %s", line.constData());
                records.back().insert(u"broken"_s, true);
            }
        }
    }
    return records;
}

QJsonObject mockedPaths()
{
    const QJsonObject mock{
        {u"path"_s, u"/mock"_s},
        {u"method_actions"_s, QJsonObject{{u"GET"_s, QJsonObject{{u"action"_s, u"reply"_s},
                                                                 {u"code"_s, 200},
                                                                 {u"data"_s, u"mocked"_s}}}}}};
    const QJsonObject version{
        {u"name"_s, u"Default"_s},
        {u"use_extended_paths"_s, true},
        {u"extended_paths"_s, QJsonObject{{u"white_list"_s, QJsonArray{mock}}}}};
    return {{u"not_versioned"_s, true}, {u"versions"_s, QJsonObject{{u"Default"_s, version}}}};
}

} // namespace

class AnalyticsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void recordsEveryKindOfRequest();
    void recordsDetailsAndLetsAPluginMaskThem();
    void keepsNoRecordsWithoutTheirPlugin();
    void losesNothingWhenItEndsInOrder();
    void losesNothingThatIsASecondOldWhenItIsKilled();
    void rotates();
    void leavesOutIgnoredAddresses();
    void aSecondGatewayHasAFileOfItsOwn();
    void putsPlaceholdersIntoPaths();
    void tellsWhereClientsAre();

private:
    void start(QJsonObject own = {}, QJsonObject analytics = {});
    [[nodiscard]] ApiDefinition api(const QString &id) const
    {
        return {id, QString::fromStdString(m_origin.url())};
    }
    [[nodiscard]] std::vector<QJsonObject> records() const
    {
        return recordsIn(m_workspace->filePath(u"records/analytics.jsonl"_s));
    }
    [[nodiscard]] bool waitForRecords(std::size_t count) const
    {
        return QTest::qWaitFor([&] { return records().size() >= count; }, 20'000);
    }

    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void AnalyticsTest::init()
{
    m_gateway.reset();
    m_workspace = std::make_unique<Workspace>();
}

void AnalyticsTest::start(QJsonObject own, QJsonObject analytics)
{
    own.insert(u"analytics_folder"_s, u"records"_s);
    m_workspace->writeConfig({{u"enable_analytics"_s, true},
                              {u"analytics_config"_s, analytics},
                              {u"gatewright"_s, own}});
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY(m_gateway->serve(m_workspace->path()));
}

void AnalyticsTest::recordsEveryKindOfRequest()
{
    m_workspace->installPlugin(u"send_current_time.so"_s, u"plugins/time.so"_s);
    m_workspace->writeApi(api(u"plain"_s).with(u"tags"_s, QJsonArray{u"blue"_s}));
    m_workspace->writeApi(api(u"plugin"_s)
                              .listen(u"/my_api_name/"_s)
                              .hook(HookPlace::Pre, u"plugins/time.so"_s, u"SendCurrentTime"_s));
    m_workspace->writeApi(ApiDefinition(u"dead"_s, u"http://127.0.0.1:%1/"_s.arg(closedPort())));
    m_workspace->writeApi(api(u"closed"_s).with(u"use_keyless"_s, false));
    m_workspace->writeApi(api(u"mocked"_s).with(u"version_data"_s, mockedPaths()));
    m_workspace->writeApi(api(u"quiet"_s).with(u"do_not_track"_s, true));
    start();

    QCOMPARE(get(m_gateway->address("/plain/a%20b?q=1")).status, 200);
    QCOMPARE(get(m_gateway->address("/my_api_name/get?get_time=1")).status, 200);
    QCOMPARE(get(m_gateway->address("/dead/x")).status, 500);
    QCOMPARE(get(m_gateway->address("/closed/x"), {"Authorization: wrong-key"}).status, 403);
    QCOMPARE(get(m_gateway->address("/mocked/mock")).body, "mocked"); // not in Tyk's records
    QCOMPARE(get(m_gateway->address("/quiet/x")).status, 200);
    QCOMPARE(get(m_gateway->address("/nowhere")).status, 404); // the router's
    QCOMPARE(m_gateway->stop(), 0);

    std::map<QString, QJsonObject> byApi;
    for (const QJsonObject &record : records()) {
        byApi[record[u"api_id"_s].toString()] = record;
    }
    QCOMPARE(records().size(), 4U);
    const QJsonObject plain = byApi.at(u"plain"_s);
    QCOMPARE(plain[u"method"_s].toString(), u"GET"_s);
    QCOMPARE(plain[u"response_code"_s].toInt(), 200);
    QCOMPARE(plain[u"raw_path"_s].toString(), u"/plain/a%20b"_s);
    QCOMPARE(plain[u"path"_s].toString(), u"/a b"_s);
    QCOMPARE(plain[u"ip_address"_s].toString(), u"127.0.0.1"_s);
    QCOMPARE(plain[u"api_version"_s].toString(), u"Non Versioned"_s);
    QCOMPARE(plain[u"tags"_s].toArray().first().toString(), u"blue"_s);
    QVERIFY(plain[u"tags"_s].toArray().contains(u"api-plain"_s));
    QVERIFY(!plain.contains(u"raw_request"_s));
    QCOMPARE(byApi.at(u"plugin"_s)[u"response_code"_s].toInt(), 200);
    QCOMPARE(byApi.at(u"dead"_s)[u"response_code"_s].toInt(), 500);
    QCOMPARE(byApi.at(u"dead"_s)[u"latency"_s][u"upstream"_s].toInt(-1), 0);
    QCOMPARE(byApi.at(u"closed"_s)[u"response_code"_s].toInt(), 403);
    const QByteArray closed = QJsonDocument(byApi.at(u"closed"_s)).toJson();
    QVERIFY2(!closed.contains("wrong-key"), closed.constData());
}

void AnalyticsTest::recordsDetailsAndLetsAPluginMaskThem()
{
    m_workspace->installPlugin(u"analytics_mask.so"_s, u"plugins/mask.so"_s);
    m_workspace->writeApi(api(u"detailed"_s));
    m_workspace->writeApi(
        api(u"masked"_s)
            .with(u"analytics_plugin"_s, QJsonObject{{u"enable"_s, true},
                                                     {u"plugin_path"_s, u"plugins/mask.so"_s},
                                                     {u"func_name"_s, u"MaskAnalytics"_s}}));
    start({}, {{u"enable_detailed_recording"_s, true}});
    QCOMPARE(get(m_gateway->address("/detailed/x")).status, 200);
    QCOMPARE(get(m_gateway->address("/masked/health")).status, 200); // the plugin drops it
    QCOMPARE(get(m_gateway->address("/masked/x")).status, 200);
    QVERIFY(waitForRecords(2));
    QCOMPARE(m_gateway->stop(), 0);

    const std::vector<QJsonObject> found = records();
    QCOMPARE(found.size(), 2U);
    const auto raw = [](const QJsonObject &record, const QString &name) {
        return QByteArray::fromBase64(record[name].toString().toLatin1());
    };
    QVERIFY(raw(found[0], u"raw_request"_s).startsWith("GET /detailed/x HTTP/1.1\r\n"));
    QVERIFY(raw(found[0], u"raw_response"_s).endsWith("\r\n\r\nok"));
    QCOMPARE(found[1][u"ip_address"_s].toString(), u"127.0.0.0"_s);
    QVERIFY(!found[1].contains(u"raw_request"_s));
}

// They hold what the plugin was to hide.
void AnalyticsTest::keepsNoRecordsWithoutTheirPlugin()
{
    m_workspace->writeApi(api(u"plain"_s));
    m_workspace->writeApi(
        api(u"masked"_s)
            .with(u"analytics_plugin"_s, QJsonObject{{u"enable"_s, true},
                                                     {u"plugin_path"_s, u"plugins/missing.so"_s},
                                                     {u"func_name"_s, u"MaskAnalytics"_s}}));
    start();
    QCOMPARE(get(m_gateway->address("/masked/x")).status, 200); // traffic is not at stake
    QCOMPARE(get(m_gateway->address("/plain/x")).status, 200);
    QVERIFY(waitForRecords(1));
    QVERIFY(m_gateway->waitForLog({u"analytics_plugin"_s, u"no records of this API are kept"_s}));
    QCOMPARE(m_gateway->stop(), 0);
    const std::vector<QJsonObject> found = records();
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0][u"api_id"_s].toString(), u"plain"_s);
}

void AnalyticsTest::losesNothingWhenItEndsInOrder()
{
    m_workspace->writeApi(api(u"api"_s));
    start();
    constexpr int kRequests = 300;
    for (int i = 0; i < kRequests; ++i) {
        QCOMPARE(get(m_gateway->address("/api/" + std::to_string(i))).status, 200);
    }
    QCOMPARE(m_gateway->stop(), 0); // at once: the last ones have not been written yet
    QCOMPARE(records().size(), std::size_t(kRequests));
}

// What was answered more than a second before the kill is there, and every line is whole. The next
// start goes on behind them.
void AnalyticsTest::losesNothingThatIsASecondOldWhenItIsKilled()
{
    m_workspace->writeApi(api(u"api"_s));
    start();
    constexpr int kBefore = 200;
    for (int i = 0; i < kBefore; ++i) {
        QCOMPARE(get(m_gateway->address("/api/before")).status, 200);
    }
    QElapsedTimer sinceLast;
    sinceLast.start();
    WrkRun load(m_gateway->address("/api/load"), 5s);
    QVERIFY(QTest::qWaitFor([&] { return sinceLast.elapsed() > 1000; }, 20'000));
    m_gateway->sendSignal(SIGKILL);
    QCOMPARE(m_gateway->waitForEnd(), -1);
    static_cast<void>(load.finish());

    const QString path = m_workspace->filePath(u"records/analytics.jsonl"_s);
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QVERIFY(file.write("{\"torn\":") > 0); // as a power cut may leave it
    }
    start();
    QVERIFY(m_gateway->waitForLog({u"An unfinished last record was cut off"_s}));
    QCOMPARE(get(m_gateway->address("/api/after")).status, 200);
    QCOMPARE(m_gateway->stop(), 0);
    int before = 0;
    for (const QJsonObject &record : records()) {
        QVERIFY(!record.contains(u"broken"_s));
        before += record[u"raw_path"_s].toString() == u"/api/before"_s ? 1 : 0;
    }
    QCOMPARE(before, kBefore);
    QCOMPARE(records().back()[u"raw_path"_s].toString(), u"/api/after"_s);
}

void AnalyticsTest::rotates()
{
    m_workspace->writeApi(api(u"api"_s));
    start({{u"analytics_file_bytes"_s, 4096}, {u"analytics_files"_s, 2}});
    const auto file = [&](const QString &ending) {
        return m_workspace->filePath(u"records/analytics.jsonl"_s + ending);
    };
    const auto hasBoth = [&] {
        static_cast<void>(get(m_gateway->address("/api/x")));
        return QFile::exists(file(u".2"_s));
    };
    QVERIFY(QTest::qWaitFor(hasBoth, 60'000));
    QCOMPARE(m_gateway->stop(), 0);
    QVERIFY(!QFile::exists(file(u".3"_s)));
    for (const QString &ending : {QString(), u".1"_s, u".2"_s}) {
        for (const QJsonObject &record : recordsIn(file(ending))) {
            QVERIFY(!record.contains(u"broken"_s));
        }
    }
}

void AnalyticsTest::leavesOutIgnoredAddresses()
{
    m_workspace->writeApi(api(u"api"_s));
    start({}, {{u"ignored_ips"_s, QJsonArray{u"203.0.113.7"_s}}});
    QCOMPARE(get(m_gateway->address("/api/x"), {"X-Real-IP: 203.0.113.7"}).status, 200);
    QCOMPARE(get(m_gateway->address("/api/x"), {"X-Real-IP: 203.0.113.8"}).status, 200);
    QCOMPARE(m_gateway->stop(), 0);
    QCOMPARE(records().size(), 1U);
    QCOMPARE(records().front()[u"ip_address"_s].toString(), u"203.0.113.8"_s);
}

void AnalyticsTest::aSecondGatewayHasAFileOfItsOwn()
{
    m_workspace->writeApi(api(u"api"_s));
    start();
    GatewayProcess second;
    QVERIFY(second.serve(m_workspace->path()));
    QCOMPARE(get(second.address("/api/second")).status, 200);
    QCOMPARE(get(m_gateway->address("/api/first")).status, 200);
    QCOMPARE(second.stop(), 0);
    QCOMPARE(m_gateway->stop(), 0);
    QCOMPARE(records().size(), 1U);
    QCOMPARE(records().front()[u"path"_s].toString(), u"/first"_s);
    const auto others = recordsIn(m_workspace->filePath(u"records/analytics-2.jsonl"_s));
    QCOMPARE(others.size(), 1U);
    QCOMPARE(others.front()[u"path"_s].toString(), u"/second"_s);
}

void AnalyticsTest::putsPlaceholdersIntoPaths()
{
    m_workspace->writeApi(api(u"api"_s));
    start({},
          {{u"normalise_urls"_s, QJsonObject{{u"enabled"_s, true},
                                             {u"normalise_numbers"_s, true},
                                             {u"custom_patterns"_s, QJsonArray{u"k-[a-z]+"_s}}}}});
    QCOMPARE(get(m_gateway->address("/api/items/42/k-abc")).status, 200);
    QCOMPARE(m_gateway->stop(), 0);
    QCOMPARE(records().front()[u"path"_s].toString(), u"/items/{id}/{var}"_s);
    QCOMPARE(records().front()[u"raw_path"_s].toString(), u"/api/items/42/k-abc"_s);
}

void AnalyticsTest::tellsWhereClientsAre()
{
    m_workspace->writeApi(api(u"plain"_s));
    m_workspace->writeFile(u"places.mmdb"_s, test::PlaceFile::bytes());
    start({}, {{u"enable_geo_ip"_s, true}, {u"geo_ip_db_path"_s, u"places.mmdb"_s}});
    QCOMPARE(get(m_gateway->address("/plain/a"), {"X-Real-IP: 81.2.69.142"}).status, 200);
    QCOMPARE(get(m_gateway->address("/plain/b")).status, 200);
    QCOMPARE(m_gateway->stop(), 0);
    const std::vector<QJsonObject> found = records();
    QCOMPARE(found.size(), 2U);
    const QJsonValue geo = found[0][u"geo"_s];
    QCOMPARE(geo[u"country"_s][u"iso_code"_s].toString(), u"GB"_s);
    QCOMPARE(geo[u"city"_s][u"names"_s][u"en"_s].toString(), u"London"_s);
    QCOMPARE(geo[u"location"_s][u"latitude"_s].toDouble(), 51.5142);
    QCOMPARE(geo[u"location"_s][u"time_zone"_s].toString(), u"Europe/London"_s);
    QVERIFY(!found[1].contains(u"geo"_s)); // nobody knows where 127.0.0.1 is

    start({}, {{u"enable_geo_ip"_s, true}, {u"geo_ip_db_path"_s, u"missing.mmdb"_s}});
    QCOMPARE(get(m_gateway->address("/plain/c"), {"X-Real-IP: 81.2.69.142"}).status, 200);
    QVERIFY(m_gateway->waitForLog({u"Records do not tell where clients are"_s, u"missing.mmdb"_s}));
    QCOMPARE(m_gateway->stop(), 0);
    QCOMPARE(records().size(), 3U);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::AnalyticsTest)
#include "analytics_test.moc"
