// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_texts.h"
#include "models/log_model.h"
#include "models/traffic_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using gw::client::LogLevel;
using gw::client::LogLine;
using gw::client::TrafficRecord;
using gw::models::BoundedRows;
using gw::models::LogModel;
using gw::models::TrafficFilter;
using gw::models::TrafficModel;
using gw::test::wholeText;

namespace {

TrafficRecord record(int number)
{
    TrafficRecord made;
    made.sequence = static_cast<std::uint64_t>(number);
    made.method = QStringLiteral("GET");
    made.rawPath = QStringLiteral("/%1").arg(number);
    made.status = number % 2 == 0 ? 200 : 500;
    return made;
}

QList<TrafficRecord> records(int first, int count)
{
    QList<TrafficRecord> made;
    for (int number = first; number < first + count; ++number) {
        made.append(record(number));
    }
    return made;
}

QStringList paths(const TrafficModel &model)
{
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row) {
        shown.append(model.index(row, TrafficModel::Path).data().toString());
    }
    return shown;
}

TrafficFilter filter(const char *text)
{
    return *TrafficFilter::parse(QLatin1String(text));
}

LogLine line(LogLevel level, const char *message)
{
    LogLine made;
    made.level = level;
    made.message = QLatin1String(message);
    made.fields = {{QStringLiteral("prefix"), QStringLiteral("main")},
                   {QStringLiteral("api_id"), QStringLiteral("demo")}};
    return made;
}

} // namespace

class BoundedModelsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest();
    void keepsToItsSize();
    void filtersWhatIsThereAndWhatComes();
    void theLastFilterWins();
    void filtersTheLog();
    void writesARemarkAsItIsShown();
    void keepsOlderLinesOnTheDisk();
    void dropsTheOldestOfTheDisk();
    void bringsBackWhatWasPutAway();
    void forgetsWhatWasPutAwayBefore();
    void makesRoomOfWhatIsAway();
    void bringsBackOlderLines();
};

void BoundedModelsTest::keepsTheNewest()
{
    TrafficModel model({.rows = 4, .bytes = 1'000'000}, nullptr);
    const QAbstractItemModelTester tester(&model);
    model.add(records(0, 3), 0);
    const QPersistentModelIndex last(model.index(2, 0));
    model.add(records(3, 3), 7);
    QCOMPARE(paths(model), QStringList({QStringLiteral("/2"), QStringLiteral("/3"),
                                        QStringLiteral("/4"), QStringLiteral("/5")}));
    QCOMPARE(last.row(), 0);
    QCOMPARE(model.droppedCount(), 2U + 7U);
    model.add(records(10, 9), 0);
    QCOMPARE(paths(model).last(), QStringLiteral("/18"));
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(!last.isValid());
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.keptBytes(), 0U);
}

void BoundedModelsTest::keepsToItsSize()
{
    TrafficModel model({.rows = 1000, .bytes = 10'000}, nullptr);
    const QAbstractItemModelTester tester(&model);
    model.add(records(0, 100), 0);
    model.add(records(100, 1), 0);
    QVERIFY(model.keptBytes() <= 10'000);
    QVERIFY(model.rowCount() > 0);
    QCOMPARE(paths(model).last(), QStringLiteral("/100"));
}

void BoundedModelsTest::filtersWhatIsThereAndWhatComes()
{
    TrafficModel model({.rows = 6, .bytes = 1'000'000}, nullptr);
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy filtered(&model, &BoundedRows::filtered);
    model.add(records(0, 4), 0);
    model.setFilter(filter("status>=500"));
    model.add(records(4, 2), 0); // while it is being filtered
    QTRY_COMPARE(filtered.size(), 1);
    QCOMPARE(paths(model),
             QStringList({QStringLiteral("/1"), QStringLiteral("/3"), QStringLiteral("/5")}));
    model.add(records(6, 2), 0);
    QCOMPARE(paths(model),
             QStringList({QStringLiteral("/3"), QStringLiteral("/5"), QStringLiteral("/7")}));
    model.setFilter({});
    QTRY_COMPARE(filtered.size(), 2);
    QCOMPARE(model.rowCount(), 6);
}

void BoundedModelsTest::theLastFilterWins()
{
    TrafficModel model;
    const QSignalSpy filtered(&model, &BoundedRows::filtered);
    model.add(records(0, 4), 0);
    model.setFilter(filter("status>=500"));
    model.setFilter(filter("status<500"));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(filtered.size(), 1);
    QCOMPARE(paths(model), QStringList({QStringLiteral("/0"), QStringLiteral("/2")}));
}

void BoundedModelsTest::filtersTheLog()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model);
    model.add({line(LogLevel::Debug, "one"), line(LogLevel::Warning, "two"),
               line(LogLevel::Error, "three")},
              0);
    QCOMPARE(model.index(1, LogModel::Source).data().toString(), QStringLiteral("main"));
    QCOMPARE(model.index(1, LogModel::Message).data().toString(),
             QStringLiteral("two  api_id=demo"));
    model.setFilter({.lowest = LogLevel::Warning, .source = {}, .expression = {}});
    QTRY_COMPARE(model.rowCount(), 2);
    model.setFilter({.source = {}, .expression = QRegularExpression(QStringLiteral("t[wh]"))});
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 2);
    model.setFilter({.lowest = LogLevel::Warning,
                     .source = {},
                     .expression = QRegularExpression(QStringLiteral("thr"))});
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(wholeText(model.exportText()).endsWith("error main: three  api_id=demo\n"));
}

// Without the level and the source of a line: no engine has said it.
void BoundedModelsTest::writesARemarkAsItIsShown()
{
    LogModel model({.rows = 1, .bytes = 1'000'000}, nullptr);
    model.addRemark(QStringLiteral("From here on"));
    static const QRegularExpression alone(QStringLiteral("^[0-9:.]+ From here on\n?$"));
    QVERIFY2(alone.match(model.text(0)).hasMatch(), qPrintable(model.text(0)));
    QVERIFY(alone.match(QString::fromUtf8(wholeText(model.exportText()))).hasMatch());
    model.add({line(LogLevel::Info, "one")}, 0);
    gw::requests::WorkState state;
    const auto older = model.older().reader()(state);
    QVERIFY(older);
    QVERIFY(alone.match(QString::fromStdString((*older)->readAll().value())).hasMatch());
}

void BoundedModelsTest::keepsOlderLinesOnTheDisk()
{
    LogModel model({.rows = 2, .bytes = 1'000'000}, nullptr);
    model.add({line(LogLevel::Info, "one"), line(LogLevel::Info, "two")}, 0);
    QCOMPARE(model.older().lineCount(), 0U);
    model.add({line(LogLevel::Info, "three")}, 0);
    model.add(
        {line(LogLevel::Info, "four"), line(LogLevel::Info, "five"), line(LogLevel::Info, "six")},
        0);
    QCOMPARE(model.older().lineCount(), 4U);
    gw::requests::WorkState state;
    const auto text = model.older().reader()(state);
    QVERIFY(text);
    const QStringList lines =
        QString::fromStdString((*text)->readAll().value()).split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 5); // the last one is ended
    QVERIFY(lines[0].endsWith(QLatin1String("info main: one  api_id=demo")));
    QVERIFY(lines[3].contains(QLatin1String("four")));
    QCOMPARE(model.older().byteCount(), (*text)->size());
}

void BoundedModelsTest::dropsTheOldestOfTheDisk()
{
    gw::models::LogSpill spill(400'000);
    const QString words(999, QLatin1Char('x'));
    for (int number = 0; number < 1000; ++number) {
        spill.add(words);
    }
    QVERIFY(spill.byteCount() <= 400'000 + 2 * 65'536 + 2000);
    QVERIFY(spill.lostCount() > 0);
    QCOMPARE(spill.lineCount() + spill.lostCount(), 1000U);
    gw::requests::WorkState state;
    const auto text = spill.reader()(state);
    QVERIFY(text);
    QCOMPARE((*text)->size(), spill.lineCount() * 1000);
    QCOMPARE(state.done.load(), spill.lineCount() * 1000);
    gw::requests::WorkState stopped;
    stopped.isStopped = true;
    const auto none = spill.reader()(stopped);
    QVERIFY(none);
    QCOMPARE((*none)->size(), 0U);
}

void BoundedModelsTest::bringsBackWhatWasPutAway()
{
    TrafficModel model({.rows = 1000, .bytes = 1'000'000}, nullptr);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy filtered(&model, &BoundedRows::filtered);
    model.add(records(1, 4), 0);
    model.setFilter(filter("status:500"));
    model.putAway(); // while the filter works
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.keptCount(), 0U);
    QCOMPARE(model.awayCount(), 4U);
    QTRY_COMPARE_WITH_TIMEOUT(filtered.size(), 1, 20'000);
    QCOMPARE(model.rowCount(), 0);
    model.add(records(5, 2), 0);
    QCOMPARE(paths(model), QStringList{QStringLiteral("/5")});
    model.bringBack();
    QTRY_COMPARE_WITH_TIMEOUT(filtered.size(), 2, 20'000);
    QCOMPARE(paths(model),
             (QStringList{QStringLiteral("/1"), QStringLiteral("/3"), QStringLiteral("/5")}));
    QCOMPARE(model.keptCount(), 6U);
    QCOMPARE(model.awayCount(), 0U);
    model.bringBack(); // there is nothing
    QCOMPARE(filtered.size(), 2);
}

void BoundedModelsTest::forgetsWhatWasPutAwayBefore()
{
    TrafficModel model({.rows = 1000, .bytes = 1'000'000}, nullptr);
    model.add(records(1, 3), 0);
    model.putAway();
    model.add(records(4, 2), 0);
    model.putAway();
    QCOMPARE(model.awayCount(), 2U);
    model.bringBack();
    QTRY_COMPARE_WITH_TIMEOUT(paths(model),
                              (QStringList{QStringLiteral("/4"), QStringLiteral("/5")}), 20'000);
    model.putAway();
    model.clear(); // for good
    QCOMPARE(model.awayCount(), 0U);
    QCOMPARE(model.keptBytes(), 0U);
}

// The bound is for those that are away too.
void BoundedModelsTest::makesRoomOfWhatIsAway()
{
    TrafficModel model({.rows = 10, .bytes = 1'000'000}, nullptr);
    model.add(records(1, 10), 0);
    model.putAway();
    model.add(records(11, 4), 0);
    QCOMPARE(model.awayCount(), 6U);
    QCOMPARE(model.droppedCount(), 0U); // of the list that is shown
    model.bringBack();
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 10, 20'000);
    QCOMPARE(model.droppedCount(), 4U);
    model.putAway();
    model.add(records(15, 12), 0);
    QCOMPARE(model.awayCount(), 0U);
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.droppedCount(), 2U);
}

void BoundedModelsTest::bringsBackOlderLines()
{
    LogModel model({.rows = 2, .bytes = 1'000'000}, nullptr);
    model.add({line(LogLevel::Info, "one"), line(LogLevel::Info, "two")}, 0);
    model.add({line(LogLevel::Info, "three")}, 0);
    QCOMPARE(model.older().lineCount(), 1U);
    model.putAway();
    QCOMPARE(model.older().lineCount(), 0U);
    model.bringBack();
    QCOMPARE(model.older().lineCount(), 1U);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, 20'000);
    model.putAway();
    model.add({line(LogLevel::Info, "four")}, 0);
    model.add({line(LogLevel::Info, "five")}, 0);
    QCOMPARE(model.older().lineCount(), 0U); // what is away is not written
    model.add({line(LogLevel::Info, "six")}, 0);
    QCOMPARE(model.older().lineCount(), 1U);
    QCOMPARE(model.awayCount(), 0U);
    model.bringBack();
    QCOMPARE(model.older().lineCount(), 1U);
}

GW_TEST(BoundedModelsTest)
#include "bounded_models_test.moc"
