// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"
#include "e2e/support/scripted_origin.h"
#include "embedded_engine.h"
#include "models/navigator_model.h"
#include "panes/list_view.h"
#include "panes/log_pane.h"
#include "support/files.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "ui/with_text.h"
#include "widgets/json_editor.h"
#include "widgets/response_view.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/status_line.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QDialogButtonBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using gw::app::Console;
using gw::models::NavigatorModel;
using gw::session::EngineSession;
using gw::test::readFile;
using gw::test::writeFile;

namespace {

QByteArray settingsFor(std::uint16_t port)
{
    return R"({"listen_port": )" + QByteArray::number(port) + R"(, "secret": "ways"})";
}

QByteArray definitionOf(const QByteArray &id, const QByteArray &hooks = "{}")
{
    return R"({"name": ")" + id + R"(", "api_id": ")" + id +
           R"(", "use_keyless": true, "version_data": {"not_versioned": true,
  "versions": {"Default": {"name": "Default"}}}, "custom_middleware": )" +
           hooks + R"(,
  "proxy": {"listen_path": "/)" +
           id + R"(/", "target_url": "http://127.0.0.1:1/"}})";
}

} // namespace

// What leads out of a trouble, to another workspace, and back to how the window was.
class ConsoleWaysTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensThePluginOfATrace();
    void twoWindowsShareTheDemo();
    void tryNowBringsALostEngineBack();
    void tryNowStartsAnEngineThatCouldNot();
    void opensAWorkspace();
    void statusLineTellsOfAFailedPlugin();
    void takesTheNextFreePort();
    void restartsWithChangedSettings();
    void closedSectionsStayClosed();
    void docksComeBack();
    void cleanupTestCase();

private:
    [[nodiscard]] QPushButton *inBanner(const QString &text) const
    {
        return gw::test::shownWithText<QPushButton>(window().banner(), text);
    }
    // A folder with one API in it.
    [[nodiscard]] static QString workspaceIn(const QTemporaryDir &folder, const QByteArray &id);
    [[nodiscard]] QStringList remarks() const; // of the log
    [[nodiscard]] QModelIndex section(const char *key) const;
    // The demo's first request, sent from that window: the status of its answer.
    static int sentFrom(Console &console);
};

int ConsoleWaysTest::sentFrom(Console &console)
{
    auto *page = qobject_cast<gw::tester::RequestPage *>(console.window().open(
        {QStringLiteral("request"),
         console.session().workspace() + QStringLiteral("/requests/1 add a header.hurl")}));
    const auto before = page->response().result();
    page->send();
    const auto isThere = [page, &before] {
        return page->response().result() != before;
    };
    return QTest::qWaitFor(isThere, kPatienceMs) ? page->response().result()->status() : -1;
}

void ConsoleWaysTest::initTestCase()
{
    startOnDemo();
}

QString ConsoleWaysTest::workspaceIn(const QTemporaryDir &folder, const QByteArray &id)
{
    writeFile(folder.filePath(QStringLiteral("gatewright.conf")), settingsFor(0));
    writeFile(folder.filePath(QStringLiteral("apps/api.json")), definitionOf(id));
    return folder.path();
}

QStringList ConsoleWaysTest::remarks() const
{
    QStringList remarks;
    const auto *list =
        window().findChild<gw::panes::LogPane *>()->findChild<gw::panes::ListView *>();
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const auto text = [&](int column) {
            return list->model()->index(row, column).data().toString();
        };
        if (text(gw::models::LogModel::Level).isEmpty()) {
            remarks.append(text(gw::models::LogModel::Message));
        }
    }
    return remarks;
}

QModelIndex ConsoleWaysTest::section(const char *key) const
{
    const QAbstractItemModel *model = tree()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(NavigatorModel::KeyRole).toString() == QLatin1String(key)) {
            return model->index(row, 0);
        }
    }
    return {};
}

void ConsoleWaysTest::opensThePluginOfATrace()
{
    auto *page = qobject_cast<gw::tester::RequestPage *>(m_console->window().open(
        {QStringLiteral("request"),
         session().workspace() + QStringLiteral("/requests/1 add a header.hurl")}));
    QVERIFY(page != nullptr);
    page->send();
    auto *response = page->findChild<gw::widgets::ResponseView *>();
    auto *trace = response->findChild<gw::widgets::TraceView *>();
    TRY_VERIFY(trace->model().rowCount() > 0); // with the plugin's step chosen
    response->showTab(trace);
    QToolButton *open = nullptr;
    for (auto *button : trace->findChildren<QToolButton *>()) {
        open = button->text() == QLatin1String("Open plugin") ? button : open;
    }
    QVERIFY(open != nullptr);
    TRY_VERIFY(open->isVisible());
    QTest::mouseClick(open, Qt::LeftButton);
    const gw::window::PageAddress address = m_console->window().tabs().current()->address();
    QCOMPARE(address.kind, QStringLiteral("plugin"));
    QVERIFY2(address.subject.endsWith(QStringLiteral("AddFooBarHeader.so")),
             qPrintable(address.subject));
}

// Each has its engine and its echo: none takes the other's along, or the other's session.
void ConsoleWaysTest::twoWindowsShareTheDemo()
{
    const QString file = inWorkspace(QStringLiteral("apps/my_api_name.json"));
    const QByteArray before = readFile(file);
    auto other = std::make_unique<Console>(gw::app::ConsoleOptions{}, m_hasStuckHook);
    other->start();
    const EngineSession &theirs = other->session();
    TRY_VERIFY(theirs.report().generation > 0);
    QCOMPARE(theirs.workspace(), session().workspace());
    QVERIFY(theirs.trafficUrl() != session().trafficUrl());
    QCOMPARE(readFile(file), before);
    QCOMPARE(sentFrom(*other), 200);
    QCOMPARE(sentFrom(*m_console), 200);

    // What one of them applies the other one is told of.
    auto *page = qobject_cast<gw::definition::SpecPage *>(
        window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    TRY_VERIFY(!page->editor()->text().empty());
    page->editor()->replaceBy(page->editor()->text() + "\n");
    page->save();
    TRY_VERIFY(!page->isModified());
    const gw::window::Banner &banner = other->window().banner();
    TRY_VERIFY(gw::test::shownWithText(banner, QStringLiteral("Reload")) != nullptr);
    const quint64 generation = theirs.report().generation;
    gw::test::shownWithText(banner, QStringLiteral("Reload"))->click();
    TRY_VERIFY(theirs.report().generation > generation);
    TRY_VERIFY(gw::test::shownWithText(banner, QStringLiteral("Reload")) == nullptr);

    const QString states = qEnvironmentVariable("XDG_STATE_HOME") + QStringLiteral("/gatewright/");
    TRY_VERIFY(QFile::exists(states + QStringLiteral("console-2.json"))); // a session of its own
    other.reset();
    QCOMPARE(sentFrom(*m_console), 200);
    window().activateWindow(); // offscreen nobody else gives the keyboard back
    QVERIFY(QTest::qWaitForWindowActive(&window(), kPatienceMs));
}

void ConsoleWaysTest::tryNowBringsALostEngineBack()
{
    const QTemporaryDir folder;
    const QString workspace = workspaceIn(folder, "orders");
    writeFile(folder.filePath(QStringLiteral("gatewright.conf")),
              settingsFor(gw::e2e::closedPort()));
    std::atomic<bool> isStuck = false;
    gw::app::EmbeddedEngine other(isStuck);
    gw::client::EngineAddress address;
    connect(&other, &gw::session::EngineHost::started, this,
            [&address](const gw::session::HostedEngine &engine) {
                address = {engine.traffic, engine.address.secret}; // where others find it
            });
    other.start(workspace);
    TRY_VERIFY(!address.isEmpty());
    const qsizetype known = remarks().size();
    session().attach(address);
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
    const QSignalSpy tries(&session(), &EngineSession::stateChanged);
    other.stop();
    TRY_COMPARE(session().state(), EngineSession::State::Lost);
    QVERIFY(inBanner(QStringLiteral("Try now")) != nullptr);
    QCOMPARE(entry("APIs", "orders").data(NavigatorModel::BadgeRole).toString(),
             QStringLiteral("unknown"));
    // By itself it tries again after longer and longer waits: 4 s after five.
    TRY_VERIFY(tries.size() >= 5);
    const qsizetype tried = tries.size();
    QTest::mouseClick(inBanner(QStringLiteral("Try now")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(tries.size() > tried, 3'000);

    const QUrl before = std::exchange(address, {}).url;
    other.start(workspace);
    TRY_VERIFY(!address.isEmpty());
    QCOMPARE(address.url, before);
    if (QPushButton *button = inBanner(QStringLiteral("Try now"))) { // else it was found already
        QTest::mouseClick(button, Qt::LeftButton);
    }
    TRY_COMPARE(session().state(), EngineSession::State::Connected);
    QVERIFY(!m_console->window().banner().holds(QStringLiteral("engine")));
    TRY_COMPARE(entry("APIs", "orders").data(NavigatorModel::BadgeRole).toString(), QString());
    TRY_COMPARE(remarks().sliced(known),
                QStringList({QStringLiteral("From here on: %1").arg(before.authority()),
                             QStringLiteral("Connected again: %1").arg(before.authority())}));
    trigger("file.openDemo");
    TRY_COMPARE(session().state(), EngineSession::State::Connected);
}

void ConsoleWaysTest::tryNowStartsAnEngineThatCouldNot()
{
    const QTemporaryDir folder;
    const QString workspace = workspaceIn(folder, "orders");
    const QString settings = folder.filePath(QStringLiteral("gatewright.conf"));
    writeFile(settings, "{\"listen_port\":");
    session().openWorkspace(workspace);
    TRY_COMPARE(session().state(), EngineSession::State::Failed);
    QVERIFY(m_console->window().banner().isVisible());
    QVERIFY(m_console->window().banner().holds(QStringLiteral("engine")));
    QPushButton *button = inBanner(QStringLiteral("Try now"));
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton); // nothing was mended: it says so again
    TRY_COMPARE(session().state(), EngineSession::State::Failed);
    writeFile(settings, settingsFor(0));
    button = inBanner(QStringLiteral("Try now"));
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    TRY_COMPARE(session().state(), EngineSession::State::Connected);
    QVERIFY(!m_console->window().banner().holds(QStringLiteral("engine")));
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
    trigger("file.openDemo");
    TRY_COMPARE(session().state(), EngineSession::State::Connected);
}

void ConsoleWaysTest::opensAWorkspace()
{
    const QTemporaryDir folder;
    const QString workspace = workspaceIn(folder, "invoices");
    QTest::keyClick(&m_console->window(), Qt::Key_O, Qt::ControlModifier);
    auto *dialog = m_console->window().findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Open workspace"));
    QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
    dialog->setDirectory(workspace);
    dialog->selectFile(workspace);
    auto *choose = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Open);
    QTest::mouseClick(choose, Qt::LeftButton);
    TRY_COMPARE(session().workspace(), workspace);
    TRY_VERIFY(session().api(QStringLiteral("invoices")) != nullptr);
    trigger("file.openDemo");
    TRY_VERIFY(session().api(QStringLiteral("hits")) != nullptr);
}

void ConsoleWaysTest::statusLineTellsOfAFailedPlugin()
{
    QToolButton *plugins = nullptr;
    for (auto *button : m_console->window().status().findChildren<QToolButton *>()) {
        plugins = button->accessibleName() == QLatin1String("Plugins") ? button : plugins;
    }
    QVERIFY(plugins != nullptr);
    const auto words = [plugins] {
        return plugins->text();
    };
    TRY_COMPARE(words(), QStringLiteral("hooks 5 ok"));
    const QString file = session().workspace() + QStringLiteral("/apps/lacking.json");
    writeFile(file, definitionOf("lacking", R"({"driver": "goplugin",
  "post": [{"name": "Nobody", "path": "plugins/Nobody.so"}]})"));
    trigger("gateway.reload");
    TRY_COMPARE(words(), QStringLiteral("hooks 5 ok, 1 failed"));
    QVERIFY(!plugins->icon().isNull());
    trigger("go.pane.traffic");
    QTest::mouseClick(plugins, Qt::LeftButton);
    QCOMPARE(m_console->window().panes().current()->id(), QStringLiteral("problems"));
    QVERIFY(QFile::remove(file));
    trigger("gateway.reload");
    TRY_COMPARE(words(), QStringLiteral("hooks 5 ok"));
}

void ConsoleWaysTest::takesTheNextFreePort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QTemporaryDir folder;
    const QString workspace = workspaceIn(folder, "orders");
    writeFile(folder.filePath(QStringLiteral("gatewright.conf")), settingsFor(other.serverPort()));
    session().openWorkspace(workspace);
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
    const int port = session().trafficUrl().port();
    QVERIFY(port != other.serverPort());
    const auto says = [this](int number) {
        for (const QLabel *label : m_console->window().banner().findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(QString::number(number))) {
                return true;
            }
        }
        return false;
    };
    TRY_VERIFY(says(other.serverPort()));
    QVERIFY(says(port));
    m_console->window().banner().hide(QStringLiteral("notice"));
    trigger("file.openDemo");
    TRY_VERIFY(session().api(QStringLiteral("hits")) != nullptr);
}

void ConsoleWaysTest::restartsWithChangedSettings()
{
    const QTemporaryDir folder;
    session().openWorkspace(workspaceIn(folder, "orders"));
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
    const std::uint16_t port = gw::e2e::closedPort();
    QVERIFY(session().trafficUrl().port() != port);
    writeFile(folder.filePath(QStringLiteral("gatewright.conf")), settingsFor(port));
    TRY_VERIFY(inBanner(QStringLiteral("Restart engine")) != nullptr);
    QVERIFY(session().trafficUrl().port() != port); // not unasked
    QTest::mouseClick(inBanner(QStringLiteral("Restart engine")), Qt::LeftButton);
    TRY_COMPARE(session().trafficUrl().port(), static_cast<int>(port));
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
    trigger("file.openDemo");
    TRY_VERIFY(session().api(QStringLiteral("hits")) != nullptr);
}

void ConsoleWaysTest::closedSectionsStayClosed()
{
    TRY_VERIFY(tree()->isExpanded(section("plugins")));
    TRY_VERIFY(tree()->isExpanded(section("apis")));
    tree()->setFocus();
    tree()->setCurrentIndex(section("plugins"));
    QTest::keyClick(tree(), Qt::Key_Left);
    QVERIFY(!tree()->isExpanded(section("plugins")));
    m_console->window().close();
    m_console.reset();
    startOnDemo();
    TRY_VERIFY(tree()->model()->rowCount(section("plugins")) > 1); // they have come
    TRY_VERIFY(tree()->isExpanded(section("apis")));
    QVERIFY(!tree()->isExpanded(section("plugins")));
    // A filter looks into it, and is no reason to leave it open the next time.
    const auto closed = [this] {
        return m_console->window().navigator().saveState().value(QLatin1String("closed"));
    };
    QCOMPARE(closed(), QJsonArray{QStringLiteral("plugins")});
    m_console->window().navigator().focusFilter();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("AddFoo"));
    QVERIFY(tree()->isExpanded(section("plugins")));
    QCOMPARE(closed(), QJsonArray{QStringLiteral("plugins")});
}

void ConsoleWaysTest::docksComeBack()
{
    const auto dock = [this] {
        return m_console->window().findChild<QDockWidget *>(QStringLiteral("navigator"));
    };
    const auto startAgain = [this] {
        m_console->window().close();
        m_console.reset();
        startConsole();
    };
    QVERIFY(dock()->isVisible());
    const int before = dock()->width();
    m_console->window().resizeDocks({dock()}, {before + 57}, Qt::Horizontal);
    TRY_COMPARE(dock()->width(), before + 57);
    startAgain();
    TRY_COMPARE(dock()->width(), before + 57);
    trigger("view.dock.navigator");
    TRY_VERIFY(!dock()->isVisible());
    startAgain();
    QVERIFY(!dock()->isVisible());
    trigger("view.dock.navigator");
    TRY_VERIFY(dock()->isVisible());
    QCOMPARE(dock()->width(), before + 57);
}

void ConsoleWaysTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleWaysTest>(argc, argv);
}

#include "console_ways_test.moc"
