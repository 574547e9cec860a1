// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using gw::history::HistoryRow;
using gw::models::HistoryModel;

namespace {

QList<HistoryRow> rowsOf(const QList<qint64> &ids)
{
    QList<HistoryRow> rows;
    for (const qint64 id : ids) {
        HistoryRow row;
        row.id = id;
        rows.append(row);
    }
    return rows;
}

QList<qint64> idsOf(const HistoryModel &model)
{
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row) {
        ids.append(model.row(row).id);
    }
    return ids;
}

} // namespace

class HistoryModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesInPlace_data();
    void changesInPlace();
};

void HistoryModelTest::changesInPlace_data()
{
    QTest::addColumn<QList<qint64>>("before");
    QTest::addColumn<QList<qint64>>("after");

    using Ids = QList<qint64>;
    QTest::newRow("nothing") << Ids{} << Ids{};
    QTest::newRow("the first ones") << Ids{} << Ids{3, 2, 1};
    QTest::newRow("cleared") << Ids{3, 2, 1} << Ids{};
    QTest::newRow("a new one") << Ids{3, 2} << Ids{4, 3, 2};
    QTest::newRow("the oldest makes room") << Ids{5, 3, 2} << Ids{6, 5, 3};
    QTest::newRow("removed in the middle") << Ids{9, 7, 5, 3, 1} << Ids{9, 5, 1};
    QTest::newRow("brought back") << Ids{9, 5, 1} << Ids{9, 7, 5, 3, 1};
    QTest::newRow("come and gone") << Ids{9, 8, 5, 4, 1} << Ids{10, 9, 7, 6, 5, 3, 2};
    QTest::newRow("others") << Ids{5, 3} << Ids{6, 4, 2};
    QTest::newRow("the same") << Ids{5, 3} << Ids{5, 3};
}

void HistoryModelTest::changesInPlace()
{
    QFETCH(const QList<qint64>, before);
    QFETCH(const QList<qint64>, after);
    HistoryModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(rowsOf(before));
    QCOMPARE(idsOf(model), before);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QItemSelectionModel selection(&model);
    if (const qsizetype kept = before.indexOf(5); kept >= 0) {
        selection.select(model.index(static_cast<int>(kept), 0), QItemSelectionModel::Select);
    }
    model.setRows(rowsOf(after));
    QCOMPARE(idsOf(model), after);
    QCOMPARE(reset.size(), 0);
    QList<qint64> selected;
    for (const QModelIndex &index : selection.selectedIndexes()) {
        selected.append(model.row(index.row()).id);
    }
    const bool isKept = before.contains(5) && after.contains(5);
    QCOMPARE(selected, isKept ? QList<qint64>{5} : QList<qint64>{});
}

GW_TEST(HistoryModelTest)
#include "history_model_test.moc"
