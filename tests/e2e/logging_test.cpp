// SPDX-License-Identifier: GPL-3.0-or-later
// The log of the real program: its file, its forms, and what must never be in it.
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gw::e2e {

class LoggingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesToAFileThatRotates();
    void writesJsonToAFileOfTheSettings();
    void saysWhatIsWrongWithTheFile();
    void neverHoldsSecrets();
    void pluginLinesSayWhereTheyComeFrom();
    void tellsOfRequestsThatNoApiServes();
    void logsAccessAsTyk();
    void logsTheFieldsOfTheTemplate();

private:
    void serve(const QJsonObject &config, const QStringList &arguments = {});
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(m_workspace->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void LoggingTest::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_origin.url())));
}

void LoggingTest::cleanup()
{
    if (m_gateway) {
        QCOMPARE(m_gateway->stop(), 0);
        m_gateway.reset();
    }
}

void LoggingTest::serve(const QJsonObject &config, const QStringList &arguments)
{
    m_workspace->writeConfig(config);
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY(m_gateway->serve(m_workspace->path(), {.arguments = arguments, .workers = 1}));
}

void LoggingTest::writesToAFileThatRotates()
{
    const QJsonObject own{{u"log_file_bytes"_s, 2000}, {u"log_files"_s, 1}};
    serve({{u"gatewright"_s, own}}, {u"--log-file"_s, m_workspace->filePath(u"logs/own.log"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(content(u"logs/own.log"_s).contains("message=\"API Loaded\""), 20'000);
    QVERIFY2(m_gateway->log().isEmpty(), qPrintable(m_gateway->log()));
    const auto hasRotated = [&] {
        return m_gateway->reload() && QFile::exists(m_workspace->filePath(u"logs/own.log.1"_s));
    };
    QVERIFY(QTest::qWaitFor(hasRotated, 30'000));
    QVERIFY(content(u"logs/own.log.1"_s).startsWith("time=\""));
    QVERIFY(content(u"logs/own.log.1"_s).endsWith("\n"));
    QVERIFY(content(u"logs/own.log.1"_s).size() <= 2000);
}

void LoggingTest::writesJsonToAFileOfTheSettings()
{
    serve({{u"log_format"_s, u"json"_s},
           {u"gatewright"_s, QJsonObject{{u"log_file"_s, u"own.log"_s}}}});
    QVERIFY(QTest::qWaitFor([&] { return content(u"own.log"_s).contains("API Loaded"); }, 20'000));
    const QByteArray first = content(u"own.log"_s).split('\n').first();
    const QJsonObject line = QJsonDocument::fromJson(first).object();
    QVERIFY2(line.contains(u"time"_s) && line.contains(u"level"_s) && line.contains(u"message"_s),
             first.constData());
}

void LoggingTest::saysWhatIsWrongWithTheFile()
{
    const QTemporaryDir state;
    const ProgramResult result =
        runGatewright({u"serve"_s, m_workspace->path(), u"--listen"_s, u"127.0.0.1:0"_s,
                       u"--state-dir"_s, state.path(), u"--log-file"_s, state.path()});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains(state.path().toUtf8()),
             result.standardError.constData());
}

void LoggingTest::neverHoldsSecrets()
{
    m_workspace->writeApi(ApiDefinition(u"closed"_s, QString::fromStdString(m_origin.url()))
                              .with(u"use_keyless"_s, false));
    serve({{u"track_404_logs"_s, true}}, {u"--log-level"_s, u"debug"_s});
    const std::vector<std::string> headers = {"Authorization: Bearer hidden-token-123",
                                              "Cookie: session=hidden-cookie-123"};
    QCOMPARE(get(m_gateway->address("/closed/x?key=hidden-query-123"), headers).status, 403);
    QCOMPARE(get(m_gateway->address("/api/x?key=hidden-query-123"), headers).status, 200);
    QCOMPARE(get(m_gateway->address("/nowhere?key=hidden-query-123"), headers).status, 404);
    QCOMPARE(get(m_gateway->address("/tyk/apis"), {"X-Tyk-Authorization: hidden-secret"}).status,
             403);
    QVERIFY(m_gateway->waitForLog({u"message=\"Not Found\""_s}));
    QCOMPARE(m_gateway->stop(), 0);
    const QString log = m_gateway->log();
    m_gateway.reset();
    QVERIFY2(!log.contains(u"hidden-"_s), qPrintable(log));
    QVERIFY2(!log.contains(QString::fromLatin1(Workspace::kSecret)), qPrintable(log));
}

void LoggingTest::pluginLinesSayWhereTheyComeFrom()
{
    m_workspace->installPlugin(u"e2e_faults.so"_s, u"plugins/faults.so"_s);
    m_workspace->writeApi(ApiDefinition(u"faulty"_s, QString::fromStdString(m_origin.url()))
                              .hook(HookPlace::Pre, u"plugins/faults.so"_s, u"ThrowError"_s));
    serve({});
    QCOMPARE(get(m_gateway->address("/faulty/x")).status, 500);
    QVERIFY(m_gateway->waitForLog({u"prefix=plugin"_s, u"mwPath="_s, u"faults.so"_s,
                                   u"mwSymbolName=ThrowError"_s, u"api_id=faulty"_s,
                                   u"request_id="_s}));
}

void LoggingTest::tellsOfRequestsThatNoApiServes()
{
    serve({{u"track_404_logs"_s, true}});
    QCOMPARE(get(m_gateway->address("/nowhere")).status, 404);
    QVERIFY(m_gateway->waitForLog({u"level=error"_s, u"message=\"Not Found\""_s,
                                   u"request=\"GET /nowhere\""_s, u"origin=\"127.0.0.1:"_s}));
}

// Also of what is answered by the gateway and is not tracked; not of what no API serves.
void LoggingTest::logsAccessAsTyk()
{
    m_workspace->writeApi(ApiDefinition(u"dead"_s, u"http://127.0.0.1:%1/"_s.arg(closedPort()))
                              .with(u"do_not_track"_s, true));
    serve({{u"access_logs"_s, QJsonObject{{u"enabled"_s, true}}},
           {u"log_format"_s, u"json"_s},
           {u"gatewright"_s, QJsonObject{{u"log_file"_s, u"own.log"_s}}}});
    QCOMPARE(get(m_gateway->address("/nowhere")).status, 404);
    QCOMPARE(
        get(m_gateway->address("/api/a%20b?q=1"), {"User-Agent: t/1", "X-Real-IP: 203.0.113.7"})
            .status,
        200);
    QCOMPARE(get(m_gateway->address("/dead/x")).status, 500);
    const auto lines = [this] {
        QList<QJsonObject> found;
        for (const QByteArray &line : content(u"own.log"_s).split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object[u"prefix"_s].toString() == u"access-log"_s) {
                found << object;
            }
        }
        return found;
    };
    QTRY_COMPARE_WITH_TIMEOUT(lines().size(), 2, 20'000);
    const QJsonObject first = lines().first();
    QCOMPARE(first[u"api_id"_s].toString(), u"api"_s);
    QCOMPARE(first[u"client_ip"_s].toString(), u"203.0.113.7"_s);
    QVERIFY(first[u"remote_addr"_s].toString().startsWith(u"127.0.0.1:"_s));
    QCOMPARE(first[u"method"_s].toString(), u"GET"_s);
    QCOMPARE(first[u"path"_s].toString(), u"/a b"_s);
    QCOMPARE(first[u"original_path"_s].toString(), u"/api/a%20b"_s);
    QCOMPARE(first[u"protocol"_s].toString(), u"HTTP/1.1"_s);
    QCOMPARE(first[u"status"_s].toInt(), 200);
    QCOMPARE(first[u"user_agent"_s].toString(), u"t/1"_s);
    QVERIFY(first.contains(u"latency_total"_s) && first.contains(u"upstream_addr"_s));
    QVERIFY(!first.contains(u"response_code_details"_s));
    QCOMPARE(lines().last()[u"api_id"_s].toString(), u"dead"_s);
    QCOMPARE(lines().last()[u"status"_s].toInt(), 500);
    QVERIFY(lines().last().contains(u"response_code_details"_s));
}

void LoggingTest::logsTheFieldsOfTheTemplate()
{
    serve({{u"access_logs"_s,
            QJsonObject{{u"enabled"_s, true},
                        {u"template"_s, QJsonArray{u"status"_s, u"method"_s, u"no_such"_s}}}}});
    QVERIFY(m_gateway->waitForLog({u"The access log has no such field"_s, u"field=no_such"_s}));
    QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
    QVERIFY(m_gateway->waitForLog({u"prefix=access-log status=200 method=GET"_s}));
    QVERIFY(!m_gateway->log().contains(u"original_path"_s));
}

} // namespace gw::e2e

GW_TEST(gw::e2e::LoggingTest)
#include "logging_test.moc"
