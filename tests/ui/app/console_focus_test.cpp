// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigator_model.h"
#include "support/files.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "widgets/response_view.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTest>
#include <QTreeView>

using gw::tester::RequestPage;

// Where keys go: to the open page from everywhere, and back to where the user was.
class ConsoleFocusTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void windowFitsTheScreen(); // the first one, which no session has made smaller
    void keysOfThePageWorkEverywhere();
    void quickOpenGivesTheFocusBack();
    void bannerLeavesTheFocus();
    void panesTakeTheWholeWindow();
    void largePanesGiveWayToAPage();
    void largePanesAreNotRestored();
    void tourIsOfTheDemo();
    void takesAnApiWhereNoneIs();
    void cleanupTestCase();

private:
    RequestPage *openRequest();
    [[nodiscard]] QDockWidget *dock(const char *name) const
    {
        return window().findChild<QDockWidget *>(QLatin1String(name));
    }
};

void ConsoleFocusTest::initTestCase()
{
    startOnDemo();
}

void ConsoleFocusTest::init()
{
    QVERIFY(openRequest() != nullptr);
}

RequestPage *ConsoleFocusTest::openRequest()
{
    return qobject_cast<RequestPage *>(window().open(
        {QStringLiteral("request"), inWorkspace(QStringLiteral("requests/1 add a header.hurl"))}));
}

void ConsoleFocusTest::keysOfThePageWorkEverywhere()
{
    RequestPage *page = openRequest();
    QWidget *tree = window().navigator().findChild<QTreeView *>();
    tree->setFocus();
    QVERIFY(tree->hasFocus());
    QTest::keyClick(tree, Qt::Key_L, Qt::ControlModifier);
    QVERIFY(page->isAncestorOf(QApplication::focusWidget())); // the URL
    window().navigator().findChild<QLineEdit *>()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    TRY_VERIFY(page->response().result() != nullptr);
}

void ConsoleFocusTest::quickOpenGivesTheFocusBack()
{
    QTest::keyClick(&window(), Qt::Key_L, Qt::ControlModifier);
    const QPointer<QWidget> before = QApplication::focusWidget();
    QVERIFY(openRequest()->isAncestorOf(before));
    trigger("go.anything");
    auto *quick = window().findChild<gw::window::QuickOpen *>();
    QVERIFY(quick->isVisible());
    QVERIFY(quick->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!quick->isVisible());
    QCOMPARE(QApplication::focusWidget(), before.data());
}

void ConsoleFocusTest::bannerLeavesTheFocus()
{
    RequestPage *page = openRequest();
    gw::window::Banner &banner = window().banner();
    const auto offer = [&banner] {
        banner.show(gw::window::Banner::Tone::Info, QStringLiteral("test"),
                    QStringLiteral("A file has changed"));
        banner.offer(QStringLiteral("Reload it"),
                     [&banner] { banner.hide(QStringLiteral("test")); });
        for (QPushButton *button : banner.findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("Reload it") && button->isVisible()) {
                return button;
            }
        }
        return static_cast<QPushButton *>(nullptr);
    };
    QWidget *tree = window().navigator().findChild<QTreeView *>();
    tree->setFocus();
    QTest::mouseClick(offer(), Qt::LeftButton);
    QVERIFY(!banner.holds(QStringLiteral("test")));
    QCOMPARE(QApplication::focusWidget(), tree);
    QPushButton *button = offer(); // and by keys
    button->setFocus(Qt::TabFocusReason);
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(!banner.holds(QStringLiteral("test")));
    QVERIFY(page == QApplication::focusWidget() || page->isAncestorOf(QApplication::focusWidget()));
}

void ConsoleFocusTest::panesTakeTheWholeWindow()
{
    const int navigator = dock("navigator")->width();
    const int panes = dock("panes")->height();
    trigger("view.largePanes");
    TRY_VERIFY(dock("panes")->height() > window().height() * 3 / 4);
    QVERIFY(!dock("navigator")->isVisible());
    QVERIFY(window().panes().isAncestorOf(QApplication::focusWidget()));
    trigger("view.largePanes");
    TRY_COMPARE(dock("panes")->height(), panes);
    TRY_COMPARE(dock("navigator")->width(), navigator);
    QVERIFY(openRequest()->isVisible());
}

void ConsoleFocusTest::largePanesGiveWayToAPage()
{
    trigger("view.largePanes");
    TRY_VERIFY(!dock("navigator")->isVisible());
    RequestPage *page = openRequest();
    TRY_VERIFY(page->isVisible());
    TRY_VERIFY(dock("navigator")->isVisible());
    QVERIFY(!m_console->actions().action(QStringLiteral("view.largePanes"))->isChecked());
}

void ConsoleFocusTest::largePanesAreNotRestored()
{
    trigger("view.largePanes");
    QVERIFY(window().close()); // which writes the session
    m_console.reset();
    startConsole();
    TRY_VERIFY(dock("navigator")->isVisible());
    TRY_VERIFY(openRequest()->isVisible());
}

void ConsoleFocusTest::windowFitsTheScreen()
{
    const QSize room = window().screen()->availableSize().expandedTo(window().minimumSize());
    QVERIFY(window().width() <= room.width());
    QVERIFY(window().height() <= room.height());
}

// A first start with a workspace of the user's own.
void ConsoleFocusTest::tourIsOfTheDemo()
{
    m_console.reset();
    const QTemporaryDir home;
    const QByteArray before = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", home.path().toUtf8());
    const QTemporaryDir folder;
    gw::test::writeFile(folder.filePath(QStringLiteral("gatewright.conf")),
                        R"({"listen_address": "127.0.0.1", "listen_port": 0})");
    startOn(folder.path());
    QVERIFY(!window().tour().isRunning());
    m_console.reset();
    const QTemporaryDir other;
    qputenv("XDG_STATE_HOME", other.path().toUtf8());
    startConsole();
    QVERIFY(window().tour().isRunning());
    m_console.reset();
    qputenv("XDG_STATE_HOME", before);
    startConsole();
}

// The folder of the definitions is not there: it says so, and the first API makes it.
void ConsoleFocusTest::takesAnApiWhereNoneIs()
{
    m_console.reset();
    const QTemporaryDir folder;
    gw::test::writeFile(folder.filePath(QStringLiteral("gatewright.conf")),
                        R"({"listen_address": "127.0.0.1", "listen_port": 0})");
    startOn(folder.path());
    const auto &model = window().navigatorModel();
    const QModelIndex apis = model.index(0, 0);
    TRY_COMPARE(model.rowCount(apis), 1);
    QCOMPARE(model.index(0, 0, apis).data().toString(),
             QStringLiteral("Folder of the definitions"));
    window().open({QStringLiteral("new-api"), {}});
    auto *page = window().tabs().current();
    page->findChild<QLineEdit *>(QStringLiteral("target"))
        ->setText(QStringLiteral("http://127.0.0.1:8081/"));
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (button->text() == QLatin1String("Create draft")) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    TRY_VERIFY(window().tabs().current()->address().kind == QLatin1String("api"));
    window().tabs().current()->save();
    TRY_VERIFY(QFile::exists(folder.filePath(QStringLiteral("apps/new-api.json"))));
    TRY_COMPARE(model.index(0, 0, apis).data().toString(), QStringLiteral("New API"));
    QCOMPARE(model.rowCount(apis), 1);
}

void ConsoleFocusTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleFocusTest>(argc, argv);
}

#include "console_focus_test.moc"
