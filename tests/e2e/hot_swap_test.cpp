// SPDX-License-Identifier: GPL-3.0-or-later
// Plugins that are replaced, refused, rolled back and watched while requests are under way.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/workspace.h"
#include "e2e/support/wrk_run.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

constexpr auto kPlugin = "plugins/version.so"_L1;
constexpr int kWait = 20'000; // ms, for what should happen

QJsonObject objectOf(const CurlAnswer &answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

} // namespace

class HotSwapTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void twoHundredSwapsLoseNoRequest_data();
    void twoHundredSwapsLoseNoRequest();
    void aFileThatDoesNotLoadLeavesTheOldServing_data();
    void aFileThatDoesNotLoadLeavesTheOldServing();
    void aSwapTakesNoDefinitionsAlong();
    void aReloadTellsOfSwappedPlugins();
    void aDebugRunChangesNoName();
    void aRollBackHoldsUntilTheFileChanges();
    void olderCopiesAreRemoved();
    void theWatchTakesWhatIsWhole();

private:
    void start(const QJsonObject &settings = {});
    // The version that the hook of a new request writes; 0: no answer.
    [[nodiscard]] int version() const;
    [[nodiscard]] CurlAnswer reloadPlugin() const;
    // The plugin's only row of /tyk/plugins.
    [[nodiscard]] QJsonObject row() const;
    void install(int version);
    // Private copies of the plugin in the gateway's memory.
    [[nodiscard]] int mappedCopies() const;

    GatewayProcess m_echo;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void HotSwapTest::initTestCase()
{
    QVERIFY(m_echo.echo());
}

void HotSwapTest::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_gateway = std::make_unique<GatewayProcess>();
    install(1);
    m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/")))
                              .hook(HookPlace::Post, kPlugin, u"SayVersion"_s));
}

void HotSwapTest::cleanup()
{
    if (m_gateway->isRunning()) {
        QCOMPARE(m_gateway->stop(), 0);
    }
}

void HotSwapTest::start(const QJsonObject &settings)
{
    m_workspace->writeConfig({{u"gatewright"_s, settings}});
    QVERIFY(m_gateway->serve(m_workspace->path()));
    QCOMPARE(version(), 1);
}

int HotSwapTest::version() const
{
    const QJsonObject headers =
        objectOf(get(m_gateway->address("/api/get")))[u"headers"_s].toObject();
    return headers[u"X-Version"_s].toString().toInt();
}

CurlAnswer HotSwapTest::reloadPlugin() const
{
    return m_gateway->control("POST", "/tyk/plugins/reload?path=plugins/version.so");
}

QJsonObject HotSwapTest::row() const
{
    return objectOf(m_gateway->control("GET", "/tyk/plugins"))[u"plugins"_s]
        .toArray()[0]
        .toObject();
}

void HotSwapTest::install(int version)
{
    m_workspace->installPlugin(u"e2e_version_%1.so"_s.arg(version), kPlugin);
}

int HotSwapTest::mappedCopies() const
{
    QFile maps(u"/proc/%1/maps"_s.arg(m_gateway->processId()));
    QSet<QByteArray> copies;
    if (maps.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = maps.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const auto path = line.indexOf('/');
            if (path >= 0 && line.contains("/version.so")) {
                copies.insert(line.sliced(path));
            }
        }
    }
    return static_cast<int>(copies.size());
}

void HotSwapTest::twoHundredSwapsLoseNoRequest_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<int>("swaps");
    QTest::addColumn<int>("mostMapped"); // copies in the gateway's memory at the end
    QTest::newRow("mapped for good") << u"e2e_version_1.so"_s << 200 << 201;
    QTest::newRow("unloadable") << u"e2e_unloadable.so"_s << 40 << 3;
}

void HotSwapTest::twoHundredSwapsLoseNoRequest()
{
    QFETCH(const QString, library);
    QFETCH(const int, swaps);
    [[maybe_unused]] QFETCH(const int, mostMapped); // with a sanitizer memory is not measured
    constexpr int kWarm = 20; // the allocator's and the pools' own growth is over by then
    m_workspace->installPlugin(library, kPlugin);
    start();
    QFile code(m_workspace->filePath(kPlugin));
    QVERIFY(code.open(QIODevice::ReadOnly));
    const QByteArray bytes = code.readAll();
    std::int64_t before = 0;
    WrkRun load(m_gateway->address("/api/get"), 300s);
    for (int swap = 1; swap <= swaps; ++swap) {
        // The same code with other bytes behind it is another file to the gateway.
        m_workspace->writeFile(kPlugin, bytes + "swap " + QByteArray::number(swap));
        const QJsonObject answer = objectOf(reloadPlugin());
        QCOMPARE(answer[u"outcome"_s].toString(), u"swapped"_s);
        QCOMPARE(answer[u"generation"_s].toInt(), swap + 1);
        if (swap == kWarm) {
            before = m_gateway->residentBytes();
        }
        QCoreApplication::processEvents();
    }
    const std::int64_t growth = (m_gateway->residentBytes() - before) / (1024 * 1024);
    QVERIFY(load.isRunning()); // to the last swap
    const WrkRun::Outcome outcome = load.stop();
    QVERIFY2(!outcome.hasFailures && outcome.requests > 200, outcome.text.constData());
    qInfo("%d swaps under %lld requests: %lld MiB", swaps, static_cast<long long>(outcome.requests),
          static_cast<long long>(growth));
#ifndef GATEWRIGHT_SANITIZED // they keep what is freed
    QVERIFY2(growth < 50, qPrintable(QString::number(growth) + u" MiB"_s));
    QTRY_VERIFY_WITH_TIMEOUT(mappedCopies() <= mostMapped, kWait);
#endif
    QCOMPARE(version(), 1);
}

void HotSwapTest::aFileThatDoesNotLoadLeavesTheOldServing_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no plugin") << u"e2e_not_a_plugin.so"_s << u"no Gatewright plugin"_s;
    QTest::newRow("wrong ABI") << u"e2e_wrong_abi.so"_s << u"plugin ABI 99"_s;
    QTest::newRow("another plugin") << u"e2e_faults.so"_s << u"No hook SayVersion"_s;
    QTest::newRow("gone") << QString() << u"plugin file not found"_s;
}

void HotSwapTest::aFileThatDoesNotLoadLeavesTheOldServing()
{
    QFETCH(const QString, library);
    QFETCH(const QString, reason);
    start();
    if (library.isEmpty()) {
        QVERIFY(QFile::remove(m_workspace->filePath(kPlugin)));
    } else {
        m_workspace->installPlugin(library, kPlugin);
    }
    const CurlAnswer refused = reloadPlugin();
    QCOMPARE(refused.status, 400);
    QVERIFY2(refused.says(reason.toStdString()), refused.body.c_str());
    const CurlAnswer reload = m_gateway->control("GET", "/tyk/reload");
    QVERIFY2(reload.says(reason.toStdString()) && reload.says("\"state\":\"kept_old\""),
             reload.body.c_str());
    QCOMPARE(version(), 1);
    QCOMPARE(row()[u"state"_s].toString(), u"kept_old"_s);
    QVERIFY(row()[u"reason"_s].toString().contains(reason));
    QVERIFY(get(m_gateway->address("/hello")).says("\"status\":\"warn\""));
    const std::string metrics = get(m_gateway->address("/metrics")).body;
    QVERIFY(metrics.find("gatewright_hook_kept_old{") != std::string::npos);
    QVERIFY(metrics.find("state=\"kept_old\"} 1") != std::string::npos);
    QVERIFY(m_gateway->waitForLog({u"error"_s, u"refused"_s, reason}));

    install(2); // mended
    QCOMPARE(reloadPlugin().status, 200);
    QCOMPARE(version(), 2);
    QCOMPARE(row()[u"state"_s].toString(), u"loaded"_s);
    QVERIFY(get(m_gateway->address("/hello")).says("\"status\":\"pass\""));
}

// Somebody may be in the middle of editing a definition.
void HotSwapTest::aSwapTakesNoDefinitionsAlong()
{
    start();
    m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/"))));
    m_workspace->writeApi(ApiDefinition(u"new"_s, QString::fromStdString(m_echo.address("/"))));
    install(2);
    const QJsonObject answer = objectOf(reloadPlugin());
    QCOMPARE(answer[u"apis"_s].toArray()[0].toObject()[u"api_id"_s].toString(), u"api"_s);
    QCOMPARE(version(), 2);
    QCOMPARE(get(m_gateway->address("/new/get")).status, 404);
    QVERIFY(m_gateway->reload());
    QCOMPARE(version(), 0);
    QCOMPARE(get(m_gateway->address("/new/get")).status, 200);
}

void HotSwapTest::aReloadTellsOfSwappedPlugins()
{
    start();
    m_workspace->writeApi(ApiDefinition(u"plain"_s, QString::fromStdString(m_echo.address("/"))));
    QVERIFY(m_gateway->reload());
    const auto reload = [this] {
        QString told;
        const QJsonObject answer = objectOf(m_gateway->control("GET", "/tyk/reload"));
        for (const QJsonValue &api : answer[u"apis"_s].toArray()) {
            told += api[u"state"_s].toString() + u'(' +
                    api[u"changes"_s].toArray().first().toString() + u')';
        }
        return told;
    };
    install(2);
    QCOMPARE(reload(), u"loaded(plugin plugins/version.so, generation 2)unchanged()"_s);
    QCOMPARE(version(), 2);
    QCOMPARE(reload(), u"unchanged()unchanged()"_s);
}

// It builds the API as its definition spells the path, and nobody serves that.
void HotSwapTest::aDebugRunChangesNoName()
{
    start();
    const auto other = ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/")))
                           .hook(HookPlace::Post, u"./plugins/version.so"_s, u"SayVersion"_s);
    const QJsonObject wanted{
        {u"spec"_s, other.json()},
        {u"request"_s, QJsonObject{{u"method"_s, u"GET"_s}, {u"path"_s, u"/get"_s}}}};
    const CurlAnswer debug =
        m_gateway->control("POST", "/tyk/debug", QJsonDocument(wanted).toJson().toStdString());
    QVERIFY2(debug.says("GoPluginMiddleware:./plugins/version.so:SayVersion"), debug.body.c_str());
    QCOMPARE(row()[u"path"_s].toString(), kPlugin);

    m_workspace->writeApi(other);
    QVERIFY(m_gateway->reload());
    QCOMPARE(row()[u"path"_s].toString(), u"./plugins/version.so"_s);
}

void HotSwapTest::aRollBackHoldsUntilTheFileChanges()
{
    start();
    const std::string rollBack = "/tyk/plugins/rollback?path=plugins/version.so";
    QCOMPARE(m_gateway->control("POST", rollBack).status, 409); // nothing before it
    install(2);
    QCOMPARE(reloadPlugin().status, 200);
    QCOMPARE(version(), 2);

    const QJsonObject back = objectOf(m_gateway->control("POST", rollBack));
    QCOMPARE(back[u"outcome"_s].toString(), u"rolled_back"_s);
    QCOMPARE(back[u"generation"_s].toInt(), 1);
    QCOMPARE(version(), 1);
    QVERIFY(m_gateway->reload());
    QCOMPARE(version(), 1);
    install(2); // copied again: the content that was rolled back from
    QVERIFY(m_gateway->reload());
    QCOMPARE(version(), 1);
    QCOMPARE(objectOf(reloadPlugin())[u"rolled_back"_s].toBool(), true);
    QCOMPARE(row()[u"rolled_back"_s].toBool(), true);

    QCOMPARE(m_gateway->control("POST", rollBack + "&generation=2").status, 200);
    QCOMPARE(version(), 2);
    install(1);
    QCOMPARE(reloadPlugin().status, 200);
    QCOMPARE(version(), 1);
    QCOMPARE(row()[u"generation"_s].toInt(), 3);
}

void HotSwapTest::olderCopiesAreRemoved()
{
    start({{u"plugin_generations_kept"_s, 1}});
    const QDir copies(m_gateway->stateFile(u"plugins"_s));
    for (int swap = 0; swap < 4; ++swap) {
        QFile code(m_workspace->filePath(kPlugin));
        QVERIFY(code.open(QIODevice::ReadOnly));
        m_workspace->writeFile(kPlugin, code.readAll() + "more");
        QCOMPARE(reloadPlugin().status, 200);
    }
    QCOMPARE(copies.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 2);
    const QJsonArray generations = objectOf(m_gateway->control(
        "GET", "/tyk/plugins/generations?path=plugins/version.so"))[u"generations"_s]
                                       .toArray();
    QCOMPARE(generations.last().toObject()[u"generation"_s].toInt(), 5);
    QCOMPARE(generations.last().toObject()[u"current"_s].toBool(), true);
    QCOMPARE(
        m_gateway->control("POST", "/tyk/plugins/rollback?path=plugins/version.so&generation=2")
            .status,
        409);
}

void HotSwapTest::theWatchTakesWhatIsWhole()
{
    start({{u"plugin_watch"_s, true}});
    install(2); // a new file takes the old one's name
    QTRY_COMPARE_WITH_TIMEOUT(version(), 2, kWait);

    // Written in place, in two parts: the first alone must harm nobody.
    QFile one(m_workspace->filePath(u"one.so"_s));
    m_workspace->installPlugin(u"e2e_version_1.so"_s, u"one.so"_s);
    QVERIFY(one.open(QIODevice::ReadOnly));
    const QByteArray bytes = one.readAll();
    QFile file(m_workspace->filePath(kPlugin));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    file.write(bytes.first(bytes.size() / 2));
    QVERIFY(m_gateway->waitForLog({u"refused"_s, u"cut off"_s})); // it stayed so for long
    QCOMPARE(version(), 2);
    file.write(bytes.sliced(bytes.size() / 2));
    file.close();
    QTRY_COMPARE_WITH_TIMEOUT(version(), 1, kWait);
    QTRY_COMPARE_WITH_TIMEOUT(row()[u"state"_s].toString(), u"loaded"_s, kWait);

    // Removed, as linkers do, then written again.
    QVERIFY(file.remove());
    QCOMPARE(version(), 1);
    install(2);
    QTRY_COMPARE_WITH_TIMEOUT(version(), 2, kWait);

    QCOMPARE(m_gateway->control("PUT", "/tyk/plugins/watch", R"({"enabled":false})").status, 200);
    install(1);
    QCOMPARE(version(), 2);
    QCOMPARE(m_gateway->control("PUT", "/tyk/plugins/watch", R"({"enabled":true})").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(version(), 1, kWait); // what changed meanwhile counts too
}

} // namespace gw::e2e

GW_TEST(gw::e2e::HotSwapTest)
#include "hot_swap_test.moc"
