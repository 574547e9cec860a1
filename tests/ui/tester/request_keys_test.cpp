// SPDX-License-Identifier: GPL-3.0-or-later
// A request page by keyboard, and what of its look comes back.
#include "request_form/assertions_table.h"
#include "request_form/code_field.h"
#include "request_form/line_table.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/tester/request_page_setup.h"
#include "ui/with_text.h"
#include "widgets/trace_view.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSplitter>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace gw::request_form;
using namespace gw::tester;
using namespace gw::test;

class RequestKeysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_setup.reset(); }
    void tabReachesEverything_data();
    void tabReachesEverything();
    void givesTheUrlItsRoom();
    void savesWithoutBlocking();
    void suggestsDocumentsWhereThereIsNoWorkspace();
    void importsCurlThatComesByTheMenu();
    void typedCurlIsText();
    void looksAsBefore();
    void completesHeaders();
    void sendsFromTheEmptyAnswer();
    void turnsCaptureOn();
    void makesEditorsWhenTheyAreShown();
    void findsInTheTextThatIsEdited();
    void undoesTheKindOfABody();
    void completesTests();
    void leavesTheKeysOfThePage();
    void hasAMenuForTexts();
    void showsTheParametersOfTheUrl();

private:
    // Where the keyboard is in a text.
    [[nodiscard]] static QWidget *area(CodeField &field) { return field.editor().focusProxy(); }
    [[nodiscard]] QTabWidget *tabs() const; // of the request
    [[nodiscard]] CodeField &tests() const
    {
        return *m_setup->page->findChild<CodeField *>(u"testsText"_s);
    }
    [[nodiscard]] CodeField &body() const
    {
        return *m_setup->page->findChild<CodeField *>(u"bodyText"_s);
    }

    std::unique_ptr<RequestPageSetup> m_setup;
};

void RequestKeysTest::init()
{
    m_setup = std::make_unique<RequestPageSetup>();
}

QTabWidget *RequestKeysTest::tabs() const
{
    QWidget *widget = &tests();
    while (widget != nullptr && qobject_cast<QTabWidget *>(widget) == nullptr) {
        widget = widget->parentWidget();
    }
    return static_cast<QTabWidget *>(widget);
}

void RequestKeysTest::tabReachesEverything_data()
{
    QTest::addColumn<int>("tab");
    for (int tab = 0; tab < 7; ++tab) {
        QTest::addRow("tab %d", tab) << tab;
    }
}

// No table and no text keeps the key to itself.
void RequestKeysTest::tabReachesEverything()
{
    QFETCH(const int, tab);
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(m_setup->page.get());
    window.resize(960, 700);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto apart = qScopeGuard([this] { m_setup->page->setParent(nullptr); });
    tabs()->setCurrentIndex(tab);
    if (tab == 3) {
        auto *kind = named<QComboBox>(*m_setup->page, u"Kind of body"_s);
        kind->setCurrentIndex(1);
        Q_EMIT kind->activated(1);
    }
    QSet<QWidget *> expected;
    for (QWidget *widget : m_setup->page->findChildren<QWidget *>()) {
        const bool isWanted = qobject_cast<QAbstractButton *>(widget) != nullptr ||
                              qobject_cast<QLineEdit *>(widget) != nullptr ||
                              qobject_cast<QComboBox *>(widget) != nullptr ||
                              widget->inherits("QsciScintilla") ||
                              qobject_cast<QTableView *>(widget) != nullptr;
        if (isWanted && widget->isVisible() && widget->isEnabled() &&
            widget->focusProxy() == nullptr && (widget->focusPolicy() & Qt::TabFocus) != 0) {
            expected.insert(widget);
        }
    }
    QVERIFY(expected.size() > 4);
    named<QLineEdit>(*m_setup->page, u"URL"_s)->setFocus();
    QWidget *const start = QApplication::focusWidget();
    QSet<QWidget *> reached;
    int presses = 0;
    do {
        QWidget *const before = QApplication::focusWidget();
        reached.insert(before);
        QTest::keyClick(before, Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() != before,
                 qPrintable(u"%1 %2 keeps Tab"_s.arg(
                     QLatin1String(before->metaObject()->className()), before->accessibleName())));
    } while (QApplication::focusWidget() != start && ++presses < 200);
    QCOMPARE(QApplication::focusWidget(), start);
    for (const QWidget *widget : std::as_const(expected)) {
        QVERIFY2(reached.contains(const_cast<QWidget *>(widget)),
                 qPrintable(u"%1 %2 is not reached"_s.arg(
                     QLatin1String(widget->metaObject()->className()), widget->accessibleName())));
    }
}

// Two pages beside each other leave little; the environment is in the tool bar too.
void RequestKeysTest::givesTheUrlItsRoom()
{
    auto *environment = named<QComboBox>(*m_setup->page, u"Environment"_s);
    const auto *url = named<QLineEdit>(*m_setup->page, u"URL"_s);
    QVERIFY(environment->isVisible());
    m_setup->page->resize(400, 700);
    QTRY_VERIFY(!environment->isVisible());
    QTRY_VERIFY(url->width() >= 150);
    m_setup->page->resize(960, 700);
    QTRY_VERIFY(environment->isVisible());
}

void RequestKeysTest::savesWithoutBlocking()
{
    typeUrl(*m_setup->page, u"http://127.0.0.1:1/a"_s);
    m_setup->page->save(); // would not return from a dialog that blocks
    m_setup->page->save();
    QCOMPARE(m_setup->page->findChildren<QFileDialog *>().size(), 1);
    auto *dialog = m_setup->page->findChild<QFileDialog *>();
    typeUrl(*m_setup->page, u"b"_s); // goes on beside it
    const QString path = m_setup->folder.filePath(u"saved.hurl"_s);
    dialog->setDirectory(m_setup->folder.path());
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    QCOMPARE(gw::test::readFile(path), "GET http://127.0.0.1:1/ab\n");
    QVERIFY(!m_setup->page->isModified());
    QCOMPARE(m_setup->page->address().subject, path);
}

void RequestKeysTest::suggestsDocumentsWhereThereIsNoWorkspace()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QVERIFY(QDir().mkpath(documents));
    m_setup->session.attach({QUrl(u"http://127.0.0.1:1"_s), {}});
    m_setup->page->save();
    auto *dialog = m_setup->page->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->directory().absolutePath(), documents);
}

void RequestKeysTest::importsCurlThatComesByTheMenu()
{
    auto *field = named<QLineEdit>(*m_setup->page, u"URL"_s);
    typeUrl(*m_setup->page, u"http://old"_s);
    field->selectAll();
    QGuiApplication::clipboard()->setText(u"curl -X PUT \\\n  -H 'A: b' http://h/p"_s);
    field->paste(); // as the menu does
    QCOMPARE(field->text(), u"http://h/p"_s);
    QCOMPARE(m_setup->page->document().entry().request.method, "PUT");
    QCOMPARE(m_setup->page->document().entry().request.headers.size(), std::size_t{1});
}

void RequestKeysTest::typedCurlIsText()
{
    typeUrl(*m_setup->page, u"curl http://h/p"_s);
    QCOMPARE(named<QLineEdit>(*m_setup->page, u"URL"_s)->text(), u"curl http://h/p"_s);
}

void RequestKeysTest::looksAsBefore()
{
    typeUrl(*m_setup->page, u"http://127.0.0.1:1/a"_s);
    named<QLineEdit>(*m_setup->page, u"URL"_s)->setCursorPosition(5);
    tabs()->setCurrentIndex(4);
    tests().replaceBy("HTTP 200\n[Asserts]\nstatus == 200\n");
    tests().setCaret(12);
    tests().editor().zoomIn();
    auto *splitter = static_cast<QSplitter *>(tabs()->parentWidget()->parentWidget());
    splitter->setSizes({splitter->height() - 250, 250});
    const QList<int> sizes = splitter->sizes();
    const auto form = [this] {
        return m_setup->page->findChild<QComboBox *>(u"bodyForm"_s);
    };
    form()->setCurrentIndex(2);
    named<QLineEdit>(*m_setup->page, u"JSONPath filter"_s)->setText(u"$.headers"_s);
    const QJsonObject state = m_setup->page->saveState();
    m_setup->reopen();
    m_setup->page->restoreState(state);
    QCOMPARE(named<QLineEdit>(*m_setup->page, u"URL"_s)->cursorPosition(), 5);
    QCOMPARE(tabs()->currentIndex(), 4);
    QCOMPARE(tests().caret(), std::size_t{12});
    QCOMPARE(tests().zoomLevel(), 1);
    QCOMPARE(static_cast<QSplitter *>(tabs()->parentWidget()->parentWidget())->sizes(), sizes);
    QCOMPARE(form()->currentIndex(), 2);
    QCOMPARE(named<QLineEdit>(*m_setup->page, u"JSONPath filter"_s)->text(), u"$.headers"_s);
}

void RequestKeysTest::completesHeaders()
{
    tabs()->setCurrentIndex(1);
    auto *table = named<QTableView>(*m_setup->page, u"Headers"_s);
    const auto typed = [table](int column, const QString &text) {
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, column));
        QTest::keyClick(table, Qt::Key_F2);
        auto *field = table->findChild<QLineEdit *>();
        QTest::keyClicks(field, text);
        QVERIFY(field->completer() != nullptr);
        QWidget *list = field->completer()->popup();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QTest::keyClick(field, Qt::Key_Return);
    };
    typed(0, u"content-t"_s);
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), u"Content-Type"_s);
    QTRY_VERIFY(table->findChild<QLineEdit *>() == nullptr);
    m_setup->page->activateWindow(); // the list took that away
    QVERIFY(QTest::qWaitForWindowActive(m_setup->page.get()));
    typed(1, u"application/j"_s);
    QTRY_COMPARE(table->model()->index(0, 1).data().toString(), u"application/json"_s);
}

void RequestKeysTest::sendsFromTheEmptyAnswer()
{
    typeUrl(*m_setup->page, u"http://127.0.0.1:1/"_s);
    QPushButton *button = nullptr; // in place of the answer; the trace has another
    for (QPushButton *each : m_setup->page->response().findChildren<QPushButton *>()) {
        button = each->isVisible() && each->text() == RequestPage::tr("Send") ? each : button;
    }
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_setup->page->response().result() != nullptr, 60'000);
    QVERIFY(m_setup->page->response().result()->error); // nobody is there; it can be tried again
    QVERIFY(button->isVisible());
}

void RequestKeysTest::turnsCaptureOn()
{
    using gw::widgets::TraceView;
    const TraceView &trace = m_setup->page->response().trace();
    m_setup->session.setCapturing(false);
    auto *button = gw::test::withText<QPushButton>(trace, TraceView::tr("Turn Capture on"));
    QVERIFY(button != nullptr);
    button->click();
    QVERIFY(m_setup->session.isCapturing());
    QCOMPARE(button->text(), TraceView::tr("Send"));
}

// Most open requests never show their texts.
void RequestKeysTest::makesEditorsWhenTheyAreShown()
{
    using gw::widgets::SourceEditor;
    tests().load("HTTP 200\r\n[Asserts]\r\n");
    tests().replaceBy("HTTP 201\n[Asserts]\n");
    tests().setCaret(4);
    QCOMPARE(tests().text(), "HTTP 201\n[Asserts]\n");
    QVERIFY(m_setup->page->findChild<SourceEditor *>() == nullptr);
    tabs()->setCurrentIndex(4);
    const QList<SourceEditor *> made = m_setup->page->findChildren<SourceEditor *>();
    QCOMPARE(made.size(), 1);
    QCOMPARE(made.first()->text(), "HTTP 201\n[Asserts]\n");
    QCOMPARE(made.first()->caret(), std::size_t{4});
    QVERIFY(made.first()->isVisible());
    const auto *rows = m_setup->page->findChild<AssertionsTable *>();
    QVERIFY2(qAbs(tests().width() - rows->width()) < 20, // halves
             qPrintable(u"%1 and %2"_s.arg(tests().width()).arg(rows->width())));
    // It stands where its place was in the order of Tab.
    QWidget *bar = tabs()->tabBar();
    bar->setFocus();
    QTest::keyClick(bar, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), area(tests()));
}

void RequestKeysTest::findsInTheTextThatIsEdited()
{
    tabs()->setCurrentIndex(4);
    tests().replaceBy("HTTP 200\n");
    area(tests())->setFocus();
    QTest::keyClick(area(tests()), Qt::Key_F, Qt::ControlModifier);
    auto *pattern = named<QLineEdit>(tests(), u"Find"_s);
    QVERIFY(pattern->isVisible());
    QTRY_VERIFY(pattern->hasFocus());
    QTest::keyClicks(pattern, u"200"_s);
    QCOMPARE(tests().caret(), std::size_t{8}); // behind the match
    QTest::keyClick(pattern, Qt::Key_Escape);
    QVERIFY(!pattern->isVisible());
    QCOMPARE(QApplication::focusWidget(), area(tests()));
}

void RequestKeysTest::undoesTheKindOfABody()
{
    using gw::requests::BodyKind;
    tabs()->setCurrentIndex(3);
    auto *kind = named<QComboBox>(*m_setup->page, u"Kind of body"_s);
    const auto choose = [kind](int index) {
        kind->setCurrentIndex(index);
        Q_EMIT kind->activated(index);
    };
    const auto sentAs = [this] {
        const auto &body = m_setup->page->document().entry().request.body;
        return body ? std::optional(body->kind) : std::nullopt;
    };
    choose(1); // JSON
    choose(1); // that is no step
    area(body())->setFocus();
    QTest::keyClicks(area(body()), u"1"_s);
    kind->setFocus();
    choose(2); // XML
    QCOMPARE(sentAs(), BodyKind::Xml);
    QTest::keyClick(kind, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(kind->currentIndex(), 1);
    QCOMPARE(sentAs(), BodyKind::Json);
    QVERIFY(m_setup->page->isModified());
    area(body())->setFocus();
    QTest::keyClick(area(body()), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(body().text(), "");
    QCOMPARE(kind->currentIndex(), 1);
    QTest::keyClick(area(body()), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(kind->currentIndex(), 0);
    QCOMPARE(sentAs(), std::nullopt);
    QVERIFY(!body().isVisible());
    QTRY_COMPARE(QApplication::focusWidget(), kind); // where the keys of undo still are heard
    for (const int expected : {1, 1, 2}) {
        QTest::keySequence(QApplication::focusWidget(), QKeySequence::Redo);
        QTRY_COMPARE(kind->currentIndex(), expected);
    }
    QCOMPARE(body().text(), "1");
    QCOMPARE(sentAs(), BodyKind::Xml);
}

void RequestKeysTest::completesTests()
{
    tabs()->setCurrentIndex(4);
    tests().replaceBy("HTTP 200\n[Asserts]\n");
    tests().setCaret(tests().text().size());
    area(tests())->setFocus();
    QTest::keyClicks(area(tests()), u"jsonp"_s);
    QTest::keyClick(area(tests()), Qt::Key_Return);
    QCOMPARE(tests().text(), "HTTP 200\n[Asserts]\njsonpath \"\"");
    QTest::keyClicks(area(tests()), u"$.id"_s);
    QTest::keyClick(area(tests()), Qt::Key_End);
    QTest::keyClicks(area(tests()), u" exists"_s);
    QTest::keyClick(area(tests()), Qt::Key_Return); // the word is complete
    QCOMPARE(tests().text(), "HTTP 200\n[Asserts]\njsonpath \"$.id\" exists\n");
    QTest::keyClicks(area(tests()), u"url == {{newU"_s);
    QTest::keyClick(area(tests()), Qt::Key_Return);
    QVERIFY2(tests().text().ends_with("\nurl == {{newUuid}}"), tests().text().c_str());
    QCOMPARE(m_setup->page->document().entry().response->sections.front().lines.size(),
             std::size_t{2});
}

void RequestKeysTest::leavesTheKeysOfThePage()
{
    typeUrl(*m_setup->page, u"http://h/"_s);
    tabs()->setCurrentIndex(4);
    tests().replaceBy("HTTP 200\n");
    area(tests())->setFocus();
    QTest::keyClick(area(tests()), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(named<QLineEdit>(*m_setup->page, u"URL"_s)->hasFocus());
    QCOMPARE(tests().text(), "HTTP 200\n");
    area(tests())->setFocus();
    QTest::keyClick(area(tests()), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_setup->opener.opened.kind, u"request"_s); // the duplicate
    QCOMPARE(tests().text(), "HTTP 200\n");
}

void RequestKeysTest::hasAMenuForTexts()
{
    tabs()->setCurrentIndex(4);
    QStringList texts;
    QTimer::singleShot(0, m_setup->page.get(), [&texts] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        for (const QAction *action : menu->actions()) {
            texts.append(action->text());
        }
        menu->close();
    });
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(50, 5), QCursor::pos());
    QApplication::sendEvent(static_cast<QAbstractScrollArea *>(area(tests()))->viewport(), &event);
    QVERIFY(texts.contains(gw::widgets::SourceEditor::tr("Find...")));
}

// Which are one thing with it.
void RequestKeysTest::showsTheParametersOfTheUrl()
{
    auto *url = named<QLineEdit>(*m_setup->page, u"URL"_s);
    typeUrl(*m_setup->page, u"http://h/p?a=1&b={{v}}#f"_s);
    QCOMPARE(tabs()->tabText(0), u"Params 2"_s);
    QAbstractItemModel *rows = named<QTableView>(*m_setup->page, u"Parameters"_s)->model();
    QCOMPARE(rows->index(1, 1).data().toString(), u"{{v}}"_s);
    QVERIFY(rows->setData(rows->index(0, 1), u"x y"_s));
    QCOMPARE(url->text(), u"http://h/p?a=x%20y&b={{v}}#f"_s);
    const auto &request = m_setup->page->document().entry().request;
    QCOMPARE(request.url, "http://h/p?a=x%20y&b={{v}}\\#f");
    QVERIFY(rows->setData(rows->index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(tabs()->tabText(0), u"Params 1"_s);
    QCOMPARE(m_setup->page->document().text(),
             "GET http://h/p?a=x%20y\\#f\n[Query]\n# gatewright: off b: {{v}}\n");
    QTest::keySequence(url, QKeySequence::Undo); // of the URL
    QCOMPARE(url->text(), u"http://h/p?a=x%20y&b={{v}}#f"_s);
    QCOMPARE(rows->index(1, 0).data().toString(), u"b"_s);
    QCOMPARE(request.url, "http://h/p?a=x%20y&b={{v}}\\#f");
    // And those of a command.
    url->selectAll();
    QGuiApplication::clipboard()->setText(u"curl 'http://h/q?c=3'"_s);
    url->paste();
    QCOMPARE(rows->index(0, 0).data().toString(), u"c"_s);
}

GW_TEST(RequestKeysTest)
#include "request_keys_test.moc"
