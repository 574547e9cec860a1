// SPDX-License-Identifier: GPL-3.0-or-later
// `gatewright plugin bench` and `gatewright plugin load`.
#include "e2e/support/gateway_process.h"
#include "support/room_test.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace gw::e2e {

class PluginBenchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatACallCosts();
    void takesARequestFromAFile();
    void showsTheHookAnApi();
    void refuses_data();
    void refuses();
    void survivesAHookThatCrashes();
    void loadsAsTykDoes();
    void loadTellsWhatIsMissing();

private:
    static QString plugin(const QString &name) { return QStringLiteral(GW_PLUGINS "/") + name; }
    static ProgramResult bench(const QString &file, const QString &hook,
                               const QStringList &more = {})
    {
        return runGatewright(
            QStringList{u"plugin"_s, u"bench"_s, file, hook, u"--seconds"_s, u"0.05"_s} + more);
    }
};

void PluginBenchTest::tellsWhatACallCosts()
{
    const ProgramResult result = bench(plugin(u"send_current_time.so"_s), u"SendCurrentTime"_s);
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    static const QRegularExpression shape(
        u"SendCurrentTime  request\n"
        "  calls        [0-9,]+\n"
        "  ns per call  p50 [0-9,]+  p90 [0-9,]+  p99 [0-9,]+  max [0-9,]+  .*\n"
        "  allocations  (.*)\n"
        "  outcome      continue\n"
        "  changes      nothing\n$"_s);
    const auto match = shape.match(QString::fromUtf8(result.standardOutput));
    QVERIFY2(match.hasMatch(), result.standardOutput.constData());
#ifndef GATEWRIGHT_SANITIZED
    QCOMPARE(match.captured(1), u"0.00 per call"_s); // it only reads
#endif
}

void PluginBenchTest::takesARequestFromAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"request.http"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("GET /get?get_time=1 HTTP/1.1\nHost: a\n\n");
    file.close();
    const ProgramResult result = bench(plugin(u"send_current_time.so"_s), u"SendCurrentTime"_s,
                                       {u"--request"_s, file.fileName()});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.standardOutput.contains("outcome      respond"),
             result.standardOutput.constData());
    QVERIFY2(result.standardOutput.contains("Content-Type: application/json added"),
             result.standardOutput.constData());
#ifndef GATEWRIGHT_SANITIZED
    QVERIFY2(!result.standardOutput.contains("allocations  0.00"),
             result.standardOutput.constData());
#endif
}

void PluginBenchTest::showsTheHookAnApi()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"api.json"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(R"({"api_id": "a", "config_data": {"replace": "world", "with": "everybody"}})");
    file.close();
    const ProgramResult result =
        bench(plugin(u"response_rewrite.so"_s), u"RewriteBody"_s, {u"--api"_s, file.fileName()});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.standardOutput.contains("response body: 17 bytes became 21 bytes"),
             result.standardOutput.constData());

    const ProgramResult missing = bench(plugin(u"response_rewrite.so"_s), u"RewriteBody"_s,
                                        {u"--api"_s, u"/nonexistent/api.json"_s});
    QCOMPARE(missing.exitCode, 1);
    QVERIFY2(missing.standardError.contains("/nonexistent/api.json"),
             missing.standardError.constData());
}

void PluginBenchTest::refuses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("hook");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QByteArray>("word");
    const QString good = plugin(u"send_current_time.so"_s);
    QTest::newRow("no plugin") << plugin(u"e2e_not_a_plugin.so"_s) << u"X"_s << QStringList()
                               << QByteArray("e2e_not_a_plugin.so");
    QTest::newRow("no hook") << good << u"SendCurentTime"_s << QStringList()
                             << QByteArray("SendCurrentTime");
    QTest::newRow("no request") << good << u"SendCurrentTime"_s
                                << QStringList{u"--request"_s, u"/nowhere.http"_s}
                                << QByteArray("/nowhere.http");
    QTest::newRow("no time") << good << u"SendCurrentTime"_s << QStringList{u"--seconds"_s, u"0"_s}
                             << QByteArray("--seconds");
}

void PluginBenchTest::refuses()
{
    QFETCH(QString, file);
    QFETCH(QString, hook);
    QFETCH(QStringList, more);
    QFETCH(QByteArray, word);
    const ProgramResult result = bench(file, hook, more);
    QVERIFY2(result.exitCode != 0, result.standardOutput.constData());
    QVERIFY2(result.standardError.contains(word), result.standardError.constData());
}

void PluginBenchTest::survivesAHookThatCrashes()
{
    const ProgramResult result = bench(plugin(u"e2e_crash.so"_s), u"Crash"_s);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains("crashed"), result.standardError.constData());
}

void PluginBenchTest::loadsAsTykDoes()
{
    const QString one = plugin(u"e2e_version_1.so"_s);
    const QString two = plugin(u"e2e_version_2.so"_s);
    const ProgramResult result = runGatewright(
        {u"plugin"_s, u"load"_s, u"-f"_s, one + u","_s + two, u"-s"_s, u"SayVersion"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    const QRegularExpression shape(
        u"^\\[file=%1, symbol=SayVersion\\] loaded ok, got 0x[0-9a-f]+\n"
        "\\[file=%2, symbol=SayVersion\\] loaded ok, got 0x[0-9a-f]+\n$"_s.arg(
            QRegularExpression::escape(one), QRegularExpression::escape(two)));
    QVERIFY2(shape.match(QString::fromUtf8(result.standardOutput)).hasMatch(),
             result.standardOutput.constData());
}

void PluginBenchTest::loadTellsWhatIsMissing()
{
    const ProgramResult result =
        runGatewright({u"plugin"_s, u"load"_s, u"--file"_s, plugin(u"send_current_time.so"_s),
                       u"--symbol"_s, u"SendTime"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains("SendCurrentTime"), result.standardError.constData());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::PluginBenchTest)
#include "plugin_bench_test.moc"
