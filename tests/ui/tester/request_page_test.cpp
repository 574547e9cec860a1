// SPDX-License-Identifier: GPL-3.0-or-later
// The request page, by clicks and keys, against a real engine with the demo.
#include "compare/compare_page.h"
#include "compare/text_diff_model.h"
#include "e2e/support/gateway_process.h"
#include "history/request_history.h"
#include "look/format.h"
#include "request_form/request_editor.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "support/room_test.h"
#include "tester/checks_model.h"
#include "tester/repeat_panel.h"
#include "tester/request_page.h"
#include "tester/request_page_factory.h"
#include "tester/request_sender.h"
#include "ui/page_fixture.h"
#include "widgets/body_text.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;
using gw::session::EngineSession;
using gw::test::named;
using gw::test::OpenedPages;
using gw::test::says;
using gw::test::SilentHost;
using gw::tester::RequestPage;
using gw::tester::RequestPageFactory;

namespace {

constexpr int kPatience = 20'000;

} // namespace

class RequestPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup() { m_page.reset(); }
    void sendsAndShowsWhatThePluginDid();
    void checksTheFilesExpectations();
    void asksForVariablesWithoutAValue();
    void usesTheChosenEnvironment();
    void importsPastedCurl();
    void importsEachRequestOfACommand();
    void copiesAsCurl();
    void sendsWhenTheAnswerIsChecked();
    void keepsAndComparesAnswers();
    void comparesWithAnotherTab();
    void copiesForOtherTools();
    void scrollsTheFormOfCredentials();
    void repeats();
    void cancels();
    void givesTheAnswerMoreRoom();
    void keepsUnsavedTextOverARestart();
    void capturesStayInTheirEnvironment();

private:
    RequestPage &open(const QString &subject);
    void type(const QString &url) { gw::test::typeUrl(*m_page, url); }

    gw::e2e::GatewayProcess m_gateway;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<gw::session::Environments> m_environments;
    std::unique_ptr<gw::history::RequestHistory> m_history;
    OpenedPages m_opener;
    QTemporaryDir m_state;
    std::unique_ptr<RequestPageFactory> m_factory;
    std::unique_ptr<QWidget> m_parent;
    std::unique_ptr<RequestPage> m_page;
};

void RequestPageTest::initTestCase()
{
    QVERIFY(m_gateway.serveDemo());
    QFile secret(m_gateway.stateFile(u"secret"_s));
    QVERIFY(secret.open(QIODevice::ReadOnly));
    m_session = std::make_unique<EngineSession>(nullptr);
    m_session->attach({QUrl(QString::fromStdString(m_gateway.address({}))),
                       QString::fromUtf8(secret.readAll().trimmed())});
    m_session->setCapturing(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), EngineSession::State::Connected, kPatience);
    m_environments = std::make_unique<gw::session::Environments>(*m_session);
    m_history = std::make_unique<gw::history::RequestHistory>(m_state.path());
    m_history->use(u"/workspace"_s);
    m_factory = std::make_unique<RequestPageFactory>(
        gw::tester::RequestServices{*m_session, *m_environments, *m_history, m_opener,
                                    std::make_shared<gw::requests::RequestRunner>()});
}

void RequestPageTest::cleanupTestCase()
{
    m_factory.reset();
    m_environments.reset();
    m_history.reset();
    m_session.reset();
    QCOMPARE(m_gateway.stop(), 0);
}

void RequestPageTest::init()
{
    m_parent = std::make_unique<QWidget>();
}

RequestPage &RequestPageTest::open(const QString &subject)
{
    m_page = gw::test::shownPage(*m_factory, subject);
    return *m_page;
}

void RequestPageTest::sendsAndShowsWhatThePluginDid()
{
    RequestPage &page = open(u"untitled:1"_s);
    type(u"{{gateway}}/my_api_name/get"_s);
    QVERIFY(page.isModified());
    QTest::mouseClick(named<QPushButton>(page, u"Send"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page.response().result() != nullptr, kPatience);
    QCOMPARE(page.response().result()->status(), 200);
    QTRY_COMPARE_WITH_TIMEOUT(page.response().pretty().marks().size(), 1, kPatience);
    QCOMPARE(page.response().pretty().marks().values().constFirst(), u"added by AddFooBarHeader"_s);
    QVERIFY(page.response().trace().model().rowThatAdded(u"Foo"_s) >= 0);
    // The step that is shown leads to its plugin.
    page.response().trace().findChild<QToolButton *>()->click();
    QCOMPARE(m_opener.opened.kind, u"plugin"_s);
    QVERIFY(m_opener.opened.subject.endsWith(u"AddFooBarHeader.so"_s));
}

void RequestPageTest::checksTheFilesExpectations()
{
    RequestPage &page = open(m_gateway.demoFolder() + u"/requests/1 add a header.hurl"_s);
    QVERIFY(!page.isModified());
    QTest::keyClick(named<QLineEdit>(page, u"URL"_s), Qt::Key_Return, Qt::ControlModifier);
    // Those about the gateway too, once its record is there.
    QTRY_COMPARE_WITH_TIMEOUT(page.checks().passedCount(), 7, kPatience);
    QCOMPARE(page.checks().failedCount(), 0);
    QVERIFY(!page.isModified()); // sending changes nothing
}

// An attached engine has no files of environments: values are the page's.
void RequestPageTest::asksForVariablesWithoutAValue()
{
    RequestPage &page = open(u"untitled:2"_s);
    type(u"{{gateway}}/my_api_name/{{nowhere}}"_s);
    page.send();
    QVERIFY(says(page, u"1 variable(s) without a value"_s));
    QVERIFY(page.response().result() == nullptr);
    auto *field = named<QLineEdit>(page, u"Value of nowhere"_s);
    QVERIFY(field != nullptr);
    QVERIFY(named<QLineEdit>(page, u"Value of gateway"_s) == nullptr);
    QTest::keyClick(field, Qt::Key_Return); // without a value nothing is sent
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, u"anything/x"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page.response().result() != nullptr, kPatience);
    QCOMPARE(page.response().result()->status(), 200);
    QVERIFY(QString::fromStdString(page.response().result()->url).endsWith(u"/anything/x"_s));
    QVERIFY(!says(page, u"without a value"_s));
    type(u"{{gateway}}/tyk/{{gateway_secret}}"_s); // of somebody else's engine
    page.send();
    QTRY_VERIFY_WITH_TIMEOUT(named<QLineEdit>(page, u"Value of gateway_secret"_s) != nullptr,
                             kPatience); // the answer of before is still being checked
}

// Of a workspace, without an engine: nobody answers, but the request is made.
void RequestPageTest::usesTheChosenEnvironment()
{
    const QTemporaryDir workspace;
    EngineSession session(std::make_unique<SilentHost>());
    session.openWorkspace(workspace.path());
    gw::session::Environments environments(session);
    RequestPageFactory factory({session, environments, *m_history, m_opener,
                                std::make_shared<gw::requests::RequestRunner>()});
    m_page.reset(static_cast<RequestPage *>(
        factory.create({u"request"_s, u"untitled:9"_s}, m_parent.get())));
    m_page->setParent(nullptr);
    m_page->show();
    environments.setCurrent(u"staging"_s);
    QCOMPARE(named<QComboBox>(*m_page, u"Environment"_s)->currentText(), u"staging"_s);
    type(u"http://127.0.0.1:1/{{id}}"_s);
    m_page->send();
    auto *field = named<QLineEdit>(*m_page, u"Value of id"_s);
    QVERIFY(field != nullptr);
    QTest::keyClicks(field, u"42"_s);
    QTest::mouseClick(named<QPushButton>(*m_page, u"Send with these values"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->response().result() != nullptr, kPatience);
    QVERIFY(m_page->response().result()->error);
    QFile file(workspace.filePath(u"environments/staging.env"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "id=42\n"_ba);
    environments.setCurrent(u"local"_s); // where it has none
    m_page->send();
    QVERIFY(named<QLineEdit>(*m_page, u"Value of id"_s)->isVisible());
    m_page.reset();
}

void RequestPageTest::importsPastedCurl()
{
    RequestPage &page = open(u"untitled:3"_s);
    QGuiApplication::clipboard()->setText(
        u"curl -sS -X PUT -H 'A: b' -d '{\"x\": 1}' http://h/p"_s);
    auto *field = named<QLineEdit>(page, u"URL"_s);
    field->setFocus();
    QTest::keySequence(field, QKeySequence::Paste);
    QCOMPARE(field->text(), u"http://h/p"_s);
    QCOMPARE(named<QComboBox>(page, u"Method"_s)->currentText(), u"PUT"_s);
    QCOMPARE(page.document().entry().request.headers.size(), std::size_t{2});
    QCOMPARE(page.document().entry().request.body->text, "{\"x\": 1}");
    QVERIFY(says(page, u"-s: about what curl prints"_s));
}

void RequestPageTest::importsEachRequestOfACommand()
{
    RequestPage &page = open(u"untitled:5"_s);
    QGuiApplication::clipboard()->setText(
        u"curl http://h/a --next -X PUT http://h/b --next http://h/c"_s);
    auto *field = named<QLineEdit>(page, u"URL"_s);
    field->setFocus();
    QTest::keySequence(field, QKeySequence::Paste);
    QVERIFY(says(page, u"2 further request(s) of the command stand behind this one."_s));
    QVERIFY(named<QComboBox>(page, u"Request of this file"_s)->isVisible());
    QCOMPARE(page.document().text(), "GET http://h/a\n\nPUT http://h/b\n\nGET http://h/c\n");
    QVERIFY(page.isModified());
}

void RequestPageTest::copiesAsCurl()
{
    RequestPage &page = open(u"untitled:4"_s);
    type(u"http://h/p?q"_s);
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(named<QLineEdit>(page, u"URL"_s), Qt::Key_C,
                    Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"curl \\\n  --url 'http://h/p?q'\n"_s);
}

// The next request may need what the answer before gave.
void RequestPageTest::sendsWhenTheAnswerIsChecked()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"two.hurl"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("GET {{gateway}}/my_api_name/get\nHTTP 200\n[Captures]\nword: header "
               "\"Content-Type\"\n\nGET {{gateway}}/my_api_name/headers\nX-Word: "
               "{{word}}\nHTTP 200\n");
    file.close();
    RequestPage &page = open(path);
    auto *entries = named<QComboBox>(page, u"Request of this file"_s);
    int answers = 0;
    connect(page.findChild<gw::tester::RequestSender *>(), &gw::tester::RequestSender::finished,
            &page, [&] {
                if (++answers == 1) {
                    Q_EMIT entries->activated(1);
                    page.send();
                }
            });
    page.send();
    QTRY_COMPARE_WITH_TIMEOUT(answers, 2, kPatience);
    QVERIFY(page.response().result()->url.ends_with("/headers"));
    QTRY_COMPARE_WITH_TIMEOUT(page.checks().passedCount(), 1, kPatience);
}

void RequestPageTest::keepsAndComparesAnswers()
{
    RequestPage &page = open(u"untitled:6"_s);
    type(u"{{gateway}}/my_api_name/status/201"_s);
    page.send();
    auto *menu = named<QToolButton>(page, u"Compare"_s)->defaultAction()->menu<QMenu *>();
    Q_EMIT menu->aboutToShow();
    QAction *compare = menu->actions().first();
    // Shared: an answer may come when this function has ended.
    const auto found = std::make_shared<QList<gw::history::HistoryRow>>();
    const QList<gw::history::HistoryRow> &rows = *found;
    const auto find = [this, found] {
        m_history->find(u"status/201"_s, [found](const auto &answer) { *found = answer; });
        return found->size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(find(), 1, kPatience);
    QCOMPARE(rows.first().status, 201);
    QVERIFY(!compare->isEnabled()); // with what?
    page.send();
    QTRY_COMPARE_WITH_TIMEOUT(find(), 2, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(compare->isEnabled(), kPatience);
    compare->trigger();
    QCOMPARE(m_opener.opened,
             gw::compare::ComparePage::addressOf(u"/workspace"_s, rows[1].id, rows[0].id));

    gw::compare::ComparePage compared(m_opener.opened, *m_history, nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(compared.model().rowCount() > 0, kPatience);
    QCOMPARE(compared.model().index(0, gw::compare::TextDiffModel::OldText).data().toString(),
             u"HTTP/1.1 201 Created"_s);

    // In another history, these numbers are other requests.
    QSignalSpy opened(m_history.get(), &gw::history::RequestHistory::changed);
    m_history->use(u"/other workspace"_s);
    gw::compare::ComparePage later(m_opener.opened, *m_history, nullptr);
    later.QWidget::show();
    QVERIFY(says(later, u"in the history of /workspace"_s));
    QVERIFY(opened.wait(kPatience));
    QCOMPARE(later.model().rowCount(), 0);
    m_history->use(u"/workspace"_s);
    QTRY_VERIFY_WITH_TIMEOUT(later.model().rowCount() > 0, kPatience);
    const QStringList ids = m_opener.opened.subject.split(u',');
    const bool isSame =
        later.title().startsWith(u"GET /my_api_name/"_s) && later.title().contains(u" vs "_s);
    QVERIFY2(isSame, qPrintable(later.title()));
    QVERIFY2(later.detail().contains(u'#' + ids[0]) && later.detail().contains(u'#' + ids[1]),
             qPrintable(later.detail()));
}

void RequestPageTest::comparesWithAnotherTab()
{
    RequestPage &page = open(u"untitled:8"_s);
    std::unique_ptr<gw::window::Page> other(
        m_factory->create({u"request"_s, u"untitled:9"_s}, m_parent.get()));
    m_opener.pages = {&page, other.get()};
    const auto others = [&page] {
        auto *menu = named<QToolButton>(page, u"Compare"_s)->defaultAction()->menu<QMenu *>();
        Q_EMIT menu->aboutToShow();
        return menu->actions().sliced(2); // behind the one before
    };
    QCOMPARE(others().first()->text(), RequestPage::tr("There is no answer here yet"));
    type(u"{{gateway}}/my_api_name/status/202"_s);
    page.send();
    // As soon as the history has it.
    QTRY_COMPARE_WITH_TIMEOUT(others().first()->text(),
                              RequestPage::tr("No other tab has an answer"), kPatience);
    QVERIFY(!others().first()->isEnabled());
    const qint64 later = 1'000'000;
    static_cast<RequestPage &>(*other).setAnswer(page.response().result(), later);
    QCOMPARE(others().size(), 1);
    QCOMPARE(others().first()->text(), other->title());
    others().first()->trigger();
    const qint64 own = m_opener.opened.subject.section(u',', 0, 0).toLongLong();
    QVERIFY(own > 0 && own < later);
    QCOMPARE(m_opener.opened, gw::compare::ComparePage::addressOf(u"/workspace"_s, own, later));
    m_opener.pages.clear();
}

void RequestPageTest::copiesForOtherTools()
{
    RequestPage &page = open(u"untitled:7"_s);
    type(u"http://h/p"_s);
    const QMenu *menu = nullptr;
    for (QAction *action : page.pageActions()) {
        menu = action->text() == u"Copy as" ? action->menu<QMenu *>() : menu;
    }
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->actions().size(), 8);
    for (QAction *action : menu->actions()) {
        QGuiApplication::clipboard()->clear();
        action->trigger();
        QVERIFY2(QGuiApplication::clipboard()->text().contains(u"/p"_s),
                 qPrintable(action->text()));
    }
}

void RequestPageTest::scrollsTheFormOfCredentials()
{
    RequestPage &page = open(u"untitled:9"_s);
    auto *kind = named<QComboBox>(page, u"Kind of credentials"_s);
    for (QTabWidget *tabs : page.findChildren<QTabWidget *>()) {
        for (int at = 0; at < tabs->count(); ++at) {
            if (tabs->widget(at)->isAncestorOf(kind)) {
                tabs->setCurrentIndex(at);
            }
        }
    }
    kind->setCurrentIndex(kind->count() - 1); // the one with the most fields
    Q_EMIT kind->activated(kind->currentIndex());
    page.resize(page.minimumSizeHint());
    auto *last = named<QLineEdit>(page, u"Signs for"_s);
    QVERIFY(last != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(last->isVisible(), kPatience);
    for (const QWidget *field : std::initializer_list<const QWidget *>{kind, last}) {
        QVERIFY2(field->height() >= field->minimumSizeHint().height(),
                 qPrintable(QString::number(field->height())));
    }
    QVERIFY(last->visibleRegion().isEmpty()); // the window is too low for all of them
    const auto *area = qobject_cast<QScrollArea *>(
        last->parentWidget()->parentWidget()->parentWidget()->parentWidget());
    QVERIFY(area != nullptr);
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    QTRY_VERIFY_WITH_TIMEOUT(!last->visibleRegion().isEmpty(), kPatience);
}

void RequestPageTest::repeats()
{
    RequestPage &page = open(u"untitled:8"_s);
    type(u"{{gateway}}/my_api_name/get"_s);
    named<QSpinBox>(page, u"Requests"_s)->setValue(20);
    named<QSpinBox>(page, u"Requests at once"_s)->setValue(3);
    QTest::keyClick(named<QLineEdit>(page, u"URL"_s), Qt::Key_Return,
                    Qt::ControlModifier | Qt::ShiftModifier);
    auto *panel = page.findChild<gw::tester::RepeatPanel *>();
    QVERIFY(panel->isVisible());
    page.resize(page.minimumSizeHint()); // a low window scrolls it, and squeezes nothing
    QCoreApplication::processEvents();
    const auto *count = named<QSpinBox>(page, u"Requests"_s);
    QVERIFY2(count->height() >= count->minimumSizeHint().height(),
             qPrintable(QString::number(count->height())));
    QTRY_VERIFY_WITH_TIMEOUT(panel->figures().isEnded, kPatience);
    QCOMPARE(panel->figures().done, 20);
    for (const auto &[name, time] :
         {std::pair(u"p50"_s, panel->figures().p50), std::pair(u"p90"_s, panel->figures().p90),
          std::pair(u"p99"_s, panel->figures().p99)}) {
        const auto *figure = named<QLabel>(*panel, name);
        QVERIFY2(figure != nullptr && figure->isVisible(), qPrintable(name));
        QCOMPARE(figure->text(), gw::look::durationText(time));
    }
    QCOMPARE(panel->figures().statuses.at(200), 20);
    QVERIFY(named<QPushButton>(page, u"Start the repetition"_s) != nullptr);
}

void RequestPageTest::cancels()
{
    RequestPage &page = open(u"untitled:5"_s);
    type(u"{{gateway}}/my_api_name/delay/10"_s);
    page.send();
    QVERIFY(named<QPushButton>(page, u"Cancel"_s) != nullptr);
    page.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(page.response().result() != nullptr, kPatience);
    QVERIFY(page.response().result()->isCancelled);
    QVERIFY(named<QPushButton>(page, u"Send"_s) != nullptr);
}

void RequestPageTest::givesTheAnswerMoreRoom()
{
    const auto page = shownPage(*m_factory, QStringLiteral("untitled:1"));
    const auto *editor = page->findChild<gw::request_form::RequestEditor *>();
    QCOMPARE_GT(page->response().height(), editor->height());
}

void RequestPageTest::keepsUnsavedTextOverARestart()
{
    const QString path = m_gateway.demoFolder() + u"/requests/2 answer from a plugin.hurl"_s;
    RequestPage &page = open(path);
    QCOMPARE(page.document().entryCount(), 2);
    type(u"/more"_s);
    QVERIFY(page.isModified());
    const QString url = named<QLineEdit>(page, u"URL"_s)->text();
    const QJsonObject state = page.saveState();
    RequestPage &again = open(path);
    QVERIFY(!again.isModified());
    again.restoreState(state);
    QVERIFY(again.isModified());
    QCOMPARE(named<QLineEdit>(again, u"URL"_s)->text(), url);
}

void RequestPageTest::capturesStayInTheirEnvironment()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"captures.hurl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("GET {{gateway}}/my_api_name/get\n\nHTTP 200\n[Captures]\n"
               "token: status\n\nGET {{gateway}}/my_api_name/{{token}}\n");
    file.close();
    RequestPage &page = open(file.fileName());
    page.send();
    QTRY_VERIFY_WITH_TIMEOUT(page.response().result() != nullptr, kPatience);
    page.showLine(7);
    QCOMPARE(page.document().entryIndex(), 1);
    const auto first = page.response().result();
    page.send();
    QVERIFY(!says(page, u"without a value"_s));
    QTRY_VERIFY_WITH_TIMEOUT(
        page.response().result() != nullptr && page.response().result() != first, kPatience);
    const QString before = m_environments->current();
    m_environments->setCurrent(u"another"_s);
    page.send(); // waits until the answer before is checked
    QTRY_VERIFY_WITH_TIMEOUT(says(page, u"without a value"_s), kPatience);
    m_environments->setCurrent(before);
}

GW_TEST(RequestPageTest)
#include "request_page_test.moc"
