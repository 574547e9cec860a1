// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as text while others work on their file.
#include "definition/settings_file_page.h"
#include "session/engine_session.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"
#include "ui/with_text.h"
#include "widgets/json_editor.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace gw;
using definition::SettingsFilePage;

namespace {

const QByteArray kSettings = "{\"listen_port\": 8080}\n";

} // namespace

class SettingsFilePageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void holdsWhatWasDeletedOutside();
    void takesWhatOthersWrite();
    void takesAFileThatIsNew();
    void asksWhoseTextGoesOn();
    void isNamed();
    void undoesAcrossARestartOfTheEngine();

private:
    [[nodiscard]] QByteArray text() const
    {
        return QByteArray::fromStdString(m_page->editor()->text());
    }
    void writeOutside(const QByteArray &text)
    {
        test::writeFile(m_file, text);
        m_page->noteOutside();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    session::EngineHost *m_host = nullptr; // the session's
    std::unique_ptr<session::EngineSession> m_session;
    std::unique_ptr<SettingsFilePage> m_page;
};

void SettingsFilePageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"gatewright.conf"_s);
    test::writeFile(m_file, kSettings);
    auto host = std::make_unique<test::SilentHost>();
    m_host = host.get();
    m_session = std::make_unique<session::EngineSession>(std::move(host));
    m_session->openWorkspace(m_folder->path());
    m_page = std::make_unique<SettingsFilePage>(*m_session);
    m_page->show();
    QCOMPARE(text(), kSettings);
    QVERIFY(!m_page->isModified());
}

void SettingsFilePageTest::cleanup()
{
    m_page.reset();
    m_session.reset();
}

void SettingsFilePageTest::holdsWhatWasDeletedOutside()
{
    QVERIFY(QFile::remove(m_file));
    m_page->noteOutside();
    QVERIFY(m_page->isModified()); // all that there is of it is here
    QVERIFY(test::says(*m_page, u"The file is gone. Saving writes it again."_s));
    m_page->save();
    QCOMPARE(test::readFile(m_file), kSettings);
    QVERIFY(!m_page->isModified());
    QVERIFY(!test::says(*m_page, u"The file is gone. Saving writes it again."_s));
    // Something else stands there: that is asked.
    QVERIFY(QFile::remove(m_file));
    m_page->noteOutside();
    writeOutside("{}\n");
    QVERIFY(m_page->isModified());
    m_page->save();
    QCOMPARE(test::readFile(m_file), "{}\n");
    QVERIFY(test::says(*m_page, u"changed outside"_s));
}

void SettingsFilePageTest::takesWhatOthersWrite()
{
    writeOutside("{}\n");
    QCOMPARE(text(), "{}\n");
    QVERIFY(!m_page->isModified());
    QVERIFY(!test::says(*m_page, u"changed outside"_s));
    m_page->editor()->undo(); // one step
    QCOMPARE(text(), kSettings);
    QVERIFY(m_page->isModified());
}

void SettingsFilePageTest::takesAFileThatIsNew()
{
    QVERIFY(QFile::remove(m_file));
    m_page = std::make_unique<SettingsFilePage>(*m_session);
    QVERIFY(!m_page->isModified());
    m_page->noteOutside();
    QVERIFY(!test::says(*m_page, u"The file is gone"_s)); // there was none
    writeOutside(kSettings);
    QCOMPARE(text(), kSettings);
    QVERIFY(!m_page->isModified());
}

void SettingsFilePageTest::asksWhoseTextGoesOn()
{
    m_page->editor()->replaceBy("{\"mine\": 1}\n");
    writeOutside("{}\n");
    QCOMPARE(text(), "{\"mine\": 1}\n");
    QVERIFY(test::says(*m_page, u"changed outside"_s));
    test::shownWithText(*m_page, u"Reload"_s)->click();
    QCOMPARE(text(), "{}\n");
    QVERIFY(!m_page->isModified());
    m_page->editor()->replaceBy("{\"mine\": 2}\n");
    writeOutside("{\"theirs\": 2}\n");
    test::shownWithText(*m_page, u"Keep mine"_s)->click();
    QCOMPARE(test::readFile(m_file), "{\"mine\": 2}\n");
    QVERIFY(!m_page->isModified());
    QVERIFY(!test::says(*m_page, u"changed outside"_s));
}

// To screen readers: it is no API.
void SettingsFilePageTest::isNamed()
{
    QCOMPARE(m_page->editor()->focusProxy()->accessibleName(), u"Text of gatewright.conf"_s);
}

// Settings hold from the next start: what was wrong with them shows only then.
void SettingsFilePageTest::undoesAcrossARestartOfTheEngine()
{
    m_page->editor()->replaceBy("{}\n");
    m_page->save();
    m_session->restart();
    Q_EMIT m_host->failed({.what = "no port", .where = {}, .remedy = {}});
    QCOMPARE(m_session->state(), session::EngineSession::State::Failed);
    QCOMPARE(text(), "{}\n");
    m_page->editor()->undo();
    QCOMPARE(text(), kSettings);
    QVERIFY(m_page->isModified());
    m_page->save();
    QCOMPARE(test::readFile(m_file), kSettings);
}

GW_TEST(SettingsFilePageTest)
#include "settings_file_page_test.moc"
