// SPDX-License-Identifier: GPL-3.0-or-later
// A request page by keyboard, and what of its look comes back.
#include "history/request_history.h"
#include "pages/assertions_table.h"
#include "pages/line_table.h"
#include "request_fixture.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/with_text.h"
#include "widgets/trace_view.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QSplitter>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace gw::pages;

class RequestKeysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tabReachesEverything_data();
    void tabReachesEverything();
    void savesWithoutBlocking();
    void suggestsDocumentsWhereThereIsNoWorkspace();
    void importsCurlThatComesByTheMenu();
    void typedCurlIsText();
    void looksAsBefore();
    void completesHeaders();
    void sendsFromTheEmptyAnswer();
    void turnsCaptureOn();

private:
    [[nodiscard]] QTabWidget *tabs() const; // of the request
    [[nodiscard]] QPlainTextEdit *text(const QString &name) const
    {
        return named<QPlainTextEdit>(*m_page, name);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<gw::session::EngineSession> m_session;
    std::unique_ptr<gw::session::Environments> m_environments;
    std::unique_ptr<gw::history::RequestHistory> m_history;
    std::unique_ptr<RequestPageFactory> m_factory;
    OpenedPages m_opener;
    std::unique_ptr<RequestPage> m_page;
};

void RequestKeysTest::init()
{
    m_session = std::make_unique<gw::session::EngineSession>(std::make_unique<SilentHost>());
    m_session->openWorkspace(m_folder.path());
    m_environments = std::make_unique<gw::session::Environments>(*m_session);
    m_history = std::make_unique<gw::history::RequestHistory>(m_folder.filePath(u"history"_s));
    m_factory = std::make_unique<RequestPageFactory>(
        RequestServices{*m_session, *m_environments, *m_history, m_opener,
                        std::make_shared<gw::requests::RequestRunner>()});
    m_page = shownPage(*m_factory, u"untitled:1"_s);
}

void RequestKeysTest::cleanup()
{
    m_page.reset();
    m_factory.reset();
    m_history.reset();
    m_environments.reset();
    m_session.reset();
}

QTabWidget *RequestKeysTest::tabs() const
{
    QWidget *widget = named<QPlainTextEdit>(*m_page, u"Expectations"_s);
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
    layout->addWidget(m_page.get());
    window.resize(960, 700);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto apart = qScopeGuard([this] { m_page->setParent(nullptr); });
    tabs()->setCurrentIndex(tab);
    if (tab == 3) {
        auto *kind = named<QComboBox>(*m_page, u"Kind of body"_s);
        kind->setCurrentIndex(1);
        Q_EMIT kind->activated(1);
    }
    QSet<QWidget *> expected;
    for (QWidget *widget : m_page->findChildren<QWidget *>()) {
        const bool isWanted = qobject_cast<QAbstractButton *>(widget) != nullptr ||
                              qobject_cast<QLineEdit *>(widget) != nullptr ||
                              qobject_cast<QComboBox *>(widget) != nullptr ||
                              qobject_cast<QPlainTextEdit *>(widget) != nullptr ||
                              qobject_cast<QTableView *>(widget) != nullptr;
        if (isWanted && widget->isVisible() && widget->isEnabled() &&
            widget->focusProxy() == nullptr && (widget->focusPolicy() & Qt::TabFocus) != 0) {
            expected.insert(widget);
        }
    }
    QVERIFY(expected.size() > 4);
    named<QLineEdit>(*m_page, u"URL"_s)->setFocus();
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

void RequestKeysTest::savesWithoutBlocking()
{
    typeUrl(*m_page, u"http://127.0.0.1:1/a"_s);
    m_page->save(); // would not return from a dialog that blocks
    m_page->save();
    QCOMPARE(m_page->findChildren<QFileDialog *>().size(), 1);
    auto *dialog = m_page->findChild<QFileDialog *>();
    typeUrl(*m_page, u"b"_s); // goes on beside it
    const QString path = m_folder.filePath(u"saved.hurl"_s);
    dialog->setDirectory(m_folder.path());
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    QCOMPARE(gw::test::readFile(path), "GET http://127.0.0.1:1/ab\n");
    QVERIFY(!m_page->isModified());
    QCOMPARE(m_page->address().subject, path);
}

void RequestKeysTest::suggestsDocumentsWhereThereIsNoWorkspace()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QVERIFY(QDir().mkpath(documents));
    m_session->attach({QUrl(u"http://127.0.0.1:1"_s), {}});
    m_page->save();
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->directory().absolutePath(), documents);
}

void RequestKeysTest::importsCurlThatComesByTheMenu()
{
    auto *field = named<QLineEdit>(*m_page, u"URL"_s);
    typeUrl(*m_page, u"http://old"_s);
    field->selectAll();
    QGuiApplication::clipboard()->setText(u"curl -X PUT \\\n  -H 'A: b' http://h/p"_s);
    field->paste(); // as the menu does
    QCOMPARE(field->text(), u"http://h/p"_s);
    QCOMPARE(m_page->document().entry().request.method, "PUT");
    QCOMPARE(m_page->document().entry().request.headers.size(), std::size_t{1});
}

void RequestKeysTest::typedCurlIsText()
{
    typeUrl(*m_page, u"curl http://h/p"_s);
    QCOMPARE(named<QLineEdit>(*m_page, u"URL"_s)->text(), u"curl http://h/p"_s);
}

void RequestKeysTest::looksAsBefore()
{
    typeUrl(*m_page, u"http://127.0.0.1:1/a"_s);
    named<QLineEdit>(*m_page, u"URL"_s)->setCursorPosition(5);
    tabs()->setCurrentIndex(4);
    text(u"Expectations"_s)->setPlainText(u"HTTP 200\n[Asserts]\nstatus == 200\n"_s);
    QTextCursor cursor = text(u"Expectations"_s)->textCursor();
    cursor.setPosition(12);
    text(u"Expectations"_s)->setTextCursor(cursor);
    auto *splitter = static_cast<QSplitter *>(tabs()->parentWidget()->parentWidget());
    splitter->setSizes({splitter->height() - 250, 250});
    const QList<int> sizes = splitter->sizes();
    const auto form = [this] {
        return m_page->findChild<QComboBox *>(u"bodyForm"_s);
    };
    form()->setCurrentIndex(2);
    named<QLineEdit>(*m_page, u"JSONPath filter"_s)->setText(u"$.headers"_s);
    const QJsonObject state = m_page->saveState();
    m_page = shownPage(*m_factory, u"untitled:1"_s);
    m_page->restoreState(state);
    QCOMPARE(named<QLineEdit>(*m_page, u"URL"_s)->cursorPosition(), 5);
    QCOMPARE(tabs()->currentIndex(), 4);
    QCOMPARE(text(u"Expectations"_s)->textCursor().position(), 12);
    QCOMPARE(static_cast<QSplitter *>(tabs()->parentWidget()->parentWidget())->sizes(), sizes);
    QCOMPARE(form()->currentIndex(), 2);
    QCOMPARE(named<QLineEdit>(*m_page, u"JSONPath filter"_s)->text(), u"$.headers"_s);
}

void RequestKeysTest::completesHeaders()
{
    tabs()->setCurrentIndex(1);
    auto *table = named<QTableView>(*m_page, u"Headers"_s);
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
    m_page->activateWindow(); // the list took that away
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    typed(1, u"application/j"_s);
    QTRY_COMPARE(table->model()->index(0, 1).data().toString(), u"application/json"_s);
}

void RequestKeysTest::sendsFromTheEmptyAnswer()
{
    typeUrl(*m_page, u"http://127.0.0.1:1/"_s);
    QPushButton *button = nullptr; // in place of the answer; the trace has another
    for (QPushButton *each : m_page->response().findChildren<QPushButton *>()) {
        button = each->isVisible() && each->text() == RequestPage::tr("Send") ? each : button;
    }
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->response().result() != nullptr, 60'000);
    QVERIFY(m_page->response().result()->error); // nobody is there; it can be tried again
    QVERIFY(button->isVisible());
}

void RequestKeysTest::turnsCaptureOn()
{
    using gw::widgets::TraceView;
    const TraceView &trace = m_page->response().trace();
    m_session->setCapturing(false);
    auto *button = gw::test::withText<QPushButton>(trace, TraceView::tr("Turn Capture on"));
    QVERIFY(button != nullptr);
    button->click();
    QVERIFY(m_session->isCapturing());
    QCOMPARE(button->text(), TraceView::tr("Send"));
}

GW_TEST(RequestKeysTest)
#include "request_keys_test.moc"
