// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace_files.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using gw::session::WorkspaceFiles;
using gw::test::writeFile;

namespace {

constexpr int kPatience = 60'000; // the machine may be busy

class WorkspaceFilesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsDefinitionsUntilTheyAreLoaded();
    void tellsRequests();
    void tellsSettings();
    void leavesAnotherWorkspace();

private:
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFiles> m_files;
};

void WorkspaceFilesTest::init()
{
    m_files.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    writeFile(path("apps/a.json"), "{}");
    writeFile(path("requests/tour/one.hurl"), "GET http://h/");
    writeFile(path("gatewright.conf"), "{}");
    m_files = std::make_unique<WorkspaceFiles>();
    m_files->follow(m_folder->path(), path("apps"));
}

void WorkspaceFilesTest::tellsDefinitionsUntilTheyAreLoaded()
{
    QVERIFY(m_files->changedDefinitions().isEmpty());
    writeFile(path("apps/b.json"), "{}");
    writeFile(path("apps/notes.txt"), "no definition");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(), QStringList{QStringLiteral("b.json")},
                              kPatience);
    // Written in place too, and removed.
    QFile file(path("apps/b.json"));
    m_files->noteLoaded();
    QVERIFY(m_files->changedDefinitions().isEmpty());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"api_id\": \"b\"}");
    file.close();
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(), QStringList{QStringLiteral("b.json")},
                              kPatience);
    QVERIFY(QFile::remove(path("apps/a.json")));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(),
                              QStringList({QStringLiteral("a.json"), QStringLiteral("b.json")}),
                              kPatience);
    QSignalSpy changed(m_files.get(), &WorkspaceFiles::definitionsChanged);
    m_files->noteLoaded();
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_files->changedDefinitions().isEmpty());
}

void WorkspaceFilesTest::tellsRequests()
{
    QSignalSpy collections(m_files.get(), &WorkspaceFiles::collectionsChanged);
    QSignalSpy request(m_files.get(), &WorkspaceFiles::requestChanged);
    writeFile(path("requests/tour/one.hurl"), "GET http://other/");
    QTRY_COMPARE_WITH_TIMEOUT(request.size(), 1, kPatience);
    QCOMPARE(request.at(0).at(0).toString(), path("requests/tour/one.hurl"));
    QCOMPARE(collections.size(), 0);
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("requests/new")));
    writeFile(path("requests/tour/two.hurl"), "GET http://h/");
    QTRY_COMPARE_WITH_TIMEOUT(collections.size(), 1, kPatience);
    // A folder that came is watched from then on.
    writeFile(path("requests/new/three.hurl"), "GET http://h/");
    QTRY_COMPARE_WITH_TIMEOUT(collections.size(), 2, kPatience);
    QVERIFY(QFile::remove(path("requests/tour/one.hurl")));
    QTRY_COMPARE_WITH_TIMEOUT(collections.size(), 3, kPatience);
    QCOMPARE(request.size(), 1);
}

void WorkspaceFilesTest::tellsSettings()
{
    QSignalSpy settings(m_files.get(), &WorkspaceFiles::settingsChanged);
    writeFile(path("gatewright.conf"), "{\"secret\": \"s\"}");
    QTRY_COMPARE_WITH_TIMEOUT(settings.size(), 1, kPatience);
    QVERIFY(m_files->changedDefinitions().isEmpty());
}

void WorkspaceFilesTest::leavesAnotherWorkspace()
{
    const QTemporaryDir other;
    writeFile(path("apps/b.json"), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions().size(), 1, kPatience);
    writeFile(other.filePath(QStringLiteral("apps/x.json")), "{}");
    m_files->follow(other.path(), other.filePath(QStringLiteral("apps")));
    QVERIFY(m_files->changedDefinitions().isEmpty());
    writeFile(path("apps/c.json"), "{}");
    writeFile(other.filePath(QStringLiteral("apps/y.json")), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(), QStringList{QStringLiteral("y.json")},
                              kPatience);
}

} // namespace

GW_TEST(WorkspaceFilesTest)
#include "workspace_files_test.moc"
