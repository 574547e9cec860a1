// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions and plugins that change while requests are under way.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "e2e/support/wrk_run.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>
#include <future>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

class ReloadTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void anEditUnderLoadLosesNoRequest();
    void aRebuiltPluginUnderLoadLosesNoRequest();
    void aBrokenFileKeepsTheLastGoodVersion();
    void aMissingPluginIsReported();
    void newAndRemovedFilesTakeEffect();
    void theSamePathLoadsNewCode();
    void requestsUnderWayEndOnTheOldCode();
    void sighupReloads();

private:
    [[nodiscard]] ApiDefinition api() const;
    // The state and the problems that /tyk/reload reports of the API's file.
    [[nodiscard]] QJsonObject reportOf(const QString &file);

    GatewayProcess m_echo;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

ApiDefinition ReloadTest::api() const
{
    return {u"api"_s, QString::fromStdString(m_echo.address("/"))};
}

QJsonObject ReloadTest::reportOf(const QString &file)
{
    const CurlAnswer answer = m_gateway->control("GET", "/tyk/reload?block=true");
    const QJsonObject report =
        QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
    const QJsonArray apis = report[u"apis"_s].toArray();
    for (const QJsonValue &entry : apis) {
        if (entry[u"file"_s].toString() == file) {
            return entry.toObject();
        }
    }
    qWarning("%s is not in the report: %s", qPrintable(file), answer.body.c_str());
    return {};
}

void ReloadTest::initTestCase()
{
    QVERIFY(m_echo.echo());
}

void ReloadTest::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_gateway = std::make_unique<GatewayProcess>();
    m_workspace->writeApi(api());
    QVERIFY(m_gateway->serve(m_workspace->path()));
}

void ReloadTest::cleanup()
{
    QCOMPARE(m_gateway->stop(), 0);
}

void ReloadTest::anEditUnderLoadLosesNoRequest()
{
    WrkRun load(m_gateway->address("/api/get"), 3s);
    int edits = 0;
    while (load.isRunning()) {
        m_workspace->writeApi(api().with(u"name"_s, u"edit %1"_s.arg(++edits)));
        QVERIFY(m_gateway->reload());
        QCoreApplication::processEvents();
    }
    const WrkRun::Outcome outcome = load.finish();
    QVERIFY2(!outcome.hasFailures && outcome.requests > 1000, outcome.text.constData());
    QVERIFY(edits > 5);
}

void ReloadTest::aRebuiltPluginUnderLoadLosesNoRequest()
{
    m_workspace->installPlugin(u"e2e_version_1.so"_s, u"plugins/version.so"_s);
    m_workspace->writeApi(api().hook(HookPlace::Post, u"plugins/version.so"_s, u"SayVersion"_s));
    QVERIFY(m_gateway->reload());
    WrkRun load(m_gateway->address("/api/get"), 3s);
    for (int build = 0; load.isRunning(); ++build) {
        m_workspace->installPlugin(u"e2e_version_%1.so"_s.arg(1 + build % 2),
                                   u"plugins/version.so"_s);
        QVERIFY(m_gateway->reload());
        QCoreApplication::processEvents();
    }
    const WrkRun::Outcome outcome = load.finish();
    QVERIFY2(!outcome.hasFailures && outcome.requests > 1000, outcome.text.constData());
}

void ReloadTest::aBrokenFileKeepsTheLastGoodVersion()
{
    m_workspace->writeApiText(u"api.json"_s, "{ \"api_id\": \"api\", ");
    const QJsonObject report = reportOf(u"api.json"_s);
    QCOMPARE(report[u"state"_s].toString(), u"kept_old"_s);
    QVERIFY(!report[u"problems"_s].toArray().isEmpty());
    QVERIFY(m_gateway->waitForLog({u"api.json"_s}));
    QCOMPARE(get(m_gateway->address("/api/get")).status, 200);

    m_workspace->writeApi(api());
    QVERIFY(reportOf(u"api.json"_s)[u"problems"_s].toArray().isEmpty());
    QCOMPARE(get(m_gateway->address("/api/get")).status, 200);
}

void ReloadTest::aMissingPluginIsReported()
{
    m_workspace->writeApi(api().hook(HookPlace::Pre, u"plugins/none.so"_s, u"AnyHook"_s));
    const QJsonObject report = reportOf(u"api.json"_s);
    QCOMPARE(report[u"state"_s].toString(), u"degraded"_s);
    QVERIFY2(report[u"problems"_s].toArray().first().toString().contains(u"none.so"_s),
             qPrintable(report[u"problems"_s].toArray().first().toString()));
    QCOMPARE(get(m_gateway->address("/api/get")).status, 500);
}

void ReloadTest::newAndRemovedFilesTakeEffect()
{
    m_workspace->writeApi({u"second"_s, QString::fromStdString(m_echo.address("/"))});
    QCOMPARE(get(m_gateway->address("/second/get")).status, 404);
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(m_gateway->address("/second/get")).status, 200);
    m_workspace->removeApi(u"second"_s);
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(m_gateway->address("/second/get")).status, 404);
}

void ReloadTest::theSamePathLoadsNewCode()
{
    for (const QString &version : {u"1"_s, u"2"_s, u"1"_s}) {
        m_workspace->installPlugin(u"e2e_version_%1.so"_s.arg(version), u"plugins/version.so"_s);
        m_workspace->writeApi(
            api().hook(HookPlace::Post, u"plugins/version.so"_s, u"SayVersion"_s));
        QVERIFY(m_gateway->reload());
        const CurlAnswer answer = get(m_gateway->address("/api/get"));
        QCOMPARE(answer.status, 200);
        QVERIFY2(answer.says("\"X-Version\": \"" + version.toStdString() + "\""),
                 answer.body.c_str());
    }
}

void ReloadTest::requestsUnderWayEndOnTheOldCode()
{
    m_workspace->installPlugin(u"e2e_version_1.so"_s, u"plugins/version.so"_s);
    m_workspace->writeApi(
        api().hook(HookPlace::Post, u"plugins/version.so"_s, u"SayVersionLate"_s));
    QVERIFY(m_gateway->reload());
    const QTemporaryDir folder;
    const QString letGo = folder.filePath(u"let-go"_s);
    const auto ask = [&] {
        return get(m_gateway->address("/api/get"), {"X-Until: " + letGo.toStdString()});
    };
    auto underWay = std::async(std::launch::async, ask);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(letGo + u".waiting"_s), 60'000);
    m_workspace->installPlugin(u"e2e_version_2.so"_s, u"plugins/version.so"_s);
    QVERIFY(m_gateway->reload());
    QCOMPARE(underWay.wait_for(0ms), std::future_status::timeout);

    QVERIFY(QFile(letGo).open(QIODevice::WriteOnly));
    const CurlAnswer fresh = ask();
    const CurlAnswer old = underWay.get();
    QCOMPARE(old.status, 200);
    QVERIFY2(old.says("\"X-Version\": \"1\""), old.body.c_str());
    QVERIFY2(fresh.says("\"X-Version\": \"2\""), fresh.body.c_str());
}

void ReloadTest::sighupReloads()
{
    m_workspace->writeApi({u"second"_s, QString::fromStdString(m_echo.address("/"))});
    m_gateway->sendSignal(SIGHUP);
    QTRY_COMPARE(get(m_gateway->address("/second/get")).status, 200);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::ReloadTest)
#include "reload_test.moc"
