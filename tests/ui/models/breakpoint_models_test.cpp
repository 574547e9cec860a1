// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/breakpoint_model.h"
#include "models/paused_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gw::client::Breakpoint;
using gw::client::BreakWhen;
using gw::client::PausedRequest;
using gw::models::BreakpointModel;
using gw::models::PausedModel;

namespace {

PausedRequest pausedRequest(const QString &id, int seconds = 60)
{
    PausedRequest request;
    request.id = id;
    request.apiId = u"orders"_s;
    request.step = u"AddFooBarHeader"_s;
    request.pausedAt = QDateTime::fromMSecsSinceEpoch(1'000'000);
    request.continuesAt = request.pausedAt.addSecs(seconds);
    request.request.method = u"GET"_s;
    request.request.target = u"/orders/"_s + id;
    return request;
}

template <typename Model>
QString rowText(const Model &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column) {
        cells.append(model.index(row, column).data().toString());
    }
    return cells.join(u'|');
}

} // namespace

class BreakpointModelsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsRules();
    void editsRules();
    void refusesWhatNoRuleCanBe();
    void showsWhoIsPaused();
    void keepsRowsOfThoseThatStay();
    void countsDown();
};

void BreakpointModelsTest::showsRules()
{
    BreakpointModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRules({{.id = u"b1"_s, .step = u"upstream"_s},
                    {.id = u"b2"_s,
                     .isEnabled = false,
                     .apiId = u"orders"_s,
                     .method = u"GET"_s,
                     .path = u"/orders/*"_s,
                     .step = u"pre"_s,
                     .when = BreakWhen::After}});
    QCOMPARE(rowText(model, 0), u"|any|any|any|upstream|before"_s);
    QCOMPARE(rowText(model, 1), u"|orders|GET|/orders/*|pre|after"_s);
    model.setApiNames({{u"orders"_s, u"The orders"_s}});
    QCOMPARE(rowText(model, 1), u"|The orders|GET|/orders/*|pre|after"_s);
    QCOMPARE(model.index(0, BreakpointModel::Enabled).data(Qt::CheckStateRole).toInt(),
             static_cast<int>(Qt::Checked));
    QCOMPARE(model.index(1, BreakpointModel::Enabled).data(Qt::AccessibleTextRole).toString(),
             u"off"_s);
    model.setRules({{.id = u"b2"_s, .step = u"client"_s}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(rowText(model, 0), u"|any|any|any|client|before"_s);
    model.setRules({});
    QCOMPARE(model.rowCount(), 0);
}

void BreakpointModelsTest::editsRules()
{
    BreakpointModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRules({{.id = u"b1"_s, .step = u"pre"_s}});
    const QSignalSpy edited(&model, &BreakpointModel::edited);
    const auto set = [&model](int column, const QVariant &value, int role = Qt::EditRole) {
        return model.setData(model.index(0, column), value, role);
    };
    QVERIFY(set(BreakpointModel::Enabled, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(set(BreakpointModel::Api, u"orders"_s));
    QVERIFY(set(BreakpointModel::Method, u"get "_s));
    QVERIFY(set(BreakpointModel::Path, u" /orders/*"_s));
    QVERIFY(set(BreakpointModel::When, true));
    const Breakpoint expected{.id = u"b1"_s,
                              .isEnabled = false,
                              .apiId = u"orders"_s,
                              .method = u"GET"_s,
                              .path = u"/orders/*"_s,
                              .step = u"pre"_s,
                              .when = BreakWhen::After};
    QCOMPARE(model.rules().value(0), expected);
    QCOMPARE(edited.size(), 5);
    QVERIFY(set(BreakpointModel::Api, u"orders"_s)); // as it is
    QCOMPARE(edited.size(), 5);
    QVERIFY(set(BreakpointModel::Step, u"upstream"_s)); // which has no after
    QCOMPARE(model.rules().value(0).when, BreakWhen::Before);
}

void BreakpointModelsTest::refusesWhatNoRuleCanBe()
{
    BreakpointModel model;
    model.setRules({{.id = u"b1"_s, .step = u"client"_s}});
    QVERIFY(!model.setData(model.index(0, BreakpointModel::Step), u" "_s, Qt::EditRole));
    QCOMPARE(model.rules().value(0).step, u"client"_s);
    const QModelIndex when = model.index(0, BreakpointModel::When);
    QVERIFY(!(model.flags(when) & Qt::ItemIsEditable));
    QVERIFY(!model.setData(when, true, Qt::EditRole));
    QCOMPARE(model.rules().value(0).when, BreakWhen::Before);
}

void BreakpointModelsTest::showsWhoIsPaused()
{
    PausedModel model;
    const QAbstractItemModelTester tester(&model);
    PausedRequest answer = pausedRequest(u"2"_s);
    answer.apiName = u"Orders"_s;
    answer.step = u"client"_s;
    PausedRequest after = pausedRequest(u"3"_s);
    after.when = BreakWhen::After;
    model.setPaused({pausedRequest(u"1"_s), answer, after});
    model.setNow(QDateTime::fromMSecsSinceEpoch(1'000'000));
    QVERIFY(rowText(model, 0).startsWith(u"GET|/orders/1|60 s|before AddFooBarHeader|"_s));
    QVERIFY(rowText(model, 0).endsWith(u"|orders"_s));
    QVERIFY(rowText(model, 1).startsWith(u"GET|/orders/2|60 s|before the answer goes out|"_s));
    QVERIFY(rowText(model, 1).endsWith(u"|Orders"_s));
    QVERIFY(rowText(model, 2).contains(u"|after AddFooBarHeader|"_s));
}

void BreakpointModelsTest::keepsRowsOfThoseThatStay()
{
    PausedModel model;
    const QAbstractItemModelTester tester(&model);
    model.setPaused({pausedRequest(u"1"_s), pausedRequest(u"2"_s), pausedRequest(u"3"_s)});
    const QPersistentModelIndex second = model.index(1, 0);
    model.setPaused({pausedRequest(u"2"_s), pausedRequest(u"4"_s)});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(second.isValid());
    QCOMPARE(second.row(), 0);
    QCOMPARE(model.rowOf(u"4"_s), 1);
    QCOMPARE(model.rowOf(u"1"_s), -1);
    model.setPaused({});
    QCOMPARE(model.rowCount(), 0);
}

void BreakpointModelsTest::countsDown()
{
    const PausedRequest request = pausedRequest(u"1"_s, 10);
    const auto left = [&request](int ms) {
        return gw::models::timeLeft(request, request.pausedAt.addMSecs(ms));
    };
    QCOMPARE(left(0), 10s);
    QCOMPARE(left(1), 10s);
    QCOMPARE(left(1000), 9s);
    QCOMPARE(left(9999), 1s);
    QCOMPARE(left(10'000), 0s);
    QCOMPARE(left(99'000), 0s);
    QCOMPARE(left(-99'000), 10s); // the engine's clock is ahead
    PausedModel model;
    model.setPaused({request});
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setNow(request.pausedAt.addSecs(4));
    QCOMPARE(model.index(0, PausedModel::Left).data().toString(), u"6 s"_s);
    const auto head = [&model](PausedModel::Column column) {
        return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    QCOMPARE(head(PausedModel::Method), u"Method"_s);
    QCOMPARE(head(PausedModel::Path), u"Path"_s);
    QCOMPARE(head(PausedModel::Left), u"Goes on in"_s);
    QCOMPARE(head(PausedModel::Place), u"Where"_s);
    QCOMPARE(head(PausedModel::Since), u"Since"_s);
    QCOMPARE(head(PausedModel::Api), u"API"_s);
    QCOMPARE(changes.size(), 1);
}

GW_TEST(BreakpointModelsTest)
#include "breakpoint_models_test.moc"
