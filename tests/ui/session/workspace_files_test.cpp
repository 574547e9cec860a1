// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace_files.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QCryptographicHash>
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
    void tellsWhatWasWrittenSinceTheEngineRead();
    void passesOverWhatTheEngineDoesNotRead();
    void tellsRequests();
    void tellsSettings();
    void tellsPlugins();
    void tellsLibrariesThatTheEngineUses();
    void tellsABrokenLibraryThatWasBuiltAgain();
    void tellsALibraryThatIsAgainWhatServes();
    void leavesAnotherWorkspace();

private:
    // The engine reads all definitions as they are.
    void load()
    {
        WorkspaceFiles::Hashes hashes;
        const QDir folder(path("apps"));
        for (const QString &name : folder.entryList({QStringLiteral("*.json")})) {
            hashes.insert(name, hashOf(gw::test::readFile(folder.filePath(name))));
        }
        m_files->noteLoaded(hashes);
    }
    static QString hashOf(const QByteArray &text)
    {
        return QString::fromLatin1(
            QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    }
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
    load();
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
    load();
    QTRY_VERIFY_WITH_TIMEOUT(m_files->changedDefinitions().isEmpty(), kPatience);
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
    load();
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatience);
    QVERIFY(m_files->changedDefinitions().isEmpty());
}

// Between its reading and its report, which says what it has read.
void WorkspaceFilesTest::tellsWhatWasWrittenSinceTheEngineRead()
{
    const QByteArray later = R"({"api_id": "a"})";
    writeFile(path("apps/a.json"), later);
    m_files->noteLoaded({{QStringLiteral("a.json"), hashOf("{}")}});
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(), QStringList{QStringLiteral("a.json")},
                              kPatience);
    m_files->noteLoaded({{QStringLiteral("a.json"), hashOf(later)}});
    QTRY_VERIFY_WITH_TIMEOUT(m_files->changedDefinitions().isEmpty(), kPatience);
    // Written again as it was: nothing to reload.
    writeFile(path("apps/a.json"), later);
    writeFile(path("apps/b.json"), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(), QStringList{QStringLiteral("b.json")},
                              kPatience);
}

void WorkspaceFilesTest::passesOverWhatTheEngineDoesNotRead()
{
    writeFile(path("apps/a-oas.json"), "{}");
    writeFile(path("apps/large.json"), QByteArray(4 * 1024 * 1024 + 1, ' '));
    writeFile(path("apps/b.json"), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(), QStringList{QStringLiteral("b.json")},
                              kPatience);
}

void WorkspaceFilesTest::tellsRequests()
{
    QSignalSpy collections(m_files.get(), &WorkspaceFiles::collectionsChanged);
    QSignalSpy request(m_files.get(), &WorkspaceFiles::requestChanged);
    const QSignalSpy gone(m_files.get(), &WorkspaceFiles::requestGone);
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
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone.at(0).at(0).toString(), path("requests/tour/one.hurl"));
    // One that comes back is told like one that changed.
    request.clear();
    writeFile(path("requests/tour/one.hurl"), "GET http://h/");
    QTRY_COMPARE_WITH_TIMEOUT(request.size(), 1, kPatience);
    QCOMPARE(request.at(0).at(0).toString(), path("requests/tour/one.hurl"));
}

void WorkspaceFilesTest::tellsPlugins()
{
    QSignalSpy plugins(m_files.get(), &WorkspaceFiles::pluginsChanged);
    writeFile(path("plugins/a.so"), "a"); // the folder comes with it
    QTRY_COMPARE_WITH_TIMEOUT(plugins.size(), 1, kPatience);
    writeFile(path("plugins/src/b.cpp"), "b");
    QTRY_COMPARE_WITH_TIMEOUT(plugins.size(), 2, kPatience);
    QVERIFY(QFile::remove(path("plugins/a.so")));
    QTRY_COMPARE_WITH_TIMEOUT(plugins.size(), 3, kPatience);
}

void WorkspaceFilesTest::tellsLibrariesThatTheEngineUses()
{
    const QString used = QStringLiteral("plugins/used.so");
    writeFile(path("plugins/used.so"), "1");
    writeFile(path("plugins/unused.so"), "1");
    m_files->noteLibraries({{used, hashOf("1")}});
    QSignalSpy changed(m_files.get(), &WorkspaceFiles::librariesChanged);
    writeFile(path("plugins/unused.so"), "2");
    QFile file(path("plugins/used.so")); // in place, as a copy does it
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("22");
    file.close();
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedLibraries(), QStringList{used}, kPatience);
    QCOMPARE(changed.size(), 1);
    writeFile(path("plugins/used.so"), "333"); // offered anew
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, kPatience);
    m_files->noteLibraries({{used, hashOf("333")}});
    QTRY_VERIFY_WITH_TIMEOUT(m_files->changedLibraries().isEmpty(), kPatience);
    QVERIFY(QFile::remove(path("plugins/used.so")));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedLibraries(), QStringList{used}, kPatience);
}

// The engine does not tell what the file held that it could not load.
void WorkspaceFilesTest::tellsABrokenLibraryThatWasBuiltAgain()
{
    const QString broken = QStringLiteral("plugins/broken.so");
    const QString missing = QStringLiteral("plugins/missing.so");
    const WorkspaceFiles::Hashes failed = {{broken, gw::session::LoadedFiles::kAsItIs},
                                           {missing, gw::session::LoadedFiles::kAsItIs}};
    writeFile(path("plugins/broken.so"), "no library");
    m_files->noteLibraries(failed);
    const QSignalSpy changed(m_files.get(), &WorkspaceFiles::librariesChanged);
    writeFile(path("plugins/missing.so"), "1");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedLibraries(), QStringList{missing}, kPatience);
    m_files->noteLibraries(failed); // the engine tells of them again and again
    writeFile(path("plugins/broken.so"), "1");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedLibraries(), QStringList({broken, missing}),
                              kPatience);
    QCOMPARE(changed.size(), 2);
}

// It served, was broken, and is again what it was.
void WorkspaceFilesTest::tellsALibraryThatIsAgainWhatServes()
{
    const QString library = QStringLiteral("plugins/a.so");
    writeFile(path("plugins/a.so"), "good");
    m_files->noteLibraries({{library, hashOf("good")}});
    writeFile(path("plugins/a.so"), "broken");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedLibraries(), QStringList{library}, kPatience);
    m_files->noteLibraries({{library, gw::session::LoadedFiles::kAsItIs}}); // it was tried
    QTRY_VERIFY_WITH_TIMEOUT(m_files->changedLibraries().isEmpty(), kPatience);
    writeFile(path("plugins/a.so"), "good");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedLibraries(), QStringList{library}, kPatience);
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
    m_files->noteLoaded({{QStringLiteral("x.json"), hashOf("{}")}});
    writeFile(path("apps/c.json"), "{}");
    writeFile(other.filePath(QStringLiteral("apps/y.json")), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(m_files->changedDefinitions(), QStringList{QStringLiteral("y.json")},
                              kPatience);
}

} // namespace

GW_TEST(WorkspaceFilesTest)
#include "workspace_files_test.moc"
