// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded_engine.h"
#include "models/navigator_model.h"
#include "panes/history_pane.h"
#include "panes/list_view.h"
#include "panes/record_detail.h"
#include "panes/test_pane.h"
#include "panes/traffic_pane.h"
#include "request_form/code_field.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "window/banner.h"
#include "window/inspector.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using gw::models::NavigatorModel;
using gw::session::EngineSession;

// One console for all: it starts an engine.
class ConsoleTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheDemo();
    void showsTrafficAndItsDetail();
    void sendsARecordedRequestAgain();
    void opensARequestOfTheHistory();
    void clearsTheHistoryAndBringsItBack();
    void filtersTraffic();
    void runsTheCollections();
    void saysThatARunWasStopped();
    void givesTheSecretToItsOwnEngine();
    void goesToAnything();
    void keepsPanesInASmallWindow();
    void tellsProblemsOfABrokenFile();
    void losesAnEngineAndSaysSo();
    void comesBackAsItWas();
    void gatewrightStartsTheConsole();
    void cleanupTestCase();

private:
    int statusOf(const QString &path);
    gw::window::Pane *pane(const QString &id);
    QAction *actionOf(const gw::window::Pane &pane, const QString &text);
    static QString wordsOfTheRun(gw::window::Pane &tests);

    QNetworkAccessManager m_network;
};

int ConsoleTest::statusOf(const QString &path)
{
    const QUrl url = m_console->session().trafficUrl().resolved(QUrl(path));
    QNetworkReply *reply = m_network.get(QNetworkRequest(url));
    const bool isDone = QTest::qWaitFor([reply] { return reply->isFinished(); }, kPatienceMs);
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply->deleteLater();
    return isDone ? status : -1;
}

gw::window::Pane *ConsoleTest::pane(const QString &id)
{
    for (gw::window::Pane *one : m_console->window().panes().panes()) {
        if (one->id() == id) {
            return one;
        }
    }
    return nullptr;
}

QAction *ConsoleTest::actionOf(const gw::window::Pane &pane, const QString &text)
{
    for (QAction *action : pane.findChildren<QAction *>()) {
        if (action->text() == text) {
            return action;
        }
    }
    return nullptr;
}

QString ConsoleTest::wordsOfTheRun(gw::window::Pane &tests)
{
    return tests.tools()->findChild<QLabel *>()->text();
}

void ConsoleTest::initTestCase()
{
    startConsole();
}

void ConsoleTest::showsTheDemo()
{
    QVERIFY(m_console->window().tour().isRunning()); // the first start
    m_console->window().tour().leave();
    NavigatorModel &model = m_console->window().navigatorModel();
    TRY_COMPARE(model.rowCount(model.index(0, 0)), 4);
    TRY_VERIFY(model.rowCount(model.index(1, 0)) >= 4);
    TRY_COMPARE(model.rowCount(model.index(2, 0)), 5); // one is of the bundle
    QCOMPARE(model.index(2, 0, model.index(0, 0)).data().toString(), QStringLiteral("my_api_name"));
    for (const gw::client::PluginHook &hook : m_console->session().plugins()) {
        QVERIFY2(hook.isLoaded(), qPrintable(hook.reason));
    }
}

void ConsoleTest::showsTrafficAndItsDetail()
{
    auto &model = m_console->traffic().model();
    QCOMPARE(statusOf(QStringLiteral("/my_api_name/get?x=1")), 200);
    QCOMPARE(statusOf(QStringLiteral("/protected/get")), 403);
    TRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(gw::models::TrafficModel::text(model.record(0), gw::models::TrafficModel::Path),
             QStringLiteral("/my_api_name/get?x=1"));
    QCOMPARE(model.record(1).status, 403);
    // With tracing on, each request tells what the plugin did.
    bool hasAdded = false;
    for (const gw::client::TraceStep &step : model.record(0).trace) {
        for (const gw::client::TraceChange &change : step.changes) {
            hasAdded = hasAdded || (change.name == QLatin1String("Foo") &&
                                    change.kind == gw::client::TraceChange::Kind::Added &&
                                    step.name.endsWith(QLatin1String("AddFooBarHeader")));
        }
    }
    QVERIFY(hasAdded);
    auto *list = m_console->traffic().findChild<gw::panes::ListView *>();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(model.index(0, 2)).center());
    QCOMPARE(m_console->window().inspector().shown(), m_console->traffic().inspectorWidget());
}

void ConsoleTest::sendsARecordedRequestAgain()
{
    auto &model = m_console->traffic().model();
    const auto push = [this](const QString &text) {
        for (auto *button :
             m_console->traffic().inspectorWidget()->findChildren<QAbstractButton *>()) {
            if (button->text() == text) {
                button->click();
            }
        }
    };
    push(QStringLiteral("Edit and send again"));
    const auto *page =
        dynamic_cast<gw::tester::RequestPage *>(m_console->window().tabs().current());
    QVERIFY(page != nullptr);
    QCOMPARE(page->document().entry().request.url, "{{gateway}}/my_api_name/get?x=1");
    for (const gw::requests::Line &line : page->document().entry().request.headers) {
        QVERIFY(line.name != "Foo"); // that is the plugin's
    }
    QCOMPARE(model.rowCount(), 2); // nothing was sent
    push(QStringLiteral("Replay"));
    const auto *again =
        dynamic_cast<gw::tester::RequestPage *>(m_console->window().tabs().current());
    QVERIFY(again != page);
    TRY_VERIFY(again->response().result() != nullptr);
    QCOMPARE(again->response().result()->status(), 200);
    TRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(gw::models::TrafficModel::text(model.record(2), gw::models::TrafficModel::Path),
             QStringLiteral("/my_api_name/get?x=1"));
}

void ConsoleTest::opensARequestOfTheHistory()
{
    auto *history = qobject_cast<gw::panes::HistoryPane *>(pane(QStringLiteral("history")));
    TRY_COMPARE(history->model().rowCount(), 1); // the replay
    QVERIFY(history->model().row(0).url.endsWith(QStringLiteral("/my_api_name/get?x=1")));
    auto *list = history->findChild<gw::panes::ListView *>();
    const auto before = m_console->window().tabs().pages().size();
    list->selectRow(0);
    Q_EMIT list->activated(list->model()->index(0, 0));
    TRY_COMPARE(m_console->window().tabs().pages().size(), before + 1);
    const auto *page =
        dynamic_cast<gw::tester::RequestPage *>(m_console->window().tabs().current());
    QCOMPARE(page->document().entry().request.url, "{{gateway}}/my_api_name/get?x=1");
    QCOMPARE(page->response().result()->status(), 200);
    auto *search = history->tools()->findChild<QLineEdit *>();
    QTest::keyClicks(search, QStringLiteral("nowhere-to-be-found"));
    TRY_COMPARE(history->model().rowCount(), 0);
    search->clear();
    TRY_COMPARE(history->model().rowCount(), 1);
}

void ConsoleTest::clearsTheHistoryAndBringsItBack()
{
    auto *history = qobject_cast<gw::panes::HistoryPane *>(pane(QStringLiteral("history")));
    TRY_COMPARE(history->model().rowCount(), 1);
    actionOf(*history, QStringLiteral("Clear"))->trigger();
    TRY_COMPARE(history->model().rowCount(), 0);
    gw::window::Banner &banner = m_console->window().banner();
    QVERIFY(banner.holds(QStringLiteral("cleared history")));
    for (QAbstractButton *button : banner.findChildren<QAbstractButton *>()) {
        if (button->text() == QStringLiteral("Undo")) {
            button->click();
        }
    }
    TRY_COMPARE(history->model().rowCount(), 1);
    QVERIFY(!banner.holds(QStringLiteral("cleared history")));
}

void ConsoleTest::filtersTraffic()
{
    auto &model = m_console->traffic().model();
    auto *field = m_console->traffic().tools()->findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("status>=400"));
    TRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.record(0).status, 403);
    QTest::keyClicks(field, QStringLiteral(" colour:red"));
    TRY_VERIFY(field->toolTip().contains(QStringLiteral("colour:red")));
    QCOMPARE(model.rowCount(), 1); // a wrong filter changes nothing
    field->clear();
    TRY_COMPARE(model.rowCount(), 3);
    QVERIFY(field->toolTip().isEmpty());
}

void ConsoleTest::runsTheCollections()
{
    auto *tests = qobject_cast<gw::panes::TestPane *>(pane(QStringLiteral("tests")));
    tests->run({m_console->session().workspace() + QStringLiteral("/requests")});
    QCOMPARE(m_console->window().panes().current(), tests);
    TRY_VERIFY(tests->model().requestCount() >= 5);
    const auto *list = tests->findChild<gw::panes::ListView *>();
    int check = 0;
    TRY_VERIFY(tests->model().checkCount() > 0);
    while (!tests->model().row(check).isCheck) {
        ++check;
    }
    const gw::session::TestRow row = tests->model().row(check);
    Q_EMIT const_cast<gw::panes::ListView *>(list)->activated(list->model()->index(check, 0));
    const gw::window::Page *page = m_console->window().tabs().current();
    QCOMPARE(page->address().subject, row.file);
    const auto *expectations =
        page->findChild<gw::request_form::CodeField *>(QStringLiteral("testsText"));
    QVERIFY(expectations->isVisible());
    QVERIFY(expectations->caret() > 0);             // at the end of the line
    TRY_COMPARE(tests->model().requestCount(), 19); // of the demo
    TRY_VERIFY(!wordsOfTheRun(*tests).contains(QStringLiteral("running")));
    QVERIFY2(wordsOfTheRun(*tests).endsWith(QStringLiteral("all passed")),
             qPrintable(wordsOfTheRun(*tests)));
    QCOMPARE(tests->model().failedCount(), 0);
}

void ConsoleTest::saysThatARunWasStopped()
{
    auto *tests = qobject_cast<gw::panes::TestPane *>(pane(QStringLiteral("tests")));
    tests->run({m_console->session().workspace() + QStringLiteral("/requests")});
    actionOf(*tests, QStringLiteral("Stop"))->trigger();
    TRY_VERIFY(actionOf(*tests, QStringLiteral("Again")) != nullptr);
    QVERIFY2(wordsOfTheRun(*tests).endsWith(QStringLiteral("stopped")),
             qPrintable(wordsOfTheRun(*tests)));
}

void ConsoleTest::givesTheSecretToItsOwnEngine()
{
    auto *page = dynamic_cast<gw::tester::RequestPage *>(m_console->window().open(
        {QStringLiteral("request"),
         m_console->session().workspace() + QStringLiteral("/requests/8 reload.hurl")}));
    QVERIFY(page != nullptr);
    page->send();
    TRY_VERIFY(page->response().result() != nullptr);
    QCOMPARE(page->response().result()->status(), 200);
}

void ConsoleTest::keepsPanesInASmallWindow()
{
    gw::window::MainWindow &window = m_console->window();
    const QString requests = m_console->session().workspace() + QStringLiteral("/requests/");
    QVERIFY(window.open({QStringLiteral("request"),
                         requests + QStringLiteral("1 add a header.hurl")}) != nullptr);
    window.banner().hide(QStringLiteral("notice")); // that another program has the usual port
    window.resize(1440, 900);
    const QWidget *panes = window.panes().parentWidget();
    TRY_VERIFY(panes->height() >= 270);
    window.resize(960, 600);
    TRY_COMPARE(window.width(), 960);
    // A third, also when all has settled.
    TRY_VERIFY(panes->height() >= 190 && panes->height() <= 210);
    QCoreApplication::processEvents();
    QVERIFY(panes->height() >= 190 && panes->height() <= 210);
    window.resize(1440, 900);
    TRY_VERIFY(panes->height() >= 270);
}

void ConsoleTest::goesToAnything()
{
    auto *open = m_console->window().findChild<gw::window::QuickOpen *>();
    QVERIFY(!open->isVisible());
    m_console->actions().action(QStringLiteral("go.anything"))->trigger();
    QVERIFY(open->isVisible());
    auto *field = open->findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("problems"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!open->isVisible());
    QCOMPARE(m_console->window().panes().current(), pane(QStringLiteral("problems")));
    m_console->actions().action(QStringLiteral("go.commands"))->trigger();
    QTest::keyClicks(field, QStringLiteral("settings"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_console->window().tabs().pages().last()->address().kind, QStringLiteral("settings"));
}

void ConsoleTest::tellsProblemsOfABrokenFile()
{
    const QString name = m_console->session().workspace() + QStringLiteral("/apps/broken.json");
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"api_id\":");
    file.close();
    gw::window::Pane *problems = pane(QStringLiteral("problems"));
    QVERIFY(problems->badge().isEmpty());
    m_console->actions().action(QStringLiteral("gateway.reload"))->trigger();
    TRY_VERIFY(!problems->badge().isEmpty());
    const auto *list = problems->findChild<gw::panes::ListView *>();
    QVERIFY(list->model()->index(0, 1).data().toString().contains(QStringLiteral("broken.json")));
    QVERIFY(QFile::remove(name));
    m_console->actions().action(QStringLiteral("gateway.reload"))->trigger();
    TRY_VERIFY(problems->badge().isEmpty());
}

void ConsoleTest::losesAnEngineAndSaysSo()
{
    const gw::window::Banner &banner = m_console->window().banner();
    std::atomic<bool> isStuck = false;
    gw::app::EmbeddedEngine other(isStuck);
    gw::client::EngineAddress address;
    connect(&other, &gw::session::EngineHost::started, this,
            [&address](const gw::session::HostedEngine &engine) {
                address = {engine.traffic, engine.address.secret}; // where others find it
            });
    other.start(m_console->session().workspace());
    TRY_VERIFY(!address.isEmpty());
    QVERIFY(address.url != m_console->session().address().url); // each has a port of its own
    QVERIFY(m_console->traffic().model().keptCount() > 0);
    m_console->session().attach(address);
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    QCOMPARE(m_console->traffic().model().keptCount(), 0U); // rows are not another engine's
    QVERIFY(!banner.holds(QStringLiteral("engine")));
    other.stop();
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Lost);
    QVERIFY(banner.isVisible());
    QVERIFY(banner.holds(QStringLiteral("engine")));
    QVERIFY(m_console->actions().action(QStringLiteral("gateway.retry"))->isEnabled());
    m_console->actions().action(QStringLiteral("file.openDemo"))->trigger();
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    QVERIFY(!banner.holds(QStringLiteral("engine")));
}

void ConsoleTest::comesBackAsItWas()
{
    m_console->actions().action(QStringLiteral("view.schemeDark"))->trigger();
    m_console->actions().setShortcut(QStringLiteral("gateway.reload"),
                                     QKeySequence(QStringLiteral("F5")));
    m_console->window().panes().show(pane(QStringLiteral("logs")));
    m_console->window().close();
    m_console.reset();
    startConsole();
    QCOMPARE(gw::look::currentScheme(), gw::look::Scheme::Dark);
    QVERIFY(!m_console->window().tour().isRunning()); // it comes once
    m_console->actions().action(QStringLiteral("help.tour"))->trigger();
    QVERIFY(m_console->window().tour().isRunning());
    QCOMPARE(m_console->actions().action(QStringLiteral("gateway.reload"))->shortcut(),
             QKeySequence(QStringLiteral("F5")));
    QCOMPARE(m_console->window().panes().current(), pane(QStringLiteral("logs")));
    bool hasSettings = false;
    for (const gw::window::Page *page : m_console->window().tabs().pages()) {
        hasSettings = hasSettings || page->address().kind == QLatin1String("settings");
    }
    QVERIFY(hasSettings);
}

void ConsoleTest::gatewrightStartsTheConsole()
{
    QProcess program;
    program.start(QStringLiteral(GATEWRIGHT_BINARY),
                  {QStringLiteral("console"), QStringLiteral("--version")});
    QVERIFY(program.waitForFinished(kPatienceMs));
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(program.readAllStandardOutput().startsWith("gatewright-console "));
}

void ConsoleTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleTest>(argc, argv);
}

#include "console_test.moc"
