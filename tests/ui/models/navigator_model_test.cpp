// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigator_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using gw::client::ApiReport;
using gw::client::ApiState;
using gw::client::PluginHook;
using gw::models::NavigatorModel;

namespace {

ApiReport api(const QString &name, ApiState state = ApiState::Loaded)
{
    return {.apiId = name,
            .name = name,
            .file = name + QStringLiteral(".json"),
            .listenPath = QStringLiteral("/") + name,
            .state = state,
            .problems = {}};
}

QStringList namesBelow(const NavigatorModel &model, int section)
{
    QStringList names;
    const QModelIndex parent = model.index(section, 0);
    for (int row = 0; row < model.rowCount(parent); ++row) {
        names.append(model.index(row, 0, parent).data().toString());
    }
    return names;
}

// A section with those entries.
gw::models::NavigatorEntry entriesOf(const QStringList &keys)
{
    gw::models::NavigatorEntry section{.key = QStringLiteral("files"),
                                       .text = QStringLiteral("Files")};
    for (const QString &key : keys) {
        section.children.push_back({.key = key, .text = key});
    }
    return section;
}

} // namespace

class NavigatorModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEntriesOverARefresh();
    void keepsTheEntryOfAFileThatIsMended();
    void saysWhatFailed();
    void knowsNothingOfALostEngine();
    void tellsLibrariesOfBundles();
    void listsRequestFiles();
    void changesRunsOfRowsAtOnce();
    void tellsWhatChangedAlone();
};

void NavigatorModelTest::keepsEntriesOverARefresh()
{
    NavigatorModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSection(gw::models::apiSection({api(QStringLiteral("b")), api(QStringLiteral("d"))}));
    QCOMPARE(namesBelow(model, 0), QStringList({QStringLiteral("b"), QStringLiteral("d")}));
    const QPersistentModelIndex d = model.index(1, 0, model.index(0, 0));
    model.setSection(gw::models::apiSection({api(QStringLiteral("a")), api(QStringLiteral("c")),
                                             api(QStringLiteral("d"), ApiState::Failed)}));
    QCOMPARE(namesBelow(model, 0),
             QStringList({QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("d")}));
    QVERIFY(d.isValid());
    QCOMPARE(d.row(), 2);
    QCOMPARE(d.data(NavigatorModel::BadgeRole).toString(), QStringLiteral("failed"));
    model.setSection(gw::models::apiSection({}));
    QVERIFY(!d.isValid());
}

void NavigatorModelTest::keepsTheEntryOfAFileThatIsMended()
{
    NavigatorModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    ApiReport broken = api(QStringLiteral("zoo"), ApiState::Failed);
    broken.apiId.clear(); // it cannot be read that far
    broken.name.clear();
    model.setSection(gw::models::apiSection({api(QStringLiteral("hits")), broken}));
    const QPersistentModelIndex entry = model.index(1, 0, model.index(0, 0));
    QCOMPARE(entry.data().toString(), QStringLiteral("zoo.json"));
    ApiReport mended = api(QStringLiteral("zoo"));
    mended.name = QStringLiteral("animals"); // now the first
    model.setSection(gw::models::apiSection({api(QStringLiteral("hits")), mended}));
    QCOMPARE(namesBelow(model, 0),
             QStringList({QStringLiteral("animals"), QStringLiteral("hits")}));
    QVERIFY(entry.isValid());
    QCOMPARE(entry.data().toString(), QStringLiteral("animals"));
    QCOMPARE(entry.data(NavigatorModel::SubjectRole).toString(), QStringLiteral("zoo"));
}

void NavigatorModelTest::saysWhatFailed()
{
    NavigatorModel model;
    PluginHook good;
    good.path = QStringLiteral("plugins/a.so");
    good.symbol = QStringLiteral("Good");
    good.state = gw::client::PluginState::Loaded;
    PluginHook bad = good;
    bad.symbol = QStringLiteral("Bad");
    bad.state = gw::client::PluginState::Failed;
    bad.reason = QStringLiteral("symbol not found");
    model.setSection(gw::models::pluginSection({good, bad}));
    QCOMPARE(namesBelow(model, 0), QStringList{QStringLiteral("a.so")});
    const QModelIndex file = model.index(0, 0, model.index(0, 0));
    QCOMPARE(model.rowCount(file), 2);
    QCOMPARE(file.data(NavigatorModel::BadgeRole).toString(), QStringLiteral("failed"));
    QCOMPARE(file.data(Qt::ToolTipRole).toString(), QStringLiteral("a.so, failed\n") + bad.reason);
    QCOMPARE(file.data(NavigatorModel::SubjectRole).toString(), good.path);
}

void NavigatorModelTest::knowsNothingOfALostEngine()
{
    NavigatorModel model;
    PluginHook hook;
    hook.path = QStringLiteral("plugins/a.so");
    hook.symbol = QStringLiteral("Good");
    hook.state = gw::client::PluginState::Loaded;
    const auto fill = [&](gw::models::Heard heard) {
        model.setSection(gw::models::apiSection(
            {api(QStringLiteral("a")), api(QStringLiteral("b"), ApiState::Failed)}, heard));
        gw::models::PluginFolder folder;
        folder.heard = heard;
        model.setSection(gw::models::pluginSection({hook}, folder));
    };
    const auto tint = [](const QModelIndex &index) {
        return static_cast<gw::look::Tint>(index.data(NavigatorModel::TintRole).toInt());
    };
    fill(gw::models::Heard::Now);
    const QModelIndex apis = model.index(0, 0);
    const QModelIndex library = model.index(0, 0, model.index(1, 0));
    QCOMPARE(tint(model.index(0, 0, apis)), gw::look::Tint::Good);
    fill(gw::models::Heard::Before);
    for (const QModelIndex &index :
         {model.index(0, 0, apis), model.index(1, 0, apis), library, model.index(0, 0, library)}) {
        QCOMPARE(tint(index), gw::look::Tint::Secondary);
        QCOMPARE(index.data(NavigatorModel::BadgeRole).toString(), QStringLiteral("unknown"));
    }
    fill(gw::models::Heard::Now);
    QCOMPARE(tint(model.index(0, 0, apis)), gw::look::Tint::Good);
    QCOMPARE(model.index(1, 0, apis).data(NavigatorModel::BadgeRole).toString(),
             QStringLiteral("failed"));
    QCOMPARE(tint(library), gw::look::Tint::Plugin);
}

// A library of a bundle and one of the workspace may have the same name.
void NavigatorModelTest::tellsLibrariesOfBundles()
{
    NavigatorModel model;
    PluginHook hook;
    hook.path = QStringLiteral("/state/bundles/%1/a.so").arg(QString(64, QLatin1Char('0')));
    hook.symbol = QStringLiteral("Good");
    hook.state = gw::client::PluginState::Loaded;
    model.setSection(
        gw::models::pluginSection({hook}, {.libraries = {"plugins/a.so"}, .sources = {}}));
    QCOMPARE(namesBelow(model, 0),
             QStringList({QStringLiteral("a.so (bundle)"), QStringLiteral("a.so")}));
    const QModelIndex own = model.index(1, 0, model.index(0, 0));
    QCOMPARE(own.data(NavigatorModel::BadgeRole).toString(), QStringLiteral("not used"));
}

void NavigatorModelTest::listsRequestFiles()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("deep/empty")));
    for (const char *name : {"one.hurl", "deep/two.hurl", "notes.txt"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    NavigatorModel model;
    model.setSection(gw::models::collectionSection(folder.path()));
    QCOMPARE(namesBelow(model, 0), QStringList({QStringLiteral("deep"), QStringLiteral("one")}));
    const QModelIndex one = model.index(1, 0, model.index(0, 0));
    QCOMPARE(one.data(NavigatorModel::SubjectRole).toString(),
             folder.filePath(QStringLiteral("one.hurl")));
    QCOMPARE(one.data(NavigatorModel::KindRole).toString(), QStringLiteral("request"));
    const QModelIndex deep = model.index(0, 0, model.index(0, 0));
    QCOMPARE(model.index(0, 0, deep).data().toString(), QStringLiteral("empty")); // to put some in
    QVERIFY(model.flags(deep).testFlag(Qt::ItemIsEditable));
    QVERIFY(model.flags(one).testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsEditable));
}

// A view goes through what it has each time that rows come or go.
void NavigatorModelTest::changesRunsOfRowsAtOnce()
{
    NavigatorModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSection(entriesOf({}));
    const QSignalSpy came(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy went(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
    const QStringList few{QStringLiteral("c"), QStringLiteral("f")};
    const QStringList all{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                          QStringLiteral("d"), QStringLiteral("e"), QStringLiteral("f"),
                          QStringLiteral("g"), QStringLiteral("h")};
    model.setSection(entriesOf(all));
    QCOMPARE(namesBelow(model, 0), all);
    QCOMPARE(came.count(), 1);
    const QPersistentModelIndex f = model.index(5, 0, model.index(0, 0));
    model.setSection(entriesOf(few)); // of what was before, between and behind them
    QCOMPARE(namesBelow(model, 0), few);
    QCOMPARE(went.count(), 3);
    QCOMPARE(f.row(), 1);
    model.setSection(entriesOf(all));
    QCOMPARE(namesBelow(model, 0), all);
    QCOMPARE(came.count(), 1 + 3);
    QCOMPARE(f.row(), 5);
    QCOMPARE(moved.count(), 0);
    const QStringList turned{QStringLiteral("f"), QStringLiteral("x"), QStringLiteral("c"),
                             QStringLiteral("y"), QStringLiteral("a")};
    model.setSection(entriesOf(turned));
    QCOMPARE(namesBelow(model, 0), turned);
    QCOMPARE(f.row(), 0);
    model.setSection(entriesOf({}));
    QCOMPARE(namesBelow(model, 0), QStringList());
}

void NavigatorModelTest::tellsWhatChangedAlone()
{
    NavigatorModel model;
    auto section = entriesOf({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    model.setSection(section);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setSection(section);
    QCOMPARE(changed.count(), 0);
    section.children[1].badge = QStringLiteral("failed");
    model.setSection(section);
    QCOMPARE(changed.count(), 1);
    const auto at = changed.first().first().toModelIndex();
    QCOMPARE(at.data(NavigatorModel::KeyRole).toString(), QStringLiteral("b"));
    QCOMPARE(at.data(NavigatorModel::BadgeRole).toString(), QStringLiteral("failed"));
    section.children[0].kind = gw::models::kCommandEntry; // which is not counted
    model.setSection(section);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(changed.last().first().toModelIndex(), model.index(0, 0));
    QCOMPARE(model.index(0, 0).data(NavigatorModel::CountRole).toInt(), 2);
}

GW_TEST(NavigatorModelTest)
#include "navigator_model_test.moc"
