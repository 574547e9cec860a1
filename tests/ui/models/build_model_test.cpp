// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/build_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using gw::models::BuildModel;

class BuildModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leadsToPlacesInSources();
    void saysHowManyLinesItLeftOut();
};

void BuildModelTest::leadsToPlacesInSources()
{
    BuildModel model;
    const QAbstractItemModelTester tester(&model);
    model.add(u"c++ -o a.so a.cpp"_s, BuildModel::Tone::Note);
    model.add(u"a.cpp:3:1: error: nobody"_s);
    model.markLast(BuildModel::Tone::Error, {u"/a.cpp"_s, 3}, u"nobody"_s);
    model.add(u"a.cpp:5:1: warning: odd"_s);
    model.markLast(BuildModel::Tone::Warning, {u"/a.cpp"_s, 5}, u"odd"_s);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.errorCount(), 1);
    QCOMPARE(model.firstError(), 1);
    QCOMPARE(model.placeAt(1).line, 3);
    QVERIFY(model.index(1).data(Qt::ToolTipRole).toString().contains(u"/a.cpp"_s));
    QVERIFY(!model.index(0).data(Qt::ToolTipRole).isValid());
    QVERIFY(model.index(1).data(Qt::ForegroundRole) != model.index(2).data(Qt::ForegroundRole));
    QCOMPARE(model.marksOf(u"/a.cpp"_s),
             (QList<BuildModel::Mark>{{3, true, u"nobody"_s}, {5, false, u"odd"_s}}));
    QVERIFY(model.marksOf(u"/b.cpp"_s).isEmpty());
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.errorCount(), 0);
    QCOMPARE(model.firstError(), -1);
}

void BuildModelTest::saysHowManyLinesItLeftOut()
{
    BuildModel model;
    for (int line = 0; line < BuildModel::kMostLines + 4; ++line) {
        model.add(QString::number(line));
        // What is counted is not what is kept.
        model.markLast(BuildModel::Tone::Error, {u"/a.cpp"_s, line + 1}, u"bad"_s);
    }
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), BuildModel::kMostLines);
    QCOMPARE(model.errorCount(), BuildModel::kMostLines + 4);
    QCOMPARE(model.index(0).data().toString(), u"0"_s);
    // The last line stands for itself and the four that have no room.
    QCOMPARE(model.index(BuildModel::kMostLines - 1).data().toString(),
             u"5 more lines were left out"_s);
    QVERIFY(model.placeAt(BuildModel::kMostLines - 1).file.isEmpty());
}

GW_TEST(BuildModelTest)
#include "build_model_test.moc"
