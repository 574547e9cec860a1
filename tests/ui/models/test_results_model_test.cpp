// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/test_results_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using gw::models::TestResultsModel;
using gw::session::TestRow;

namespace {

using State = TestRow::State;

// A request with one check.
QList<TestRow> request(int number, State state)
{
    TestRow row;
    row.text = QString::number(number);
    row.state = state;
    TestRow check = row;
    check.isCheck = true;
    return {row, check};
}

QStringList textsOf(const TestResultsModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        texts.append(model.row(row).text);
    }
    return texts;
}

} // namespace

class TestResultsModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dropsTheOldestThatPassed();
    void dropsFailuresLast();
    void keepsTheNewestRequest();
};

void TestResultsModelTest::dropsTheOldestThatPassed()
{
    TestResultsModel model(nullptr, 10);
    const QAbstractItemModelTester tester(&model);
    model.add(request(0, State::Passed));
    model.add(request(1, State::Failed));
    for (int number = 2; number < 5; ++number) {
        model.add(request(number, State::Passed));
    }
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.droppedCount(), 0U);
    model.add(request(5, State::Passed));
    const QStringList kept = {u"1"_s, u"1"_s, u"3"_s, u"3"_s, u"4"_s, u"4"_s, u"5"_s, u"5"_s};
    QCOMPARE(textsOf(model), kept);
    QCOMPARE(model.droppedCount(), 4U);
    QCOMPARE(model.requestCount(), 6); // all of them
    QCOMPARE(model.failedCount(), 1);
    model.setOnlyFailures(true);
    QCOMPARE(textsOf(model), QStringList({u"1"_s, u"1"_s}));
    model.clear();
    QCOMPARE(model.droppedCount(), 0U);
}

void TestResultsModelTest::dropsFailuresLast()
{
    TestResultsModel model(nullptr, 10);
    const QAbstractItemModelTester tester(&model);
    model.setOnlyFailures(true);
    for (int number = 0; number < 6; ++number) {
        model.add(request(number, number == 3 ? State::Passed : State::Failed));
    }
    const QStringList kept = {u"1"_s, u"1"_s, u"2"_s, u"2"_s, u"4"_s, u"4"_s, u"5"_s, u"5"_s};
    QCOMPARE(textsOf(model), kept);
    QCOMPARE(model.droppedCount(), 4U);
    model.setOnlyFailures(false);
    QCOMPARE(textsOf(model), kept);
}

void TestResultsModelTest::keepsTheNewestRequest()
{
    TestResultsModel model(nullptr, 10);
    const QAbstractItemModelTester tester(&model);
    model.add(request(0, State::Passed));
    QList<TestRow> large = request(1, State::Passed);
    while (large.size() < 20) {
        large.append(large.last());
    }
    model.add(large);
    QCOMPARE(model.rowCount(), 20);
    model.add(request(2, State::Passed));
    QCOMPARE(textsOf(model), QStringList({u"2"_s, u"2"_s}));
}

GW_TEST(TestResultsModelTest)
#include "test_results_model_test.moc"
