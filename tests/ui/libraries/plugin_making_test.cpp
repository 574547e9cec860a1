// SPDX-License-Identifier: GPL-3.0-or-later
// From the page that makes a plugin to its place in an API.
#include "libraries/new_plugin_page.h"
#include "libraries/plugin_commands.h"
#include "session/engine_session.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"

#include <QPushButton>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace gw;

class PluginMakingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysThatALibraryIsThere();
    void refusesBadNames_data();
    void refusesBadNames();
    void choosesTheHookOfItsPlace_data();
    void choosesTheHookOfItsPlace();
};

void PluginMakingTest::saysThatALibraryIsThere()
{
    const QTemporaryDir folder;
    test::writeFile(folder.filePath(u"plugins/rate-guard.so"_s), "a library");
    session::EngineSession session(std::make_unique<test::SilentHost>());
    session.openWorkspace(folder.path());
    test::OpenedPages opener;
    libraries::NewPluginPage page(session, opener);
    page.setVisible(true); // show() is another one
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    auto *name = test::named<QLineEdit>(page, u"Name"_s);
    name->setText(u"rate-guard"_s);
    QVERIFY(test::says(page, u"plugins/rate-guard.so is there already"_s));
    name->setText(u"rate-guards"_s);
    QVERIFY(!test::says(page, u"is there already"_s));
    QVERIFY(test::says(page, u"plugins/src/rate-guards with"_s));
    name->clear();
    QVERIFY(!test::says(page, u"is there already"_s));
}

void PluginMakingTest::refusesBadNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words"); // empty: it is fine
    const QString noWord = u"Not a name for a plugin"_s;
    QTest::newRow("folder above") << u"../evil"_s << noWord;
    QTest::newRow("digit first") << u"1st"_s << noWord;
    QTest::newRow("reserved") << u"build"_s << u"Build systems keep the name build"_s;
    QTest::newRow("fine") << u"rate_guard-2"_s << QString();
}

void PluginMakingTest::refusesBadNames()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    const QTemporaryDir folder;
    session::EngineSession session(std::make_unique<test::SilentHost>());
    session.openWorkspace(folder.path());
    test::OpenedPages opener;
    libraries::NewPluginPage page(session, opener);
    page.setVisible(true); // show() is another one
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    test::named<QLineEdit>(page, u"Name"_s)->setText(name);
    QCOMPARE(page.findChild<QPushButton *>(u"create"_s)->isEnabled(), words.isEmpty());
    QCOMPARE(test::says(page, u"Makes "_s), words.isEmpty());
    QVERIFY(words.isEmpty() || test::says(page, words));
}

void PluginMakingTest::choosesTheHookOfItsPlace_data()
{
    QTest::addColumn<QString>("slot");
    QTest::addColumn<QString>("symbol");
    QTest::newRow("pre") << u"pre"_s << u"RateGuardPre"_s;
    QTest::newRow("auth_check") << u"auth_check"_s << u"RateGuardAuthCheck"_s;
    QTest::newRow("post_key_auth") << u"post_key_auth"_s << u"RateGuardPostKeyAuth"_s;
    QTest::newRow("none of that name") << u"response"_s << u"RateGuardPostKeyAuth"_s;
}

void PluginMakingTest::choosesTheHookOfItsPlace()
{
    QFETCH(QString, slot);
    QFETCH(QString, symbol);
    const std::vector<std::string> symbols = {"RateGuardPostKeyAuth", "RateGuardAuthCheck",
                                              "RateGuardPre"};
    QCOMPARE(libraries::symbolFor(slot.toStdString(), symbols), symbol);
    QCOMPARE(libraries::symbolFor(slot.toStdString(), {}), QString());
}

GW_TEST(PluginMakingTest)
#include "plugin_making_test.moc"
