// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/disk_apis.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QTemporaryDir>

using gw::client::ApiReport;
using gw::client::ApiState;
using gw::test::writeFile;

namespace {

class DiskApisTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheDefinitions_data();
    void findsTheDefinitions();
    void namesWhatCanBeRead();
};

void DiskApisTest::findsTheDefinitions_data()
{
    QTest::addColumn<QByteArray>("settings"); // empty: no file
    QTest::addColumn<QString>("folder");
    const QString usual = QStringLiteral("apps");
    QTest::newRow("no settings") << QByteArray() << usual;
    QTest::newRow("no word of it") << QByteArray("{\"listen_port\": 99999}") << usual;
    QTest::newRow("no JSON") << QByteArray("{\"app_path\": ") << usual;
    QTest::newRow("no object") << QByteArray("[1]") << usual;
    QTest::newRow("a folder") << QByteArray(R"({"listen_port": 99999, "APP_Path": "my apis/"})")
                              << QStringLiteral("my apis");
}

void DiskApisTest::findsTheDefinitions()
{
    QFETCH(QByteArray, settings);
    QFETCH(QString, folder);
    const QTemporaryDir workspace;
    if (!settings.isEmpty()) {
        writeFile(workspace.filePath(QStringLiteral("gatewright.conf")), settings);
    }
    QCOMPARE(gw::session::definitionsOf(workspace.path()), workspace.filePath(folder));
    QCOMPARE(gw::session::definitionsOf({}), QString());
}

void DiskApisTest::namesWhatCanBeRead()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("b.json")),
              R"({"api_id": "orders", "name": "Örders", "proxy": {"listen_path": "/o/"}})");
    writeFile(folder.filePath(QStringLiteral("a.json")), "{");
    writeFile(folder.filePath(QStringLiteral("c-oas.json")), "{}");
    writeFile(folder.filePath(QStringLiteral("notes.txt")), "{}");
    const QList<ApiReport> apis = gw::session::apisOnDisk(folder.path());
    QCOMPARE(apis.size(), 2);
    QCOMPARE(apis[0].file, QStringLiteral("a.json"));
    QCOMPARE(apis[0].apiId, QString());
    QCOMPARE(apis[0].state, ApiState::NotLoaded);
    QCOMPARE(apis[1].apiId, QStringLiteral("orders"));
    QCOMPARE(apis[1].name, QStringLiteral("Örders"));
    QCOMPARE(apis[1].listenPath, QStringLiteral("/o/"));
    QVERIFY(!apis[1].isServing());
    QVERIFY(gw::session::apisOnDisk(folder.filePath(QStringLiteral("none"))).isEmpty());
}

} // namespace

GW_TEST(DiskApisTest)
#include "disk_apis_test.moc"
