// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"
#include "embedded_engine.h"
#include "form/pipeline_view.h"
#include "libraries/time_histogram.h"
#include "models/navigator_model.h"
#include "panes/test_pane.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "window/inspector.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

using gw::session::EngineSession;

// What the window's keys and commands do to panes and to the engine.
class ConsoleEngineTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void paneKeysShowAndFocus();
    void aKeyTogglesTheInspector();
    void inspectorFollowsTheNavigator();
    void inspectorLeadsToAPipeline();
    void editsTheFieldThatHasTheKeyboard();
    void menusHaveTheCommandsOfThePage();
    void menusHaveTheCommandsOfThePane();
    void commandsOfTheChosenEntry();
    void paletteTellsWhereACommandWorks();
    void stopsAndStartsTheEngine();
    void capturesOnDemandOfAnEngineOfOthers();
    void leavesAnEngineAndComesBack();
    void cleanupTestCase();

private:
    void trigger(const char *id);
    [[nodiscard]] QString engineWords() const;
    [[nodiscard]] QMenu *menu(const QString &title) const;
    void select(const QString &text); // in the navigator
    // Sends a request through the engine; whether its record has a trace.
    bool isTraced();

    QNetworkAccessManager m_network;
};

void ConsoleEngineTest::initTestCase()
{
    startOnDemo();
}

void ConsoleEngineTest::init()
{
    refuseAmbiguousShortcuts();
}

void ConsoleEngineTest::trigger(const char *id)
{
    m_console->actions().action(QLatin1String(id))->trigger();
}

QString ConsoleEngineTest::engineWords() const
{
    for (const QToolButton *button :
         m_console->window().findChild<QToolBar *>()->findChildren<QToolButton *>()) {
        if (button->accessibleName() == QLatin1String("Engine")) {
            return button->text();
        }
    }
    return {};
}

QMenu *ConsoleEngineTest::menu(const QString &title) const
{
    for (QAction *action : m_console->window().menuBar()->actions()) {
        if (action->text() == title) {
            return action->menu<QMenu *>();
        }
    }
    return nullptr;
}

bool ConsoleEngineTest::isTraced()
{
    bool isHere = false;
    bool hasTrace = false;
    const auto connection = connect(&m_console->session(), &EngineSession::trafficArrived, this,
                                    [&](const QList<gw::client::TrafficRecord> &records) {
                                        isHere = !records.isEmpty();
                                        hasTrace = isHere && !records.last().trace.isEmpty();
                                    });
    QNetworkReply *reply = m_network.get(QNetworkRequest(
        m_console->session().trafficUrl().resolved(QUrl(QStringLiteral("/my_api_name/get")))));
    const bool isDone = QTest::qWaitFor([&] { return isHere && reply->isFinished(); }, kPatienceMs);
    reply->deleteLater();
    disconnect(connection);
    return isDone && hasTrace;
}

void ConsoleEngineTest::paneKeysShowAndFocus()
{
    gw::window::MainWindow &window = m_console->window();
    const auto &panes = window.panes().panes();
    QVERIFY(panes.size() >= 7);
    for (int round = 0; round < 2; ++round) {
        for (int number = 1; number <= panes.size(); ++number) {
            QTest::keyClick(&window, static_cast<Qt::Key>(Qt::Key_0 + number), Qt::AltModifier);
            QCOMPARE(window.panes().current(), panes[number - 1]);
            const QWidget *focused = QApplication::focusWidget();
            QVERIFY2(focused == panes[number - 1] || panes[number - 1]->isAncestorOf(focused),
                     qPrintable(panes[number - 1]->id()));
        }
    }
}

void ConsoleEngineTest::aKeyTogglesTheInspector()
{
    gw::window::MainWindow &window = m_console->window();
    const auto *dock = window.findChild<QDockWidget *>(QStringLiteral("inspector"));
    const bool wasShown = dock->isVisible();
    QTest::keyClick(&window, Qt::Key_0, Qt::AltModifier | Qt::ShiftModifier);
    TRY_COMPARE(dock->isVisible(), !wasShown);
    QTest::keyClick(&window, Qt::Key_0, Qt::AltModifier | Qt::ShiftModifier);
    TRY_COMPARE(dock->isVisible(), wasShown);
}

void ConsoleEngineTest::select(const QString &text)
{
    const auto &model = m_console->window().navigatorModel();
    auto *tree = m_console->window().navigator().findChild<QTreeView *>();
    tree->setCurrentIndex(model
                              .match(model.index(0, 0), Qt::DisplayRole, text, 1,
                                     Qt::MatchExactly | Qt::MatchRecursive)
                              .value(0));
}

void ConsoleEngineTest::inspectorFollowsTheNavigator()
{
    gw::window::MainWindow &window = m_console->window();
    const auto says = [&](const QString &words) {
        const QWidget *shown = window.inspector().shown();
        if (shown == nullptr || !shown->isVisible()) {
            return false;
        }
        const auto labels = shown->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&words](const QLabel *label) { return label->text().contains(words); });
    };
    select(QStringLiteral("my_api_name"));
    QVERIFY(says(QStringLiteral("/my_api_name/")));
    QVERIFY(says(QStringLiteral("serves")));
    // Its pipeline: the places in their order, also those without a hook.
    TRY_VERIFY(says(QStringLiteral(">AddFooBarHeader</a>")));
    for (const char *place : {">pre<", ">auth_check<", ">post_key_auth<", ">post<", ">response<"}) {
        QVERIFY2(says(QLatin1String(place)), place);
    }
    QVERIFY(says(QStringLiteral(">none<")));
    QVERIFY(isTraced()); // a request
    TRY_VERIFY(says(QStringLiteral("p50 ")));
    const auto *hooks = window.inspector().shown()->findChild<QTableView *>();
    const auto *times = window.inspector().shown()->findChild<gw::libraries::TimeHistogram *>();
    QVERIFY(!hooks->isVisible() && !times->isVisible());
    select(QStringLiteral("AddFooBarHeader.so"));
    QVERIFY(says(QStringLiteral("<a href='my_api_name'")));
    QVERIFY(hooks->isVisible() && times->isVisible());
    QCOMPARE(hooks->model()->rowCount(), 1);
    TRY_VERIFY(says(QStringLiteral("AddFooBarHeader, AddFooBarHeaderAndLog"))); // exported
    QVERIFY(says(QStringLiteral("Times of AddFooBarHeader")));
    TRY_VERIFY(!times->shownBuckets().isEmpty());
    select(QStringLiteral("MyPluginAuthCheck.so"));
    QVERIFY(says(QStringLiteral("protected")));
    TRY_VERIFY(says(QStringLiteral("Times of MyPluginAuthCheck")));
    TRY_VERIFY(times->shownBuckets().isEmpty()); // nobody called it
    // A page that is open shows its own part.
    window.open({QStringLiteral("api"), QStringLiteral("hits")});
    const QWidget *own = window.inspector().shown();
    select(QStringLiteral("my_api_name"));
    QVERIFY(window.inspector().shown() != own);
    select(QStringLiteral("hits"));
    QCOMPARE(window.inspector().shown(), own);
    // And a request that is sent from the page in front.
    auto *page = qobject_cast<gw::tester::RequestPage *>(window.open(
        {QStringLiteral("request"),
         m_console->session().workspace() + QStringLiteral("/requests/1 add a header.hurl")}));
    QVERIFY(page != nullptr);
    select(QStringLiteral("my_api_name"));
    QVERIFY(window.inspector().shown() != page->inspectorWidget());
    page->send();
    QCOMPARE(window.inspector().shown(), page->inspectorWidget());
    TRY_VERIFY(page->response().result() != nullptr);
}

// By one click, which opens the definition there.
void ConsoleEngineTest::inspectorLeadsToAPipeline()
{
    gw::window::MainWindow &window = m_console->window();
    select(QStringLiteral("hits"));
    select(QStringLiteral("my_api_name"));
    const auto buttons = window.inspector().shown()->findChildren<QToolButton *>();
    const auto edit =
        std::ranges::find(buttons, QStringLiteral("Edit pipeline"), &QToolButton::text);
    QVERIFY(edit != buttons.end());
    TRY_VERIFY((*edit)->isEnabled());
    (*edit)->click();
    auto *definition = qobject_cast<gw::definition::SpecPage *>(window.tabs().current());
    QVERIFY(definition != nullptr && definition->address().subject == QLatin1String("my_api_name"));
    QVERIFY(definition->pipeline()->isVisible());
    window.tabs().drop(definition);
}

void ConsoleEngineTest::editsTheFieldThatHasTheKeyboard()
{
    gw::window::MainWindow &window = m_console->window();
    window.navigator().focusFilter();
    auto *filter = window.navigator().findChild<QLineEdit *>();
    QTest::keyClicks(filter, QStringLiteral("zzz"));
    QMenu *edit = menu(QStringLiteral("&Edit"));
    Q_EMIT edit->aboutToShow();
    const auto act = [edit](const QString &name) {
        for (QAction *action : edit->actions()) {
            if (gw::window::ActionRegistry::nameOf(*action) == name && action->isEnabled()) {
                action->trigger();
                return true;
            }
        }
        return false;
    };
    QVERIFY(act(QStringLiteral("Undo")));
    QCOMPARE(filter->text(), QString());
    QVERIFY(act(QStringLiteral("Redo")));
    QVERIFY(act(QStringLiteral("Select all")));
    QVERIFY(act(QStringLiteral("Cut")));
    QCOMPARE(filter->text(), QString());
    QVERIFY(act(QStringLiteral("Paste")));
    QCOMPARE(filter->text(), QStringLiteral("zzz"));
    filter->clear();
}

void ConsoleEngineTest::menusHaveTheCommandsOfThePage()
{
    gw::window::MainWindow &window = m_console->window();
    QMenu *request = menu(QStringLiteral("&Request"));
    const auto hasSend = [request] {
        Q_EMIT request->aboutToShow();
        const auto actions = request->actions();
        return std::ranges::count_if(actions, [](const QAction *action) {
            return gw::window::ActionRegistry::nameOf(*action) == QLatin1String("Send");
        });
    };
    const qsizetype before = request->actions().size();
    trigger("file.newRequest");
    QCOMPARE(hasSend(), 1);
    const qsizetype with = request->actions().size();
    QCOMPARE(hasSend(), 1); // each time anew
    QCOMPARE(request->actions().size(), with);
    window.open({QStringLiteral("api"), QStringLiteral("hits")}); // has others
    QCOMPARE(hasSend(), 0);
    QCOMPARE(request->actions().size(), before);
}

void ConsoleEngineTest::menusHaveTheCommandsOfThePane()
{
    QMenu *go = menu(QStringLiteral("&Go"));
    const auto namesIn = [go](const QString &title) {
        Q_EMIT go->aboutToShow();
        QStringList names;
        for (const QMenu *below : go->findChildren<QMenu *>()) {
            for (const QAction *action : below->actions()) {
                names += below->title() == title ? gw::window::ActionRegistry::nameOf(*action)
                                                 : QString();
            }
        }
        return names;
    };
    trigger("go.pane.traffic");
    const QStringList traffic = namesIn(QStringLiteral("In Traffic"));
    for (const char *name : {"Clear", "Export as HAR", "Follow", "Replay", "Only this API"}) {
        QCOMPARE(traffic.count(QLatin1String(name)), 1);
    }
    trigger("go.pane.logs");
    QVERIFY(namesIn(QStringLiteral("In Traffic")).join(QString()).isEmpty());
    QVERIFY(namesIn(QStringLiteral("In Logs")).contains(QStringLiteral("Older")));
}

void ConsoleEngineTest::commandsOfTheChosenEntry()
{
    const auto isEnabled = [this](const char *id) {
        return m_console->actions().action(QLatin1String(id))->isEnabled();
    };
    const auto entries = [this](const char *id) {
        auto *menu = m_console->actions().action(QLatin1String(id))->menu<QMenu *>();
        Q_EMIT menu->aboutToShow();
        QStringList texts;
        for (const QAction *action : menu->actions()) {
            texts.append(action->text());
        }
        return texts;
    };
    select(QStringLiteral("AddFooBarHeader.so"));
    for (const char *id : {"plugin.edit", "plugin.build", "plugin.reload", "plugin.use",
                           "plugin.remove", "plugin.copyPath", "plugin.deleteSource"}) {
        QVERIFY2(isEnabled(id), id);
    }
    QVERIFY(!isEnabled("request.run"));
    trigger("plugin.copyPath");
    QCOMPARE(QGuiApplication::clipboard()->text(),
             m_console->session().workspace() + QStringLiteral("/plugins/AddFooBarHeader.so"));
    QVERIFY(entries("plugin.use").contains(QStringLiteral("hits")));
    QCOMPARE(entries("plugin.remove"), QStringList{QStringLiteral("my_api_name")});
    trigger("plugin.edit");
    QCOMPARE(m_console->window().tabs().current()->address().kind, QStringLiteral("source"));
    select(QStringLiteral("hits"));
    for (const char *id : {"plugin.edit", "plugin.build", "plugin.reload", "plugin.use",
                           "plugin.remove", "plugin.copyPath", "request.run", "request.moveTo"}) {
        QVERIFY2(!isEnabled(id), id);
    }
    select(QStringLiteral("1 add a header"));
    QVERIFY(isEnabled("request.moveTo"));
    QVERIFY(!entries("request.moveTo").contains(QStringLiteral("Collections"))); // it is there
    trigger("request.run");
    QCOMPARE(m_console->window().panes().current()->id(), QStringLiteral("tests"));
    TRY_VERIFY(m_console->tests().model().rowCount() > 0);
    QVERIFY(m_console->actions().action(QStringLiteral("pane.history.clear")) != nullptr);
}

void ConsoleEngineTest::paletteTellsWhereACommandWorks()
{
    m_console->window().open({QStringLiteral("settings"), {}});
    trigger("go.commands");
    const auto *open = m_console->window().findChild<gw::window::QuickOpen *>();
    const auto *list = open->findChild<QListWidget *>();
    auto *field = open->findChild<QLineEdit *>();
    const auto found = [list, field](const QString &words) {
        field->setText(words);
        return list->item(0);
    };
    const QListWidgetItem *changes = found(QStringLiteral("definition show changes"));
    QVERIFY2(changes->text().endsWith(QStringLiteral("Show Changes")), qPrintable(changes->text()));
    QVERIFY(!changes->flags().testFlag(Qt::ItemIsEnabled));
    QCOMPARE(changes->data(Qt::UserRole).toString(), QStringLiteral("in another tab"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(open->isVisible()); // there is nothing to run
    // What can be run is in front, however well something else is called like what was typed.
    QVERIFY(found(QStringLiteral("re"))->flags().testFlag(Qt::ItemIsEnabled));
    QTest::keyClick(field, Qt::Key_Escape);
    m_console->window().open({QStringLiteral("api"), QStringLiteral("hits")});
    trigger("go.commands");
    changes = found(QStringLiteral("show changes"));
    QVERIFY(changes->flags().testFlag(Qt::ItemIsEnabled));
    int times = 0;
    for (int row = 0; row < list->count(); ++row) {
        times += list->item(row)->text().endsWith(QStringLiteral("Show Changes")) ? 1 : 0;
    }
    QCOMPARE(times, 1);
    QTest::keyClick(field, Qt::Key_Escape);
}

void ConsoleEngineTest::stopsAndStartsTheEngine()
{
    EngineSession &session = m_console->session();
    const QString workspace = session.workspace();
    const QUrl url = session.trafficUrl();
    trigger("gateway.stop");
    TRY_COMPARE(session.state(), EngineSession::State::Off);
    QCOMPARE(engineWords(), QStringLiteral("Stopped"));
    QVERIFY(!m_console->actions().action(QStringLiteral("gateway.stop"))->isEnabled());
    TRY_VERIFY([&] { // nobody serves there any more
        QNetworkReply *reply = m_network.get(QNetworkRequest(url));
        const bool isDone = QTest::qWaitFor([reply] { return reply->isFinished(); }, kPatienceMs);
        const bool isRefused = reply->error() == QNetworkReply::ConnectionRefusedError;
        reply->deleteLater();
        return isDone && isRefused;
    }());
    trigger("gateway.restart");
    TRY_COMPARE(session.state(), EngineSession::State::Connected);
    QCOMPARE(session.workspace(), workspace);
    QCOMPARE(engineWords(), QStringLiteral("Running"));
    TRY_VERIFY(session.report().generation > 0);
    trigger("gateway.restart"); // while it runs
    TRY_COMPARE(session.state(), EngineSession::State::Starting);
    TRY_COMPARE(session.state(), EngineSession::State::Connected);
    QNetworkReply *reply = m_network.get(
        QNetworkRequest(session.trafficUrl().resolved(QUrl(QStringLiteral("/my_api_name/get")))));
    TRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200); // its echo
    reply->deleteLater();
}

void ConsoleEngineTest::capturesOnDemandOfAnEngineOfOthers()
{
    EngineSession &session = m_console->session();
    QAction *capture = m_console->actions().action(QStringLiteral("gateway.capture"));
    QVERIFY(capture->isChecked()); // the own engine is there for that
    QVERIFY(isTraced());
    std::atomic<bool> isStuck = false;
    gw::app::EmbeddedEngine other(isStuck);
    gw::client::EngineAddress address;
    connect(&other, &gw::session::EngineHost::started, this,
            [&address](const gw::session::HostedEngine &engine) {
                address = {engine.traffic, engine.address.secret}; // where others find it
            });
    other.start(session.workspace());
    TRY_VERIFY(!address.isEmpty());
    session.attach(address);
    TRY_COMPARE(session.state(), EngineSession::State::Connected);
    QVERIFY(!capture->isChecked());
    QVERIFY(!isTraced()); // nobody asked for it
    const QSignalSpy states(&session, &EngineSession::stateChanged);
    capture->trigger();
    TRY_VERIFY(session.events()->isConnected());
    TRY_VERIFY(isTraced());
    capture->trigger();
    TRY_VERIFY(session.events()->isConnected());
    TRY_VERIFY(!isTraced());
    QCOMPARE(states.size(), 0); // pages need not load anything again
    trigger("file.openDemo");
    TRY_COMPARE(session.state(), EngineSession::State::Connected);
    QVERIFY(capture->isChecked());
}

void ConsoleEngineTest::leavesAnEngineAndComesBack()
{
    EngineSession &session = m_console->session();
    std::atomic<bool> isStuck = false;
    gw::app::EmbeddedEngine other(isStuck);
    gw::client::EngineAddress address;
    connect(&other, &gw::session::EngineHost::started, this,
            [&address](const gw::session::HostedEngine &engine) {
                address = {engine.traffic, engine.address.secret}; // where others find it
            });
    other.start(session.workspace());
    TRY_VERIFY(!address.isEmpty());
    session.attach(address);
    TRY_COMPARE(session.state(), EngineSession::State::Connected);
    QCOMPARE(m_console->actions().action(QStringLiteral("gateway.stop"))->text(),
             QStringLiteral("Di&sconnect"));
    trigger("gateway.stop");
    TRY_COMPARE(session.state(), EngineSession::State::Off);
    trigger("gateway.restart");
    TRY_COMPARE(session.state(), EngineSession::State::Connected);
    QCOMPARE(session.address().url, address.url);
    QVERIFY(session.isAttached());
}

void ConsoleEngineTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleEngineTest>(argc, argv);
}

#include "console_engine_test.moc"
