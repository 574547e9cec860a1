// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_texts.h"
#include "models/hooks_model.h"
#include "models/metrics_series.h"
#include "models/problems_model.h"
#include "models/test_results_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <cmath>

using namespace gw::client;
using gw::models::HooksModel;
using gw::models::MetricsSeries;
using gw::models::Problem;
using gw::models::ProblemsModel;
using gw::models::Severity;

class SmallModelsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void problemsOfASourceReplaceItsOwn();
    void saysOnceWhatAnEditorSaysToo();
    void tellsWhatTheEngineComplainsOf();
    void tellsTheWayOut_data();
    void tellsTheWayOut();
    void tellsWhichHooksHang();
    void hooksKeepTheirRows();
    void measuresSeconds();
    void startsAnewWithAnotherEngine();
    void countsWhatARunDidNotCheck();
};

void SmallModelsTest::problemsOfASourceReplaceItsOwn()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy changes(&model, &ProblemsModel::countsChanged);
    const QString editor = QStringLiteral("api:demo");
    model.setProblems(editor, {{.severity = Severity::Hint,
                                .text = QStringLiteral("hint"),
                                .where = QStringLiteral("1:2")}});
    model.setProblems(QStringLiteral("engine"), {{.severity = Severity::Error,
                                                  .text = QStringLiteral("error"),
                                                  .where = QStringLiteral("a.json")}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.problem(0).text, QStringLiteral("error"));
    QCOMPARE(model.errorCount(), 1);
    model.setProblems(editor, {});
    QCOMPARE(model.rowCount(), 1);
    model.setProblems(editor, {}); // nothing changes
    QCOMPARE(changes.size(), 3);
}

void SmallModelsTest::saysOnceWhatAnEditorSaysToo()
{
    ProblemsModel model;
    const auto row = [](const char *text, const char *subject, const char *position) {
        Problem problem;
        problem.text = QString::fromLatin1(text);
        problem.kind = QStringLiteral("api");
        problem.subject = QString::fromLatin1(subject);
        problem.position = QString::fromLatin1(position);
        return problem;
    };
    const QString engine = QStringLiteral("engine");
    const QString editor = QStringLiteral("page:1");
    model.setProblems(engine, {row("a.json:3:1: Expected comma", "a", ""),
                               row("a.json:3:1: Expected comma", "b", "")});
    QCOMPARE(model.rowCount(), 2);
    model.setProblems(editor, {row("Expected comma", "a", "#12")});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.problem(0).subject, QStringLiteral("b"));
    QCOMPARE(model.problem(1).position, QStringLiteral("#12"));
    // The graver word stays.
    Problem error = row("b.json:3:1: Expected comma", "b", "");
    Problem warning = row("Expected comma", "b", "#9");
    warning.severity = Severity::Warning;
    model.setProblems(engine, {error});
    model.setProblems(editor, {warning});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.errorCount(), 1);
    model.setProblems(engine, {row("a.json:3:1: Expected comma", "a", ""), error});
    // Mended in the editor only: what the engine has read is still wrong.
    model.setProblems(editor, {row("Other", "a", "#12")});
    QCOMPARE(model.rowCount(), 3);
    model.setProblems(editor, {});
    QCOMPARE(model.rowCount(), 2);
}

void SmallModelsTest::tellsWhatTheEngineComplainsOf()
{
    ReloadReport report;
    ApiReport api;
    api.apiId = QStringLiteral("demo");
    api.file = QStringLiteral("demo.json");
    api.state = ApiState::Failed;
    api.problems = {QStringLiteral("/proxy: Target is missing (Give it a target_url)")};
    report.apis = {api};
    const QList<Problem> problems = gw::models::problemsOf(report);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems[0].severity, Severity::Error);
    QCOMPARE(problems[0].text, QStringLiteral("/proxy: Target is missing"));
    QCOMPARE(problems[0].remedy, QStringLiteral("Give it a target_url"));
    QCOMPARE(problems[0].where, QStringLiteral("demo.json"));
    QCOMPARE(problems[0].subject, QStringLiteral("demo"));

    // Files without an id of their own are told apart.
    api.file = QStringLiteral("copy.json");
    report.apis.append(api);
    api.apiId.clear();
    api.file = QStringLiteral("broken.json");
    report.apis.append(api);
    const QList<Problem> ofFiles = gw::models::problemsOf(report);
    QCOMPARE(ofFiles.size(), 3);
    QCOMPARE(ofFiles[0].subject, QStringLiteral("demo"));
    QCOMPARE(ofFiles[1].subject, QStringLiteral("file:copy.json"));
    QCOMPARE(ofFiles[2].subject, QStringLiteral("file:broken.json"));
    QCOMPARE(ofFiles[2].kind, QStringLiteral("api"));

    PluginHook good;
    good.state = gw::client::PluginState::Loaded;
    PluginHook bad;
    bad.symbol = QStringLiteral("Hook");
    bad.reason = QStringLiteral("no such symbol");
    bad.users = {QStringLiteral("demo")};
    const QList<Problem> ofPlugins = gw::models::problemsOf(QList<PluginHook>{good, bad});
    QCOMPARE(ofPlugins.size(), 1);
    QVERIFY(ofPlugins[0].text.contains(QStringLiteral("no such symbol")));
    QVERIFY(ofPlugins[0].remedy.contains(QStringLiteral("demo")));
}

void SmallModelsTest::tellsTheWayOut_data()
{
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("remedy");
    const auto row = [](const char *name, const char *told, const char *text, const char *remedy) {
        QTest::newRow(name) << QString::fromUtf8(told) << QString::fromUtf8(text)
                            << QString::fromUtf8(remedy);
    };
    row("none", "a.json: No value", "a.json: No value", "");
    row("one", "a.json: No value (Give one)", "a.json: No value", "Give one");
    row("a parser's word", "a.json: Must validate at least one schema (anyOf)",
        "a.json: Must validate at least one schema (anyOf)", "");
    row("a parser's bounds", "a.json:1:4: Illegal codepoint (>= 0xd800 && <= 0xdfff)",
        "a.json:1:4: Illegal codepoint (>= 0xd800 && <= 0xdfff)", "");
    row("a name", "Version (Default)", "Version (Default)", "");
    row("a group", "/path: invalid escape: (A (b c)", "/path: invalid escape: (A (b c)", "");
    row("behind a parser's word", "a: One schema (anyOf) (Remove the others)",
        "a: One schema (anyOf)", "Remove the others");
    row("one with parentheses", "a.so: No such symbol (Export it (see the manual))",
        "a.so: No such symbol", "Export it (see the manual)");
}

// What a message ends in is the way out only where it is a sentence.
void SmallModelsTest::tellsTheWayOut()
{
    QFETCH(QString, told);
    ApiReport api;
    api.problems = {told};
    ReloadReport report;
    report.apis = {api};
    const Problem problem = gw::models::problemsOf(report).value(0);
    QTEST(problem.text, "text");
    QTEST(problem.remedy, "remedy");
}

void SmallModelsTest::tellsWhichHooksHang()
{
    ApiReport api;
    api.apiId = QStringLiteral("orders");
    api.name = QStringLiteral("Orders");
    const QDateTime since(QDate(2026, 1, 1), QTime(10, 2, 3));
    StuckHook hook{.path = QStringLiteral("plugins/a.so"),
                   .symbol = QStringLiteral("Guard"),
                   .apiId = api.apiId,
                   .requestId = QStringLiteral("r"),
                   .worker = 1,
                   .since = since};
    const Problem row = gw::models::problemsOf({hook}, {api}).value(0);
    QCOMPARE(row.text,
             QStringLiteral("Guard has not returned since 10:02:03.000, in a request to Orders"));
    QVERIFY(row.remedy.startsWith(QStringLiteral("Its worker is stuck")));
    hook.isTakenOver = false;
    QVERIFY(gw::models::problemsOf({hook}, {api}).value(0).remedy.contains(QStringLiteral("503")));
    QCOMPARE(row.kind, QStringLiteral("plugin"));
    QCOMPARE(row.subject, hook.path);
    hook.apiId.clear(); // of an analytics hook
    hook.worker = -1;
    const Problem other = gw::models::problemsOf({hook}, {api}).value(0);
    QCOMPARE(other.text, QStringLiteral("Guard has not returned since 10:02:03.000"));
    QVERIFY(other.remedy.startsWith(QStringLiteral("It holds a thread")));
}

void SmallModelsTest::hooksKeepTheirRows()
{
    HooksModel model;
    const QAbstractItemModelTester tester(&model);
    PluginHook hook;
    hook.path = QStringLiteral("a.so");
    hook.symbol = QStringLiteral("Hook");
    hook.state = gw::client::PluginState::Loaded;
    model.setHooks({hook});
    const QPersistentModelIndex kept(model.index(0, HooksModel::Calls));
    hook.calls = 1042;
    hook.time.p50 = std::chrono::microseconds(84);
    model.setHooks({hook});
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), QLocale().toString(1042));
    QCOMPARE(model.index(0, HooksModel::P50).data().toString(), QStringLiteral("84 us"));
    model.setHooks({});
    QVERIFY(!kept.isValid());
}

void SmallModelsTest::measuresSeconds()
{
    MetricsSeries series;
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'000'000'000'000);
    EngineMetrics metrics;
    metrics.uptimeSeconds = 10;
    metrics.requests = 100;
    series.add(metrics, start);
    QVERIFY(series.samples().empty()); // nothing to compare with
    QList<TrafficRecord> records(100);
    for (int at = 0; at < 100; ++at) {
        records[at].total = std::chrono::milliseconds(at + 1);
        records[at].bytesIn = 2;
        records[at].bytesOut = 10;
    }
    series.addTraffic(records);
    metrics.uptimeSeconds = 12;
    metrics.requests = 300;
    metrics.responses2xx = 190;
    metrics.responses3xx = 6;
    metrics.responses5xx = 4;
    metrics.activeRequests = 3;
    series.add(metrics, start.addSecs(2));
    QCOMPARE(series.samples().size(), 1U);
    const auto &sample = series.samples().front();
    QCOMPARE(sample.rate, 100.0);
    QCOMPARE(sample.serverErrors, 2.0);
    QCOMPARE(sample.successes, 95.0);
    QCOMPARE(sample.redirects, 3.0);
    QCOMPARE(sample.bytesIn, 100.0);
    QCOMPARE(sample.active, 3.0);
    QCOMPARE(sample.p50, 50.0);
    QCOMPARE(sample.p99, 99.0);
    QCOMPARE(sample.bytesOut, 500.0);
    metrics.uptimeSeconds = 13;
    series.add(metrics, start.addSecs(3));
    for (std::size_t sent = 0; sent < 3 * MetricsSeries::kMostTimes; sent += 100) {
        series.addTraffic(records); // and the engine tells no counters
    }
    QCOMPARE(series.openCount(), MetricsSeries::kMostTimes);
    QVERIFY(std::isnan(series.samples().back().p50)); // no request in that second
    const auto all = gw::models::mergedSamples(series.samples(), 1, 0);
    QCOMPARE(gw::test::wholeText(gw::models::csvText(all)).count('\n'), 3);
}

void SmallModelsTest::startsAnewWithAnotherEngine()
{
    MetricsSeries series;
    EngineMetrics metrics;
    metrics.uptimeSeconds = 100;
    metrics.requests = 1000;
    series.add(metrics, QDateTime::currentDateTime());
    metrics.uptimeSeconds = 1;
    metrics.requests = 2;
    series.add(metrics, QDateTime::currentDateTime());
    QVERIFY(series.samples().empty());
    for (std::size_t second = 0; second < MetricsSeries::kKept + 10; ++second) {
        metrics.uptimeSeconds += 1;
        series.add(metrics, QDateTime::currentDateTime());
    }
    QCOMPARE(series.samples().size(), MetricsSeries::kKept);
}

void SmallModelsTest::countsWhatARunDidNotCheck()
{
    using State = gw::session::TestRow::State;
    gw::models::TestResultsModel model;
    model.add({{.file = {}, .text = {}, .detail = {}, .state = State::Passed},
               {.file = {}, .text = {}, .detail = {}, .state = State::NotChecked, .isCheck = true},
               {.file = {}, .text = {}, .detail = {}, .state = State::Passed, .isCheck = true}});
    QCOMPARE(model.uncheckedCount(), 1);
    QCOMPARE(model.failedCount(), 0);
    model.clear();
    QCOMPARE(model.uncheckedCount(), 0);
}

GW_TEST(SmallModelsTest)
#include "small_models_test.moc"
