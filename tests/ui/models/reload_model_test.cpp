// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reload_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gw::client::ApiReport;
using gw::client::ApiState;
using gw::client::ReloadReport;
using gw::models::ReloadModel;

namespace {

ApiReport fileOf(const QString &id, ApiState state, const QStringList &problems = {},
                 const QStringList &changes = {})
{
    ApiReport api;
    api.apiId = id;
    api.name = id.toUpper();
    api.file = id + u".json"_s;
    api.state = state;
    api.problems = problems;
    api.changes = changes;
    return api;
}

} // namespace

class ReloadModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameOfEachFile();
    void sumsUp_data();
    void sumsUp();
};

void ReloadModelTest::tellsWhatBecameOfEachFile()
{
    ReloadReport report;
    report.apis = {
        fileOf(u"same"_s, ApiState::Unchanged),
        fileOf(u"new"_s, ApiState::Loaded, {u"Listen path collision"_s}),
        fileOf(u"other"_s, ApiState::Loaded, {}, {u"definition"_s, u"plugin a.so, generation 2"_s}),
        fileOf(u"gone"_s, ApiState::Removed),
        fileOf(u"part"_s, ApiState::Degraded, {u"no library"_s}),
        fileOf(u"old"_s, ApiState::KeptOld, {u"line 1"_s, u"line 2"_s}),
        fileOf(u"bad"_s, ApiState::Failed, {u"no JSON"_s}),
    };
    ReloadModel model;
    const QAbstractItemModelTester tester(&model);
    model.setReport(report);
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ReloadModel::kColumns; ++column) {
            cells.append(model.index(row, column).data().toString());
        }
        rows.append(cells.join(u'|'));
    }
    QCOMPARE(rows, QStringList({
                       u"failed|BAD|bad.json|no JSON"_s,
                       u"the version before serves|OLD|old.json|line 1; line 2"_s,
                       u"serves in part|PART|part.json|no library"_s,
                       u"changed|OTHER|other.json|definition; plugin a.so, generation 2"_s,
                       u"added|NEW|new.json|Listen path collision"_s,
                       u"removed|GONE|gone.json|"_s,
                       u"unchanged|SAME|same.json|"_s,
                   }));
    QCOMPARE(model.api(1).apiId, u"old"_s);
    QCOMPARE(gw::models::changeCount(report), 3);
}

void ReloadModelTest::sumsUp_data()
{
    QTest::addColumn<QList<ApiState>>("states");
    QTest::addColumn<bool>("isOther"); // those that are loaded were there before
    QTest::addColumn<QString>("summary");
    QTest::newRow("issue") << QList{ApiState::Loaded, ApiState::Unchanged} << true
                           << u"generation 43, 1 API changed, 4.00 ms"_s;
    QTest::newRow("nothing") << QList{ApiState::Unchanged} << true
                             << u"generation 43, nothing changed, 4.00 ms"_s;
    QTest::newRow("all") << QList{ApiState::Loaded, ApiState::Removed, ApiState::KeptOld,
                                  ApiState::Failed}
                         << false
                         << u"generation 43, 1 API added, 1 API removed, 2 APIs not as their "
                            "files say, 4.00 ms"_s;
}

void ReloadModelTest::sumsUp()
{
    QFETCH(QList<ApiState>, states);
    QFETCH(bool, isOther);
    ReloadReport report;
    report.generation = 43;
    report.duration = 4ms;
    for (const ApiState state : states) {
        const bool hasChanges = isOther && state == ApiState::Loaded;
        report.apis.append(
            fileOf(u"a"_s, state, {}, hasChanges ? QStringList{u"definition"_s} : QStringList()));
    }
    QTEST(gw::models::summaryOf(report), "summary");
}

GW_TEST(ReloadModelTest)
#include "reload_model_test.moc"
