// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/plugin_trash.h"
#include "session/engine_session.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace gw;

class PluginTrashTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsWhatIsNotOfTheWorkspace_data();
    void keepsWhatIsNotOfTheWorkspace();
    void keepsWhatADefinitionNames();
    void deletesASourceAlone();
    void deletesAProjectAsAWhole();
    void saysWhenItCannotComeBack();

private:
    [[nodiscard]] QString inFolder(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<session::EngineSession> m_session;
    std::unique_ptr<libraries::PluginTrash> m_trash;
};

void PluginTrashTest::init()
{
    m_trash.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    test::writeFile(inFolder(u"plugins/x.so"_s), "a library");
    m_session = std::make_unique<session::EngineSession>(std::make_unique<test::SilentHost>());
    m_session->openWorkspace(m_folder->path());
    m_trash = std::make_unique<libraries::PluginTrash>(*m_session);
}

void PluginTrashTest::keepsWhatIsNotOfTheWorkspace_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<bool>("isOpen"); // the workspace
    QTest::addColumn<QString>("why");
    QTest::newRow("its own") << u"plugins/x.so"_s << true << QString();
    QTest::newRow("otherwise spelled") << u"./plugins//x.so"_s << true << QString();
    QTest::newRow("attached") << u"plugins/x.so"_s << false << u"open here"_s;
    QTest::newRow("none") << u"plugins/none.so"_s << true << u"no such file"_s;
    QTest::newRow("outside") << u"plugins/../../x.so"_s << true << u"no such file"_s;
    QTest::newRow("of a bundle") << u"state/bundles/"_s + QString(64, u'a') + u"/x.so"_s << true
                                 << u"of a bundle"_s;
}

void PluginTrashTest::keepsWhatIsNotOfTheWorkspace()
{
    QFETCH(QString, library);
    QFETCH(bool, isOpen);
    QFETCH(QString, why);
    session::EngineSession attached(nullptr);
    const libraries::PluginTrash trash(isOpen ? *m_session : attached);
    const QString found = trash.whyKept(library);
    QVERIFY2(why.isEmpty() ? found.isEmpty() : found.contains(why), qPrintable(found));
}

void PluginTrashTest::keepsWhatADefinitionNames()
{
    // No engine has read it.
    const QString definition = m_session->definitionsFolder() + u"/orders.json"_s;
    test::writeFile(
        definition,
        R"({"custom_middleware": {"post": [{"name": "A", "path": "./plugins/x.so"}]}})");
    QSignalSpy failed(m_trash.get(), &libraries::PluginTrash::failed);
    QSignalSpy deleted(m_trash.get(), &libraries::PluginTrash::deleted);
    m_trash->deleteLibrary(u"plugins/x.so"_s);
    QTRY_COMPARE(failed.size(), 1);
    const auto why = failed.first().first().value<Error>();
    QVERIFY2(why.what.find("orders.json") != std::string::npos, why.what.c_str());
    QVERIFY(!why.remedy.empty());
    QVERIFY(QFile::exists(inFolder(u"plugins/x.so"_s)));
    QVERIFY(QFile::remove(definition));
    m_trash->deleteLibrary(u"plugins/x.so"_s);
    QTRY_COMPARE(deleted.size(), 1);
    QVERIFY(!QFile::exists(inFolder(u"plugins/x.so"_s)));
    QCOMPARE(failed.size(), 1);
}

// Not what lies around it, though a project is told by its build file.
void PluginTrashTest::deletesASourceAlone()
{
    test::writeFile(inFolder(u"CMakeLists.txt"_s), "of the workspace");
    test::writeFile(inFolder(u"plugins/src/x.cpp"_s), "mine");
    test::writeFile(inFolder(u"plugins/src/y.cpp"_s), "another");
    QSignalSpy deleted(m_trash.get(), &libraries::PluginTrash::deleted);
    m_trash->deleteSource(inFolder(u"plugins/src/x.cpp"_s));
    QCOMPARE(deleted.size(), 1);
    QVERIFY(!QFile::exists(inFolder(u"plugins/src/x.cpp"_s)));
    for (const QString &other : {u"plugins/src/y.cpp"_s, u"plugins/x.so"_s, u"CMakeLists.txt"_s}) {
        QVERIFY2(QFile::exists(inFolder(other)), qPrintable(other));
    }
    m_trash->deleteSource(inFolder(u"CMakeLists.txt"_s)); // no source
    QVERIFY(QFile::exists(inFolder(u"CMakeLists.txt"_s)));
    QCOMPARE(deleted.size(), 1);
}

void PluginTrashTest::deletesAProjectAsAWhole()
{
    test::writeFile(inFolder(u"plugins/src/x/CMakeLists.txt"_s), "project");
    test::writeFile(inFolder(u"plugins/src/x/x.cpp"_s), "mine");
    QSignalSpy deleted(m_trash.get(), &libraries::PluginTrash::deleted);
    m_trash->deleteSource(u"plugins/x.so"_s); // of which it is built
    QCOMPARE(deleted.size(), 1);
    QVERIFY(!QFile::exists(inFolder(u"plugins/src/x"_s)));
    QVERIFY(QFile::exists(inFolder(u"plugins/x.so"_s)));
    const auto what = deleted.first().first().value<libraries::DeletedPlugin>();
    QCOMPARE(what.path, inFolder(u"plugins/src/x"_s));
    QVERIFY(m_trash->bringBack(what));
    QCOMPARE(test::readFile(inFolder(u"plugins/src/x/x.cpp"_s)), QByteArray("mine"));
}

void PluginTrashTest::saysWhenItCannotComeBack()
{
    QSignalSpy deleted(m_trash.get(), &libraries::PluginTrash::deleted);
    m_trash->deleteLibrary(u"plugins/x.so"_s);
    QTRY_COMPARE(deleted.size(), 1);
    const auto what = deleted.first().first().value<libraries::DeletedPlugin>();
    test::writeFile(inFolder(u"plugins/x.so"_s), "another");
    const auto back = m_trash->bringBack(what);
    QVERIFY(!back);
    QVERIFY(!back.error().remedy.empty());
    QCOMPARE(test::readFile(inFolder(u"plugins/x.so"_s)), QByteArray("another"));
    QCOMPARE(test::readFile(what.copy), QByteArray("a library"));
}

GW_TEST(PluginTrashTest)
#include "plugin_trash_test.moc"
