// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions and plugins that are broken: nothing passes unprotected, and the log says why.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;

namespace gw::e2e {

class BadPluginTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void answers500AndSaysWhy_data();
    void answers500AndSaysWhy();
    void theEngineTellsWhatAFileHolds_data();
    void theEngineTellsWhatAFileHolds();
    void aThrowingHookFailsItsRequestOnly_data();
    void aThrowingHookFailsItsRequestOnly();
    void aBrokenFileDoesNotKeepTheOthersFromServing_data();
    void aBrokenFileDoesNotKeepTheOthersFromServing();

private:
    Workspace m_workspace;
    GatewayProcess m_gateway;
    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
};

void BadPluginTest::initTestCase()
{
    const QString target = QString::fromStdString(m_origin.url());
    m_workspace.installPlugin(u"e2e_faults.so"_s, u"plugins/faults.so"_s);
    m_workspace.installPlugin(u"e2e_wrong_abi.so"_s, u"plugins/wrong_abi.so"_s);
    m_workspace.installPlugin(u"e2e_not_a_plugin.so"_s, u"plugins/not_a_plugin.so"_s);
    QFile text(m_workspace.filePath(u"plugins/text.so"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("echo hello\n") > 0);

    const auto api = [&](const QString &id, HookPlace place, const QString &file,
                         const QString &symbol) {
        m_workspace.writeApi(ApiDefinition(id, target).hook(place, file, symbol));
    };
    api(u"missing_file"_s, HookPlace::Pre, u"plugins/none.so"_s, u"AnyHook"_s);
    api(u"missing_auth"_s, HookPlace::AuthCheck, u"plugins/none.so"_s, u"AnyHook"_s);
    api(u"missing_symbol"_s, HookPlace::Post, u"plugins/faults.so"_s, u"NoSuchHook"_s);
    api(u"wrong_abi"_s, HookPlace::Pre, u"plugins/wrong_abi.so"_s, u"AnyHook"_s);
    api(u"not_a_plugin"_s, HookPlace::Pre, u"plugins/not_a_plugin.so"_s, u"AnyHook"_s);
    api(u"text"_s, HookPlace::Pre, u"plugins/text.so"_s, u"AnyHook"_s);
    api(u"throws"_s, HookPlace::Pre, u"plugins/faults.so"_s, u"ThrowError"_s);
    api(u"throws_number"_s, HookPlace::Post, u"plugins/faults.so"_s, u"ThrowNumber"_s);
    api(u"throws_late"_s, HookPlace::Pre, u"plugins/faults.so"_s, u"ThrowAfterReply"_s);
    api(u"elsewhere"_s, HookPlace::Pre, QStringLiteral(GW_PLUGINS "/e2e_version_1.so"),
        u"AnyHook"_s);
    m_workspace.writeApi(ApiDefinition(u"good"_s, target));
    m_workspace.writeApiText(u"half.json"_s, "{\"api_id\": \"half\", \"name\":");
    m_workspace.writeApiText(u"wrong_type.json"_s, R"({"api_id": "wrong_type", "proxy": []})");
    m_workspace.writeApiText(u"no_listen_path.json"_s,
                             R"({"api_id": "no_listen_path", "use_keyless": true,
                                 "proxy": {"target_url": "http://127.0.0.1:1/"}})");
    QVERIFY(m_gateway.serve(m_workspace.path()));
}

void BadPluginTest::cleanupTestCase()
{
    QCOMPARE(m_gateway.stop(), 0);
}

void BadPluginTest::answers500AndSaysWhy_data()
{
    QTest::addColumn<QString>("api");
    QTest::addColumn<QStringList>("logWords");

    QTest::newRow("missing file") << u"missing_file"_s
                                  << QStringList{u"plugins/none.so"_s, u"missing_file"_s};
    QTest::newRow("missing file of auth_check")
        << u"missing_auth"_s << QStringList{u"plugins/none.so"_s, u"missing_auth"_s};
    QTest::newRow("missing symbol")
        << u"missing_symbol"_s << QStringList{u"faults.so"_s, u"NoSuchHook"_s};
    QTest::newRow("wrong ABI") << u"wrong_abi"_s << QStringList{u"wrong_abi.so"_s, u"ABI 99"_s};
    QTest::newRow("not a plugin") << u"not_a_plugin"_s << QStringList{u"not_a_plugin.so"_s};
    QTest::newRow("not a library") << u"text"_s << QStringList{u"text.so"_s};
}

void BadPluginTest::answers500AndSaysWhy()
{
    QFETCH(QString, api);
    QFETCH(QStringList, logWords);

    const CurlAnswer answer = get(m_gateway.address("/" + api.toStdString() + "/x"));
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.body, "{\n    \"error\": \"Internal Server Error\"\n}");
    QVERIFY(m_gateway.waitForLog(logWords));
    const CurlAnswer report = m_gateway.control("GET", "/tyk/reload/report");
    QVERIFY2(report.says("degraded"), report.body.c_str());
}

void BadPluginTest::theEngineTellsWhatAFileHolds_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("words");
    const QString whole = m_workspace.filePath(u"plugins/faults.so"_s);
    const QString hook = u"{\"symbol\":\"ThrowError\",\"kind\":\"request\""_s;
    QTest::newRow("relative") << u"plugins/faults.so"_s << 200
                              << QStringList{u"\"found\":true"_s, u"\"is_abi_supported\":true"_s,
                                             hook, u"\"problem\":\"\""_s};
    QTest::newRow("absolute") << whole << 200 << QStringList{hook};
    QTest::newRow("missing") << u"plugins/other.so"_s << 200 << QStringList{u"\"found\":false"_s};
    QTest::newRow("wrong abi") << u"plugins/wrong_abi.so"_s << 200
                               << QStringList{u"\"found\":true"_s, u"\"is_abi_supported\":false"_s,
                                              u"\"hooks\":[]"_s, u"ABI"_s};
    QTest::newRow("no library") << u"plugins/text.so"_s << 200
                                << QStringList{u"\"is_abi_supported\":false"_s,
                                               u"\"problem\":\""_s + m_workspace.path()};
    QTest::newRow("folder") << u"plugins"_s << 200 << QStringList{u"\"found\":false"_s};
    QTest::newRow("elsewhere") << QStringLiteral(GATEWRIGHT_BINARY) << 403
                               << QStringList{u"outside"_s};
    QTest::newRow("out of it") << u"plugins/../../x.so"_s << 403 << QStringList{u"outside"_s};
    QTest::newRow("named") << QStringLiteral(GW_PLUGINS "/e2e_version_1.so") << 200
                           << QStringList{u"\"found\":true"_s};
    QTest::newRow("no path") << QString() << 400 << QStringList();
}

void BadPluginTest::theEngineTellsWhatAFileHolds()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QStringList, words);
    const CurlAnswer answer =
        m_gateway.control("GET", "/tyk/plugins/inspect?path=" + path.toStdString());
    QCOMPARE(answer.status, status);
    for (const QString &word : words) {
        QVERIFY2(answer.says(word.toStdString()), (word.toStdString() + answer.body).c_str());
    }
}

void BadPluginTest::aThrowingHookFailsItsRequestOnly_data()
{
    QTest::addColumn<QString>("api");
    QTest::addColumn<QStringList>("logWords");

    QTest::newRow("exception") << u"throws"_s
                               << QStringList{u"the plugin broke"_s, u"ThrowError"_s};
    QTest::newRow("no std::exception") << u"throws_number"_s << QStringList{u"ThrowNumber"_s};
    QTest::newRow("behind a reply")
        << u"throws_late"_s << QStringList{u"the plugin broke late"_s, u"ThrowAfterReply"_s};
}

void BadPluginTest::aThrowingHookFailsItsRequestOnly()
{
    QFETCH(QString, api);
    QFETCH(QStringList, logWords);

    for (int i = 0; i < 3; ++i) {
        const CurlAnswer answer = get(m_gateway.address("/" + api.toStdString() + "/x"));
        QCOMPARE(answer.status, 500);
        QCOMPARE(answer.body, "{\n    \"error\": \"Internal Server Error\"\n}");
    }
    QVERIFY(m_gateway.waitForLog(logWords));
    QCOMPARE(get(m_gateway.address("/good/x")).status, 200);
}

void BadPluginTest::aBrokenFileDoesNotKeepTheOthersFromServing_data()
{
    QTest::addColumn<QString>("api");
    QTest::newRow("cut off") << u"half"_s;
    QTest::newRow("wrong type") << u"wrong_type"_s;
    QTest::newRow("no listen path") << u"no_listen_path"_s;
}

void BadPluginTest::aBrokenFileDoesNotKeepTheOthersFromServing()
{
    QFETCH(QString, api);

    QCOMPARE(get(m_gateway.address("/" + api.toStdString() + "/x")).status, 404);
    QCOMPARE(get(m_gateway.address("/good/x")).status, 200);
    QVERIFY(m_gateway.waitForLog({api + u".json"_s}));
    const CurlAnswer report = m_gateway.control("GET", "/tyk/reload/report");
    QVERIFY2(report.says(api.toStdString() + ".json"), report.body.c_str());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::BadPluginTest)
#include "bad_plugin_test.moc"
