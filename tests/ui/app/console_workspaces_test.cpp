// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "definition/spec_page.h"
#include "support/files.h"
#include "tester/request_page.h"
#include "ui/app/console_main.h"
#include "widgets/json_editor.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QTemporaryDir>
#include <QTest>

using gw::app::Console;
using gw::definition::SpecPage;
using gw::session::EngineSession;
using gw::test::readFile;
using gw::test::writeFile;
using gw::tester::RequestPage;
using gw::window::Page;

namespace {

constexpr int kPatienceMs = 60'000; // the machine may be busy

QByteArray definition(const QByteArray &name)
{
    return R"({ "name" : ")" + name + R"(", "api_id": "orders", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/"} })";
}

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

// Two workspaces with files of the same names: each has tabs of its own.
class ConsoleWorkspacesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesTheTabsOfAWorkspace();
    void bringsThemBackAsTheyWere();
    void tellsOfAConsoleBesideIt();
    void keepsAllOverARestart();
    void cleanupTestCase();

private:
    [[nodiscard]] static QString requestOf(const QTemporaryDir &folder)
    {
        return folder.filePath(QStringLiteral("requests/one.hurl"));
    }
    static void fill(const QTemporaryDir &folder, const QByteArray &name);
    void start(const gw::app::ConsoleOptions &options = {});
    void open(const QString &folder); // by its dialog
    [[nodiscard]] QStringList tabs() const;
    [[nodiscard]] SpecPage *ordersPage() const
    {
        return qobject_cast<SpecPage *>(
            m_console->window().tabs().find({QStringLiteral("api"), QStringLiteral("orders")}));
    }

    QTemporaryDir m_one;
    QTemporaryDir m_two;
    std::string m_draft; // of the first one's definition
    std::atomic<bool> m_hasStuckHook = false;
    std::unique_ptr<Console> m_console;
};

void ConsoleWorkspacesTest::fill(const QTemporaryDir &folder, const QByteArray &name)
{
    writeFile(folder.filePath(QStringLiteral("apps/orders.json")), definition(name));
    writeFile(requestOf(folder), "GET http://127.0.0.1:1/" + name + "\n");
    writeFile(folder.filePath(QStringLiteral("gatewright.conf")), R"({"listen_port": 0})");
}

void ConsoleWorkspacesTest::start(const gw::app::ConsoleOptions &options)
{
    m_console = std::make_unique<Console>(options, m_hasStuckHook);
    m_console->start();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window(), kPatienceMs));
    TRY_VERIFY(m_console->session().api(QStringLiteral("orders")) != nullptr);
}

void ConsoleWorkspacesTest::open(const QString &folder)
{
    m_console->actions().action(QStringLiteral("file.openWorkspace"))->trigger();
    auto *dialog = m_console->window().findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->fileSelected(folder);
    delete dialog;
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    TRY_VERIFY(m_console->session().api(QStringLiteral("orders")) != nullptr);
}

// "title *" of what is not saved.
QStringList ConsoleWorkspacesTest::tabs() const
{
    QStringList titles;
    for (const Page *page : m_console->window().tabs().pages()) {
        titles.append(page->title() + (page->isModified() ? QStringLiteral(" *") : QString()));
    }
    return titles;
}

void ConsoleWorkspacesTest::initTestCase()
{
    fill(m_one, "one");
    fill(m_two, "two");
    gw::app::ConsoleOptions options;
    options.workspace = m_one.path().toStdString();
    start(options);
    TRY_VERIFY(!tabs().isEmpty()); // the first request, as at any first start
    gw::window::MainWindow &window = m_console->window();
    window.open({QStringLiteral("api"), QStringLiteral("orders")});
    TRY_VERIFY(!ordersPage()->editor()->text().empty());
    m_draft = ordersPage()->editor()->text() + "\n\n";
    ordersPage()->editor()->replaceBy(m_draft);
    window.open({QStringLiteral("request"), requestOf(m_one)});
}

void ConsoleWorkspacesTest::leavesTheTabsOfAWorkspace()
{
    const QStringList before = tabs();
    QVERIFY(before.contains(QStringLiteral("one *")));
    open(m_two.path());
    QCOMPARE(tabs(), QStringList());
    auto *page = qobject_cast<RequestPage *>(
        m_console->window().open({QStringLiteral("request"), requestOf(m_two)}));
    QCOMPARE(page->document().entry().request.url, std::string("http://127.0.0.1:1/two"));
    m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")});
    TRY_COMPARE(tabs().last(), QStringLiteral("two"));
    TRY_VERIFY(ordersPage()->editor()->text().find("\"two\"") != std::string::npos);
}

void ConsoleWorkspacesTest::bringsThemBackAsTheyWere()
{
    const QString behind = m_one.path() + QStringLiteral("/apps/../"); // another way there
    open(behind);
    TRY_VERIFY(tabs().contains(QStringLiteral("one *")));
    QCOMPARE(tabs().size(), 2);
    QCOMPARE(m_console->window().tabs().current()->address().subject, requestOf(m_one));
    TRY_COMPARE(ordersPage()->editor()->text(), m_draft);
    QCOMPARE(readFile(m_one.filePath(QStringLiteral("apps/orders.json"))), definition("one"));
}

// The same colours and workspace, but neither its tabs nor the tour of a first start.
void ConsoleWorkspacesTest::tellsOfAConsoleBesideIt()
{
    gw::window::MainWindow &window = m_console->window();
    window.resizeDocks({window.findChild<QDockWidget *>(QStringLiteral("navigator"))}, {1},
                       Qt::Horizontal); // as narrow as can be
    m_console->appearance().setChoice(gw::look::SchemeChoice::Dark);
    const QString first =
        qEnvironmentVariable("XDG_STATE_HOME") + QStringLiteral("/gatewright/console.json");
    const QByteArray dark =
        "\"colours\":" + QByteArray::number(static_cast<int>(gw::look::SchemeChoice::Dark));
    TRY_VERIFY(readFile(first).contains(dark));
    TRY_VERIFY(readFile(first).contains(m_one.path().toUtf8()));
    auto second = std::make_unique<Console>(gw::app::ConsoleOptions(), m_hasStuckHook);
    second->start();
    TRY_VERIFY(second->session().api(QStringLiteral("orders")) != nullptr);
    QCOMPARE(QDir(second->session().workspace()), QDir(m_one.path()));
    QCOMPARE(second->appearance().choice(), gw::look::SchemeChoice::Dark);
    QVERIFY(!second->window().tour().isRunning());
    QVERIFY(second->window().tabs().pages().isEmpty());
    TRY_VERIFY(second->window().navigator().width() > window.navigator().width());
    const gw::window::Banner &banner = second->window().banner();
    QVERIFY(banner.holds(QStringLiteral("other console")));
    QVERIFY2(banner.accessibleName().contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(banner.accessibleName()));
    QVERIFY(banner.accessibleName().contains(QStringLiteral("works on the same")));
    QVERIFY(!m_console->window().banner().holds(QStringLiteral("other console")));

    // Neither writes over the other's tabs.
    second->window().open({QStringLiteral("request"), requestOf(m_one)});
    QVERIFY(second->window().close());
    second.reset();
    const QString own =
        qEnvironmentVariable("XDG_STATE_HOME") + QStringLiteral("/gatewright/console-2.json");
    QVERIFY(readFile(own).contains("one.hurl"));
    QVERIFY(tabs().contains(QStringLiteral("one *")));
    m_console->appearance().setChoice(gw::look::SchemeChoice::Desktop);
}

void ConsoleWorkspacesTest::keepsAllOverARestart()
{
    QVERIFY(m_console->window().close());
    m_console.reset();
    start();
    TRY_VERIFY(tabs().contains(QStringLiteral("one *")));
    TRY_COMPARE(ordersPage()->editor()->text(), m_draft);
    open(m_two.path());
    TRY_COMPARE(tabs().size(), 2);
    TRY_VERIFY(tabs().contains(QStringLiteral("two")));
    QCOMPARE(m_console->window().tabs().pages().first()->address().subject, requestOf(m_two));
    open(m_one.path());
    TRY_VERIFY(tabs().contains(QStringLiteral("one *")));
    ordersPage()->save();
    TRY_COMPARE(readFile(m_one.filePath(QStringLiteral("apps/orders.json"))).toStdString(),
                m_draft);
    QCOMPARE(readFile(m_two.filePath(QStringLiteral("apps/orders.json"))), definition("two"));
}

void ConsoleWorkspacesTest::cleanupTestCase()
{
    m_console.reset();
    QVERIFY(!m_hasStuckHook);
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleWorkspacesTest>(argc, argv);
}

#include "console_workspaces_test.moc"
