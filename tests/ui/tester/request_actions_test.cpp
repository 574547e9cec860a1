// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the navigator on files and folders of the collections.
#include "history/request_history.h"
#include "models/navigator_model.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "support/files.h"
#include "support/room_test.h"
#include "tester/outside_changes.h"
#include "tester/request_actions.h"
#include "tester/request_moves.h"
#include "tester/request_page.h"
#include "tester/request_page_factory.h"
#include "ui/page_fixture.h"
#include "ui/with_text.h"
#include "widgets/source_editor.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/tab_area.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace gw;

class RequestActionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void makesARequestHere();
    void makesAFolder();
    void renamesByKey();
    void renamesAFolderUnderOpenPages();
    void refusesBadNames();
    void duplicates();
    void duplicatesAnOpenRequest();
    void deletesWithUndo();
    void deletesAFolder();
    void deletesWhatIsShownAsText();
    void asksBeforeItDropsWhatWasDeletedOutside();
    void copiesAsCurl();
    void isOnlyForCollections();

private:
    [[nodiscard]] QString path(const QString &name) const
    {
        return m_folder->filePath(u"requests/"_s + name);
    }
    [[nodiscard]] QTreeView *tree() const { return m_window->navigator().findChild<QTreeView *>(); }
    [[nodiscard]] QModelIndex entry(const QString &subject) const;
    void select(const QString &name); // as a click
    void run(const char *id);
    void typeName(const QString &name); // into the field that is open in the tree
    void click(const QString &button);
    tester::RequestPage *open(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
    QTemporaryDir m_state;
    session::EngineSession m_session{std::make_unique<test::SilentHost>()};
    session::Environments m_environments{m_session};
    history::RequestHistory m_history{m_state.path()};
    std::unique_ptr<window::MainWindow> m_window;
    std::unique_ptr<window::ActionRegistry> m_registry;
};

void RequestActionsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    test::writeFile(path(u"one.hurl"_s), "GET http://127.0.0.1:1/one\n");
    test::writeFile(path(u"deep/two.hurl"_s), "GET http://127.0.0.1:1/two\n");
    m_session.openWorkspace(m_folder->path());
    m_registry = std::make_unique<window::ActionRegistry>();
    m_window = std::make_unique<window::MainWindow>(m_session, *m_registry);
    m_window->addFactory(std::make_unique<tester::RequestPageFactory>(
        tester::RequestServices{m_session, m_environments, m_history, *m_window,
                                std::make_shared<requests::RequestRunner>()}));
    auto *moves = new tester::RequestMoves(*m_window); // the window's
    new tester::RequestActions(m_session, *m_window, *m_registry, *moves);
    m_window->navigatorModel().setSection(models::collectionSection(path({})));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    tree()->expandAll();
}

QModelIndex RequestActionsTest::entry(const QString &subject) const
{
    const models::NavigatorModel &model = m_window->navigatorModel();
    return model
        .match(model.index(0, 0), models::NavigatorModel::SubjectRole, subject, 1,
               Qt::MatchExactly | Qt::MatchRecursive)
        .value(0);
}

void RequestActionsTest::select(const QString &name)
{
    const QModelIndex index = entry(path(name));
    QVERIFY(index.isValid());
    tree()->setFocus();
    tree()->setCurrentIndex(index);
}

void RequestActionsTest::run(const char *id)
{
    QAction *action = m_registry->action(QLatin1String(id));
    QVERIFY(action->isEnabled());
    action->trigger();
}

void RequestActionsTest::typeName(const QString &name)
{
    auto *field = tree()->findChild<QLineEdit *>();
    QVERIFY(field != nullptr);
    field->selectAll();
    QTest::keyClicks(field, name);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(tree()->findChild<QLineEdit *>() == nullptr);
}

void RequestActionsTest::click(const QString &button)
{
    for (QPushButton *candidate : m_window->banner().findChildren<QPushButton *>()) {
        if (candidate->text() == button) {
            QTest::mouseClick(candidate, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(button + u" is not offered"_s));
}

tester::RequestPage *RequestActionsTest::open(const QString &name)
{
    return static_cast<tester::RequestPage *>(m_window->open({u"request"_s, path(name)}));
}

void RequestActionsTest::makesARequestHere()
{
    select(u"deep/two.hurl"_s);
    run("request.newHere");
    typeName(u"three"_s);
    QCOMPARE(test::readFile(path(u"deep/three.hurl"_s)), "GET {{gateway}}/\n");
    QVERIFY(!QFile::exists(path(u"deep/new request.hurl"_s)));
    QCOMPARE(m_window->tabs().pages().size(), 1);
    QCOMPARE(m_window->tabs().current()->title(), u"three"_s); // the open page has gone along
}

void RequestActionsTest::makesAFolder()
{
    select({}); // the section itself
    run("request.newFolder");
    typeName(u"more"_s);
    QVERIFY(QFileInfo(path(u"more"_s)).isDir());
    QVERIFY(entry(path(u"more"_s)).isValid()); // though it is empty
    run("request.newFolder");                  // inside of it
    typeName(u"below"_s);
    QVERIFY(QFileInfo(path(u"more/below"_s)).isDir());
}

void RequestActionsTest::renamesByKey()
{
    tester::RequestPage *page = open(u"one.hurl"_s);
    select(u"one.hurl"_s);
    QTest::keyClick(tree(), Qt::Key_F2);
    typeName(u"other"_s);
    QVERIFY(QFile::exists(path(u"other.hurl"_s)));
    QVERIFY(!QFile::exists(path(u"one.hurl"_s)));
    QCOMPARE(page->address().subject, path(u"other.hurl"_s));
    QCOMPARE(page->title(), u"other"_s);
    QCOMPARE(m_window->navigator().current().subject, path(u"other.hurl"_s));
}

void RequestActionsTest::renamesAFolderUnderOpenPages()
{
    tester::RequestPage *page = open(u"deep/two.hurl"_s);
    requests::Request request = page->document().entry().request;
    request.url = "http://127.0.0.1:1/changed";
    page->setRequest(request, {});
    select(u"deep"_s);
    QTest::keyClick(tree(), Qt::Key_F2);
    typeName(u"far"_s);
    QCOMPARE(page->address().subject, path(u"far/two.hurl"_s));
    page->save();
    QVERIFY(test::readFile(path(u"far/two.hurl"_s)).contains("/changed"));
    QVERIFY(!QFile::exists(path(u"deep"_s)));
}

void RequestActionsTest::refusesBadNames()
{
    select(u"one.hurl"_s);
    QTest::keyClick(tree(), Qt::Key_F2);
    typeName(u"../out"_s);
    QVERIFY(QFile::exists(path(u"one.hurl"_s)));
    QVERIFY(test::says(m_window->banner(), u"cannot be the name"_s));
    test::writeFile(path(u"taken.hurl"_s), "GET http://127.0.0.1:1/mine\n");
    QTest::keyClick(tree(), Qt::Key_F2);
    typeName(u"taken"_s);
    QVERIFY(QFile::exists(path(u"one.hurl"_s)));
    QVERIFY(test::readFile(path(u"taken.hurl"_s)).contains("/mine"));
}

void RequestActionsTest::duplicates()
{
    select(u"one.hurl"_s);
    QTest::keyClick(tree(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(test::readFile(path(u"one copy.hurl"_s)), test::readFile(path(u"one.hurl"_s)));
    QCOMPARE(m_window->tabs().current()->address().subject, path(u"one copy.hurl"_s));
    select(u"one.hurl"_s);
    run("request.duplicate");
    QVERIFY(QFile::exists(path(u"one copy 2.hurl"_s)));
}

void RequestActionsTest::duplicatesAnOpenRequest()
{
    const auto pressIn = [](const tester::RequestPage &page) {
        auto *field = test::named<QLineEdit>(page, u"URL"_s);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_D, Qt::ControlModifier);
    };
    const auto current = [this] {
        return qobject_cast<tester::RequestPage *>(m_window->tabs().current());
    };
    tester::RequestPage *page = open(u"one.hurl"_s);
    test::typeUrl(*page, u"x"_s); // what is shown is copied, saved or not
    pressIn(*page);
    QCOMPARE(current()->document().path(), path(u"one copy.hurl"_s));
    QCOMPARE(test::readFile(path(u"one copy.hurl"_s)), "GET http://127.0.0.1:1/onex\n");
    QCOMPARE(test::readFile(path(u"one.hurl"_s)), "GET http://127.0.0.1:1/one\n");
    QVERIFY(page->isModified());

    // Without a file the copy has none.
    m_window->open({u"request"_s, u"untitled:1"_s});
    test::typeUrl(*current(), u"http://127.0.0.1:1/new"_s);
    pressIn(*current());
    QCOMPARE(current()->address().subject, u"untitled:2"_s);
    QCOMPARE(current()->document().text(), std::string("GET http://127.0.0.1:1/new\n"));
    QVERIFY(current()->isModified());
}

void RequestActionsTest::deletesWithUndo()
{
    const QByteArray before = test::readFile(path(u"one.hurl"_s));
    open(u"one.hurl"_s);
    select(u"one.hurl"_s);
    QTest::keyClick(tree(), Qt::Key_Delete);
    QVERIFY(!QFile::exists(path(u"one.hurl"_s)));
    QVERIFY(!entry(path(u"one.hurl"_s)).isValid());
    QVERIFY(m_window->tabs().pages().isEmpty());
    click(u"Undo"_s);
    QCOMPARE(test::readFile(path(u"one.hurl"_s)), before);
    QVERIFY(entry(path(u"one.hurl"_s)).isValid());
    QVERIFY(m_window->banner().isHidden());
}

void RequestActionsTest::deletesAFolder()
{
    const tester::OutsideChanges outside(m_session, *m_window);
    const QSignalSpy gone(&outside.files(), &session::WorkspaceFiles::requestGone);
    tester::RequestPage *page = open(u"deep/two.hurl"_s);
    requests::Request request = page->document().entry().request;
    request.url = "http://127.0.0.1:1/changed";
    page->setRequest(request, {});
    select(u"deep"_s);
    QTest::keyClick(tree(), Qt::Key_Delete);
    QVERIFY(!QFile::exists(path(u"deep"_s)));
    QCOMPARE(m_window->tabs().pages().size(), 1); // what is not saved is not lost
    QVERIFY(page->isModified());
    const QString words = u"You deleted two.hurl; what was saved is kept in "_s;
    QVERIFY(test::says(*page, words));
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, 60'000);
    QVERIFY(test::says(*page, words)); // nobody else did it
    click(u"Undo"_s);
    QVERIFY(test::readFile(path(u"deep/two.hurl"_s)).contains("/two"));
    QTRY_VERIFY_WITH_TIMEOUT(!test::says(*page, words), 60'000);
}

void RequestActionsTest::deletesWhatIsShownAsText()
{
    test::writeFile(path(u"deep/two.hurl"_s), "GET http://h/\nHTTP abc\n");
    tester::RequestPage *page = open(u"deep/two.hurl"_s);
    auto *text = page->findChild<widgets::SourceEditor *>();
    QVERIFY(text != nullptr);
    text->replaceBy("GET http://h/\nHTTP def\n");
    select(u"deep"_s);
    QTest::keyClick(tree(), Qt::Key_Delete);
    QVERIFY(!QFile::exists(path(u"deep"_s)));
    QVERIFY(test::says(*page, u"You deleted two.hurl; what was saved is kept in "_s));
    auto *again = test::withText<QPushButton>(*page, tester::RequestPage::tr("Save again"));
    QVERIFY(again != nullptr);
    again->click(); // with its folder
    QCOMPARE(test::readFile(path(u"deep/two.hurl"_s)), "GET http://h/\nHTTP def\n");
    QVERIFY(!page->isModified());
    QVERIFY(!test::says(*page, u"You deleted"_s));
}

void RequestActionsTest::asksBeforeItDropsWhatWasDeletedOutside()
{
    const tester::OutsideChanges outside(m_session, *m_window);
    tester::RequestPage *page = open(u"deep/two.hurl"_s);
    QVERIFY(!page->isModified());
    const QSignalSpy asked(&m_window->tabs(), &window::TabArea::askedToDrop);
    QVERIFY(QDir(path(u"deep"_s)).removeRecursively());
    QTRY_VERIFY_WITH_TIMEOUT(page->isModified(), 60'000);
    m_window->tabs().close(page);
    QCOMPARE(asked.size(), 1);
    page->save(); // with its folder
    QCOMPARE(test::readFile(path(u"deep/two.hurl"_s)), "GET http://127.0.0.1:1/two\n");
    QVERIFY(!page->isModified());
}

void RequestActionsTest::copiesAsCurl()
{
    select(u"one.hurl"_s);
    run("request.copyCurl");
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"curl"_s) && copied.contains(u"127.0.0.1:1/one"_s),
             qPrintable(copied));
}

void RequestActionsTest::isOnlyForCollections()
{
    select({});
    for (const char *id : {"request.rename", "request.remove", "request.duplicate"}) {
        QVERIFY2(!m_registry->action(QLatin1String(id))->isEnabled(), id);
    }
    m_window->navigatorModel().setSection(models::gatewaySection(u"gatewright.conf"_s));
    const QModelIndex gateway =
        m_window->navigatorModel().index(m_window->navigatorModel().rowCount() - 1, 0);
    tree()->setCurrentIndex(m_window->navigatorModel().index(0, 0, gateway));
    QCOMPARE(m_window->navigator().current().kind, u"settings-file"_s);
    for (const char *id : {"request.newHere", "request.newFolder", "request.copyCurl"}) {
        QVERIFY2(!m_registry->action(QLatin1String(id))->isEnabled(), id);
    }
}

GW_TEST(RequestActionsTest)
#include "request_actions_test.moc"
