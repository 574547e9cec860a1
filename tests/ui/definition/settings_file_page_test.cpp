// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as text while others work on their file.
#include "definition/settings_file_page.h"
#include "session/engine_session.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"
#include "widgets/json_editor.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace gw;
using definition::SettingsFilePage;

class SettingsFilePageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatWasDeletedOutside();
};

void SettingsFilePageTest::holdsWhatWasDeletedOutside()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"gatewright.conf"_s);
    const QByteArray text = "{\"listen_port\": 8080}\n";
    test::writeFile(file, text);
    session::EngineSession session(std::make_unique<test::SilentHost>());
    session.openWorkspace(folder.path());
    SettingsFilePage page(session);
    page.show();
    QCOMPARE(QByteArray::fromStdString(page.editor()->text()), text);
    QVERIFY(!page.isModified());
    QVERIFY(QFile::remove(file));
    page.noteOutside();
    QVERIFY(page.isModified()); // all that there is of it is here
    QVERIFY(test::says(page, u"The file is gone. Saving writes it again."_s));
    page.save();
    QCOMPARE(test::readFile(file), text);
    QVERIFY(!page.isModified());
    QVERIFY(!test::says(page, u"The file is gone. Saving writes it again."_s));
    // Something else stands there: that is asked.
    QVERIFY(QFile::remove(file));
    page.noteOutside();
    test::writeFile(file, "{}\n");
    page.noteOutside();
    page.save();
    QCOMPARE(test::readFile(file), "{}\n");
    QVERIFY(test::says(page, u"changed outside"_s));
}

GW_TEST(SettingsFilePageTest)
#include "settings_file_page_test.moc"
