// SPDX-License-Identifier: GPL-3.0-or-later
// The environments of a workspace: seen, edited, made and deleted in the console.
#include "environments/environment_editor.h"
#include "environments/environment_model.h"
#include "environments/environments_page.h"
#include "requests/environment.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"
#include "window/banner.h"
#include "window/environment_box.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace gw;
using environments::EnvironmentModel;
using environments::EnvironmentsPage;

class EnvironmentsPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void editsByKeys();
    void tabGoesToTheValueOfANewOne();
    void keepsTheFileAroundAValue();
    void hidesSecrets();
    void editsAsText();
    void keepsReturnsInTheText();
    void makesRenamesAndDuplicates();
    void deletesWithUndo();
    void takesWhatOthersWrote();
    void asksBeforeItReplaces();
    void endsTheQuestionThatIsSettled();
    void readsNoFilesWhileSomebodyTypes();
    void keepsDraftsOverARestart();
    void boxLeadsHere();

private:
    [[nodiscard]] QString path(const QString &name) const
    {
        return m_folder->filePath(u"environments/%1.env"_s.arg(name));
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        return test::readFile(path(name));
    }
    [[nodiscard]] QTableView *table() const
    {
        return test::named<QTableView>(*m_page, u"Variables"_s);
    }
    [[nodiscard]] QListWidget *list() const { return m_page->findChild<QListWidget *>(); }
    [[nodiscard]] QAction *command(const QString &name) const;
    [[nodiscard]] QStringList names() const;
    void click(const QString &button);
    void clickAsText();
    void type(int row, int column, const QString &text);
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<session::EngineSession> m_session;
    std::unique_ptr<session::Environments> m_environments;
    std::unique_ptr<EnvironmentsPage> m_page;
};

void EnvironmentsPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    test::writeFile(path(u"local"_s), "# where\nhost = here\n\nport=80\napi_token=abc\n");
    test::writeFile(path(u"staging"_s), "host=there\n");
    m_session = std::make_unique<session::EngineSession>(std::make_unique<test::SilentHost>());
    m_session->openWorkspace(m_folder->path());
    m_environments = std::make_unique<session::Environments>(*m_session);
    open();
}

void EnvironmentsPageTest::cleanup()
{
    m_page.reset();
    m_environments.reset();
    m_session.reset();
}

void EnvironmentsPageTest::open()
{
    m_page = std::make_unique<EnvironmentsPage>(*m_environments);
    m_page->resize(900, 500);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

QAction *EnvironmentsPageTest::command(const QString &name) const
{
    for (QAction *action : m_page->pageActions()) {
        if (action->text().remove(u'&') == name) {
            return action;
        }
    }
    return nullptr;
}

QStringList EnvironmentsPageTest::names() const
{
    QStringList names;
    for (int row = 0; row < list()->count(); ++row) {
        names.append(list()->item(row)->text());
    }
    return names;
}

void EnvironmentsPageTest::click(const QString &button)
{
    for (QPushButton *candidate : m_page->findChildren<QPushButton *>()) {
        if (candidate->isVisible() && candidate->text() == button) {
            QTest::mouseClick(candidate, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(button + u" is not offered"_s));
}

void EnvironmentsPageTest::type(int row, int column, const QString &text)
{
    QTableView &view = *table();
    view.setFocus();
    view.setCurrentIndex(view.model()->index(row, column));
    QTest::keyClick(&view, Qt::Key_F2);
    auto *field = view.findChild<QLineEdit *>();
    QVERIFY(field != nullptr);
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(view.findChild<QLineEdit *>() == nullptr);
}

void EnvironmentsPageTest::editsByKeys()
{
    const QAbstractItemModelTester tester(table()->model());
    QCOMPARE(m_page->shown(), u"local"_s);
    QCOMPARE(names(), QStringList({u"local"_s, u"staging"_s}));
    type(1, EnvironmentModel::ValueColumn, u"81"_s);
    type(3, EnvironmentModel::NameColumn, u"user"_s); // the empty row
    type(3, EnvironmentModel::ValueColumn, u"me"_s);
    QVERIFY(m_page->isModified());
    QVERIFY(!content(u"local"_s).contains("81"));
    m_page->save();
    QVERIFY(!m_page->isModified());
    QCOMPARE(content(u"local"_s), "# where\nhost = here\n\nport=81\napi_token=abc\nuser=me\n");
    QVERIFY(m_environments->variables()->contains("user")); // requests are sent with it
    table()->selectRow(1);
    QTest::keyClick(table(), Qt::Key_Delete);
    m_page->save();
    QCOMPARE(content(u"local"_s), "# where\nhost = here\n\napi_token=abc\nuser=me\n");
    QTest::keyClick(list(), Qt::Key_Down);
    QCOMPARE(m_page->shown(), u"staging"_s);
    QCOMPARE(table()->model()->index(0, 1).data().toString(), u"there"_s);
}

void EnvironmentsPageTest::tabGoesToTheValueOfANewOne()
{
    QTableView &view = *table();
    const int rows = view.model()->rowCount();
    view.setFocus();
    view.setCurrentIndex(view.model()->index(rows - 1, EnvironmentModel::NameColumn));
    QTest::keyClick(&view, Qt::Key_F2);
    const auto editor = [] {
        return qobject_cast<QLineEdit *>(QApplication::focusWidget());
    };
    QVERIFY(editor() != nullptr);
    QTest::keyClicks(editor(), u"user"_s);
    QTest::keyClick(editor(), Qt::Key_Tab);
    QTRY_VERIFY(editor() != nullptr && editor()->text().isEmpty());
    QTest::keyClicks(editor(), u"me"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE(view.model()->index(rows - 1, 1).data().toString(), u"me"_s);
    QCOMPARE(view.model()->index(rows - 1, 0).data().toString(), u"user"_s);
    QCOMPARE(view.model()->rowCount(), rows + 1);
}

void EnvironmentsPageTest::keepsTheFileAroundAValue()
{
    requests::EnvironmentText text("# a\r\n id = \"1.10\" \r\nname=x\r\n\r\nlast");
    text.set(0, "id", "7"); // stays text
    text.set(1, "other", "x");
    QCOMPARE(text.text(), "# a\r\nid=\"7\"\r\nother=x\r\n\r\nlast");
    text.setMarked(1, true);
    QCOMPARE(text.text(), "# a\r\nid=\"7\"\r\n# gatewright: secret\r\nother=x\r\n\r\nlast");
    QVERIFY(text.at(1).isMarked);
    text.remove(1);
    QCOMPARE(text.text(), "# a\r\nid=\"7\"\r\n\r\nlast");
    text.append("number", "1.10");
    QVERIFY(text.text().ends_with("last\nnumber=\"1.10\"\r\n"));
    QVERIFY(!requests::canHold("a=b", "x"));
    QVERIFY(!requests::canHold("a", "x\ny"));
}

void EnvironmentsPageTest::hidesSecrets()
{
    const QAbstractItemModel &model = *table()->model();
    const QString dots(8, QChar(0x2022));
    QCOMPARE(model.index(2, EnvironmentModel::ValueColumn).data().toString(), dots); // by its name
    QVERIFY(!model.flags(model.index(2, EnvironmentModel::SecretColumn))
                 .testFlag(Qt::ItemIsUserCheckable));
    QCOMPARE(model.index(0, EnvironmentModel::ValueColumn).data().toString(), u"here"_s);
    table()->setCurrentIndex(model.index(0, EnvironmentModel::SecretColumn));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Space);
    QCOMPARE(model.index(0, EnvironmentModel::ValueColumn).data().toString(), dots);
    // The field shows dots as well.
    table()->setCurrentIndex(model.index(0, EnvironmentModel::ValueColumn));
    QTest::keyClick(table(), Qt::Key_F2);
    QCOMPARE(table()->findChild<QLineEdit *>()->echoMode(), QLineEdit::Password);
    QTest::keyClick(table()->findChild<QLineEdit *>(), Qt::Key_Escape);
    m_page->save();
    QVERIFY(content(u"local"_s).contains("# where\n# gatewright: secret\nhost = here\n"));
    QVERIFY(requests::readEnvironmentFile(path(u"local"_s).toStdString()));
    for (QToolButton *button : m_page->findChildren<QToolButton *>()) {
        if (button->text() == u"Show values"_s) {
            button->click();
        }
    }
    QCOMPARE(model.index(2, EnvironmentModel::ValueColumn).data().toString(), u"abc"_s);
}

void EnvironmentsPageTest::clickAsText()
{
    for (QToolButton *button : m_page->findChildren<QToolButton *>()) {
        if (button->text() == u"As text"_s) {
            button->click();
        }
    }
}

void EnvironmentsPageTest::editsAsText()
{
    clickAsText();
    auto *text = m_page->findChild<QPlainTextEdit *>();
    QVERIFY(text->isVisible());
    QVERIFY(text->toPlainText().startsWith(u"# where"_s));
    QVERIFY(!m_page->isModified());
    text->setPlainText(u"no variable"_s);
    QVERIFY(test::says(*m_page, u"No variable"_s));
    text->setPlainText(u"# mine\na=1\n"_s);
    QVERIFY(!test::says(*m_page, u"No variable"_s));
    m_page->save();
    QCOMPARE(content(u"local"_s), "# mine\na=1\n");
}

void EnvironmentsPageTest::keepsReturnsInTheText()
{
    const QByteArray before = "# where\r\nhost=here\r\n";
    test::writeFile(path(u"local"_s), before);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    clickAsText();
    QVERIFY(!m_page->isModified());
    auto *text = m_page->findChild<QPlainTextEdit *>();
    text->moveCursor(QTextCursor::End);
    QTest::keyClicks(text, u"port=80"_s);
    QVERIFY(m_page->isModified());
    m_page->save();
    QCOMPARE(content(u"local"_s), before + "port=80");
    QTest::keyClick(text, Qt::Key_Return);
    clickAsText(); // the table has the same
    type(2, EnvironmentModel::NameColumn, u"user"_s);
    m_page->save();
    QCOMPARE(content(u"local"_s), before + "port=80\r\nuser=\r\n");
}

void EnvironmentsPageTest::makesRenamesAndDuplicates()
{
    command(u"New Environment"_s)->trigger();
    auto *field = list()->findChild<QLineEdit *>();
    QVERIFY(field != nullptr); // the name is there to be typed
    field->selectAll();
    QTest::keyClicks(field, u"production"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path(u"production"_s)));
    QCOMPARE(names(), QStringList({u"local"_s, u"production"_s, u"staging"_s}));
    QVERIFY(!QFile::exists(path(u"new"_s)));
    QCOMPARE(m_page->shown(), u"production"_s);

    m_page->showEnvironment(u"local"_s);
    type(1, EnvironmentModel::ValueColumn, u"81"_s); // unsaved text goes along
    list()->item(0)->setText(u"staging"_s);
    QTRY_VERIFY(test::says(*m_page, u"already"_s));
    QCOMPARE(names(), QStringList({u"local"_s, u"production"_s, u"staging"_s}));
    QCOMPARE(content(u"staging"_s), "host=there\n");
    list()->item(0)->setText(u"home"_s);
    QTRY_COMPARE(m_environments->current(), u"home"_s); // requests follow it
    QCOMPARE(names(), QStringList({u"home"_s, u"production"_s, u"staging"_s}));
    QVERIFY(m_page->isModified());
    m_page->save();
    QVERIFY(content(u"home"_s).contains("port=81"));

    command(u"Duplicate Environment"_s)->trigger();
    QTRY_VERIFY(names().contains(u"home copy"_s));
    QCOMPARE(content(u"home copy"_s), content(u"home"_s));
    list()->currentItem()->setText(u"../out"_s);
    QTRY_VERIFY(test::says(*m_page, u"cannot name"_s));
    QVERIFY(names().contains(u"home copy"_s));
}

void EnvironmentsPageTest::deletesWithUndo()
{
    const QByteArray before = content(u"local"_s);
    type(1, EnvironmentModel::ValueColumn, u"81"_s);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(names(), QStringList{u"staging"_s});
    QVERIFY(!QFile::exists(path(u"local"_s)));
    QCOMPARE(m_environments->current(), u"staging"_s);
    QVERIFY(!m_page->isModified());
    click(u"Undo"_s);
    QCOMPARE(names(), QStringList({u"local"_s, u"staging"_s}));
    QCOMPARE(content(u"local"_s), before);
    QCOMPARE(m_environments->current(), u"local"_s);
    QVERIFY(m_page->isModified()); // what was typed came back too
}

void EnvironmentsPageTest::takesWhatOthersWrote()
{
    // In its place, which changes no folder.
    QFile file(path(u"local"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("host=elsewhere\n");
    file.close();
    QTRY_COMPARE(table()->model()->index(0, 1).data().toString(), u"elsewhere"_s);
    QVERIFY(!m_page->isModified());
    test::writeFile(path(u"added"_s), "a=1\n");
    QTRY_VERIFY(names().contains(u"added"_s));
}

void EnvironmentsPageTest::asksBeforeItReplaces()
{
    type(1, EnvironmentModel::ValueColumn, u"81"_s);
    test::writeFile(path(u"local"_s), "host=elsewhere\n");
    m_page->save(); // also before the change was noticed
    QCOMPARE(content(u"local"_s), "host=elsewhere\n");
    QVERIFY(test::says(*m_page, u"has changed on the disk"_s));
    click(u"Keep mine"_s);
    m_page->save();
    QVERIFY(content(u"local"_s).contains("port=81"));
}

void EnvironmentsPageTest::endsTheQuestionThatIsSettled()
{
    const QByteArray before = content(u"local"_s);
    type(1, EnvironmentModel::ValueColumn, u"81"_s);
    test::writeFile(path(u"local"_s), "host=elsewhere\n");
    QTRY_VERIFY(test::says(*m_page, u"has changed on the disk"_s));
    test::writeFile(path(u"local"_s), before); // they took it back
    QTRY_VERIFY(!test::says(*m_page, u"has changed on the disk"_s));
    QVERIFY(m_page->isModified());
    m_page->save();
    QVERIFY(content(u"local"_s).contains("port=81"));
}

void EnvironmentsPageTest::readsNoFilesWhileSomebodyTypes()
{
    clickAsText();
    auto *text = m_page->findChild<QPlainTextEdit *>();
    test::writeFile(path(u"local"_s), "host=elsewhere\n");
    text->setPlainText(u"a=1\n"_s); // in the same moment
    QVERIFY(m_page->isModified());
    QVERIFY(!test::says(*m_page, u"has changed on the disk"_s));
    QTRY_VERIFY(test::says(*m_page, u"has changed on the disk"_s)); // the watcher says so
}

void EnvironmentsPageTest::keepsDraftsOverARestart()
{
    m_page->showEnvironment(u"staging"_s);
    type(0, EnvironmentModel::ValueColumn, u"mine"_s);
    const QJsonObject state = m_page->saveState();
    cleanup();
    m_session = std::make_unique<session::EngineSession>(std::make_unique<test::SilentHost>());
    m_environments = std::make_unique<session::Environments>(*m_session);
    open();
    m_page->restoreState(state); // before the workspace is there
    QVERIFY(m_page->isModified());
    m_session->openWorkspace(m_folder->path());
    QTRY_COMPARE(table()->model()->index(0, 1).data().toString(), u"mine"_s);
    QCOMPARE(m_page->shown(), u"staging"_s);
    m_page->save();
    QCOMPARE(content(u"staging"_s), "host=mine\n");
}

void EnvironmentsPageTest::boxLeadsHere()
{
    window::EnvironmentBox box(*m_environments);
    box.show();
    const QSignalSpy wanted(&box, &window::EnvironmentBox::editWanted);
    for (int press = 0; press < 4; ++press) { // further than there are names
        QTest::keyClick(&box, Qt::Key_Down);
    }
    QCOMPARE(m_environments->current(), u"staging"_s);
    QCOMPARE(box.currentText(), u"staging"_s);
    QCOMPARE(wanted.count(), 0);
    Q_EMIT box.activated(box.count() - 1); // as a click on it in the list
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(box.currentText(), u"staging"_s);
}

GW_TEST(EnvironmentsPageTest)
#include "environments_page_test.moc"
