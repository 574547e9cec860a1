// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/new_workspace.h"
#include "spec/gateway_config.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace gw::session {

using test::readFile;
using test::writeFile;

class NewWorkspaceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesAnEmptyFolderOne();
    void leavesWorkspacesAsTheyAre();
    void refusesOtherFolders();
    void saysWhatCannotBeMade();
};

void NewWorkspaceTest::makesAnEmptyFolderOne()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(QStringLiteral("deep/work"));
    QVERIFY(!NewWorkspace::isThere(place));
    QVERIFY(NewWorkspace::make(place));
    QVERIFY(NewWorkspace::isThere(place));
    const QStringList made = QDir(place).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    QCOMPARE(made.join(u' '), QStringLiteral("apps environments gatewright.conf plugins requests"));
    QVERIFY(QFileInfo(place + QStringLiteral("/plugins/src")).isDir());
    QVERIFY(readFile(place + QStringLiteral("/environments/local.env")).contains("gateway=http"));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(!(QFileInfo(place + QStringLiteral("/apps")).permissions() & others));

    const auto settings = spec::readConfig(
        readFile(place + QStringLiteral("/gatewright.conf")).toStdString(), {}, {});
    QVERIFY(settings);
    QCOMPARE(settings->config.listenAddress, "127.0.0.1");
    QCOMPARE(settings->config.appPath, "apps");
}

void NewWorkspaceTest::leavesWorkspacesAsTheyAre()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("apps/orders.json")), "{}");
    QVERIFY(NewWorkspace::make(folder.path()));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList(QStringLiteral("apps")));
}

void NewWorkspaceTest::refusesOtherFolders()
{
    const QTemporaryDir folder;
    for (const char *name : {"notes.txt", ".hidden"}) {
        const QString file = folder.filePath(QLatin1String(name));
        writeFile(file, "mine");
        const auto made = NewWorkspace::make(folder.path());
        QVERIFY(!made);
        QCOMPARE(made.error().where, folder.path().toStdString());
        QVERIFY(!made.error().remedy.empty());
        QCOMPARE(
            QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList(QLatin1String(name)));
        const auto inFile = NewWorkspace::make(file);
        QVERIFY(!inFile);
        QVERIFY(!inFile.error().remedy.empty());
        QVERIFY(QFile::remove(file));
    }
    QVERIFY(NewWorkspace::make(folder.path()));
}

void NewWorkspaceTest::saysWhatCannotBeMade()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("file")), "");
    const auto made = NewWorkspace::make(folder.filePath(QStringLiteral("file/below")));
    QVERIFY(!made);
    QVERIFY(made.error().what.find("Not a directory") != std::string::npos);
}

} // namespace gw::session

GW_TEST(gw::session::NewWorkspaceTest)
#include "new_workspace_test.moc"
