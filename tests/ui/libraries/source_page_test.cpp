// SPDX-License-Identifier: GPL-3.0-or-later
// The source of a plugin while others work on its file.
#include "libraries/source_page.h"
#include "session/engine_session.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"
#include "widgets/source_editor.h"
#include "window/banner.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace gw;
using libraries::SourcePage;

class SourcePageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesAFileThatIsGone();
    void offersNoChangeOfAFileThatIsGone();
    void takesAFileThatComesBack();
    void keepsADraftOfAFileThatIsGone();
    void overwritesNothingThatItCannotRead();
    void cleanup();

private:
    void open();
    [[nodiscard]] bool saysGone() const
    {
        return test::says(*m_page, u"The file is gone. Saving writes it again."_s);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<session::EngineSession> m_session;
    std::unique_ptr<SourcePage> m_page;
};

void SourcePageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"plugins/src/guard.cpp"_s);
    test::writeFile(m_file, "int guard;\n");
    m_session = std::make_unique<session::EngineSession>(std::make_unique<test::SilentHost>());
    m_session->openWorkspace(m_folder->path());
    open();
}

void SourcePageTest::cleanup()
{
    m_page.reset();
    m_session.reset();
}

void SourcePageTest::open()
{
    m_page = std::make_unique<SourcePage>(
        libraries::SourceServices{.session = *m_session,
                                  .build = {},
                                  .marks =
                                      [](const QString &) {
                                          return QList<models::BuildModel::Mark>();
                                      }},
        m_file);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void SourcePageTest::savesAFileThatIsGone()
{
    const QSignalSpy modified(m_page.get(), &window::Page::modifiedChanged);
    QVERIFY(QFile::remove(m_file));
    QTRY_VERIFY(m_page->isModified()); // all that there is of it is here
    QCOMPARE(modified.size(), 1);
    QVERIFY(saysGone());
    m_page->save();
    QCOMPARE(test::readFile(m_file), "int guard;\n");
    QVERIFY(!m_page->isModified());
    QVERIFY(!saysGone());
    QVERIFY(QFile::remove(m_file)); // the new one is followed too
    QTRY_VERIFY(m_page->isModified());
}

// What was offered of a change goes with the file.
void SourcePageTest::offersNoChangeOfAFileThatIsGone()
{
    const auto *banner = m_page->findChild<window::Banner *>();
    m_page->editor()->replaceBy("int mine;\n");
    test::writeFile(m_file, "int theirs;\n");
    QTRY_VERIFY_WITH_TIMEOUT(banner->holds(u"outside"_s), 60'000);
    QVERIFY(QFile::remove(m_file));
    QTRY_VERIFY_WITH_TIMEOUT(banner->holds(u"gone"_s), 60'000);
    QVERIFY(!banner->holds(u"outside"_s));
    m_page->save();
    QCOMPARE(test::readFile(m_file), "int mine;\n");
}

void SourcePageTest::takesAFileThatComesBack()
{
    QVERIFY(QFile::remove(m_file));
    QTRY_VERIFY(saysGone());
    test::writeFile(m_file, "int guard;\n");
    QTRY_VERIFY(!m_page->isModified());
    QVERIFY(!saysGone());
}

// It was not seen: nobody could say whose text is to go on.
void SourcePageTest::overwritesNothingThatItCannotRead()
{
    const QByteArray large(5 << 20, 'x');
    m_page->editor()->replaceBy("int mine;\n");
    test::writeFile(m_file, large);
    QTRY_VERIFY_WITH_TIMEOUT(test::says(*m_page, u"larger than 4 MiB"_s), 60'000);
    QVERIFY(!saysGone());
    m_page->save();
    QVERIFY(test::readFile(m_file) == large);
    QVERIFY(m_page->isModified());
    test::writeFile(m_file, "int guard;\n");
    QTRY_VERIFY_WITH_TIMEOUT(!test::says(*m_page, u"larger than 4 MiB"_s), 60'000);
    m_page->save();
    QCOMPARE(test::readFile(m_file), "int mine;\n");
}

void SourcePageTest::keepsADraftOfAFileThatIsGone()
{
    QVERIFY(QFile::remove(m_file));
    QTRY_VERIFY(m_page->isModified());
    const QJsonObject state = m_page->saveState();
    open();
    QVERIFY(!m_page->isModified()); // nothing is known of it
    m_page->restoreState(state);
    QVERIFY(m_page->isModified());
    QVERIFY(saysGone());
    m_page->save();
    QCOMPARE(test::readFile(m_file), "int guard;\n");
}

GW_TEST(SourcePageTest)
#include "source_page_test.moc"
