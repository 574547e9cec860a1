// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "definition/new_api_page.h"
#include "definition/settings_file_page.h"
#include "definition/spec_page.h"
#include "models/navigator_model.h"
#include "panes/problems_pane.h"
#include "support/files.h"
#include "ui/app/console_main.h"
#include "widgets/json_editor.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using gw::app::Console;
using gw::definition::SpecPage;
using gw::models::NavigatorModel;
using gw::session::EngineSession;
using gw::test::readFile;
using gw::test::writeFile;

namespace {

constexpr int kPatienceMs = 60'000; // the machine may be busy

const QByteArray kOrders = R"({ "name" : "Orders", "api_id": "orders", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/"} })";

std::string replaced(std::string text, std::string_view old, std::string_view now)
{
    return text.replace(text.find(old), old.size(), now);
}

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

// A workspace whose engine does not start, or was stopped: its files are there to be worked on.
class ConsoleAwayTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsTheFilesOfAnEngineThatDidNotStart();
    void mendsADefinitionWithoutAnEngine();
    void mendsTheSettings();
    void worksOnWhileTheEngineIsStopped();
    void makesAnApiWithoutAnEngine();
    void duplicatesAnApiWithoutAnEngine();
    void renamesAnApiWithoutAnEngine();
    void deletesAnApiWithoutAnEngine();
    void cleanupTestCase();

private:
    [[nodiscard]] QString file(const char *name) const
    {
        return m_folder.filePath(QLatin1String(name));
    }
    [[nodiscard]] gw::window::MainWindow &window() const { return m_console->window(); }
    // "name, badge" of the entries below the section.
    [[nodiscard]] QStringList entriesOf(int section) const;
    [[nodiscard]] bool offers(const QString &text) const; // in the window's banner
    void take(const QString &offer);
    void trigger(const char *action) const
    {
        m_console->actions().action(QLatin1String(action))->trigger();
    }
    QTreeView *select(const QString &subject) const; // an API, in the navigator
    SpecPage *openOrders();                          // by the keyboard

    QTemporaryDir m_folder;
    std::atomic<bool> m_hasStuckHook = false;
    std::unique_ptr<Console> m_console;
};

void ConsoleAwayTest::initTestCase()
{
    writeFile(file("definitions/orders.json"), kOrders);
    writeFile(file("definitions/broken.json"), "{");
    writeFile(file("plugins/guard.so"), "a library");
    writeFile(file("gatewright.conf"), R"({"listen_port": 99999, "app_path": "definitions"})");
    gw::app::ConsoleOptions options;
    options.workspace = m_folder.path().toStdString();
    m_console = std::make_unique<Console>(options, m_hasStuckHook);
    m_console->start();
    QVERIFY(QTest::qWaitForWindowActive(&window(), kPatienceMs));
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Failed);
}

QStringList ConsoleAwayTest::entriesOf(int section) const
{
    const NavigatorModel &model = window().navigatorModel();
    const QModelIndex parent = model.index(section, 0);
    QStringList entries;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex entry = model.index(row, 0, parent);
        entries.append(entry.data().toString() + QStringLiteral(", ") +
                       entry.data(NavigatorModel::BadgeRole).toString());
    }
    return entries;
}

bool ConsoleAwayTest::offers(const QString &text) const
{
    return std::ranges::any_of(window().banner().findChildren<QPushButton *>(),
                               [&text](const QPushButton *button) {
                                   return button->text() == text && button->isVisible();
                               });
}

void ConsoleAwayTest::take(const QString &offer)
{
    for (QPushButton *button : window().banner().findChildren<QPushButton *>()) {
        if (button->text() == offer && button->isVisible()) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(offer));
}

QTreeView *ConsoleAwayTest::select(const QString &subject) const
{
    auto *tree = window().navigator().findChild<QTreeView *>();
    const QModelIndex apis = tree->model()->index(0, 0);
    for (int row = 0; row < tree->model()->rowCount(apis); ++row) {
        const QModelIndex entry = tree->model()->index(row, 0, apis);
        if (entry.data(NavigatorModel::SubjectRole).toString() == subject) {
            tree->setCurrentIndex(entry);
        }
    }
    return tree;
}

SpecPage *ConsoleAwayTest::openOrders()
{
    QTest::keyClick(select(QStringLiteral("orders")), Qt::Key_Return);
    return qobject_cast<SpecPage *>(window().tabs().current());
}

void ConsoleAwayTest::listsTheFilesOfAnEngineThatDidNotStart()
{
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Orders, no engine")));
    QVERIFY(entriesOf(0).contains(QStringLiteral("broken.json, no engine")));
    const auto *problems = window().findChild<gw::panes::ProblemsPane *>();
    const auto *rows = problems->findChild<QTableView *>()->model();
    const auto hasRow = [rows](const QString &words) {
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->index(row, 0).data().toString().contains(words)) {
                return true;
            }
        }
        return false;
    };
    TRY_VERIFY(hasRow(QStringLiteral("The engine did not start")));
    TRY_VERIFY(hasRow(QStringLiteral("Unexpected end"))); // broken.json
    // Nobody knows what uses it.
    QVERIFY(entriesOf(2).contains(QStringLiteral("guard.so, ")));
}

void ConsoleAwayTest::mendsADefinitionWithoutAnEngine()
{
    SpecPage *page = openOrders();
    QVERIFY(page != nullptr);
    TRY_COMPARE(page->editor()->text(), kOrders.toStdString());
    const std::string mended = replaced(kOrders.toStdString(), "\"Orders\"", "\"Sales\"");
    page->editor()->replaceBy(mended);
    m_console->actions().action(QStringLiteral("file.save"))->trigger();
    QVERIFY(!page->isModified());
    QCOMPARE(readFile(file("definitions/orders.json")).toStdString(), mended);
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Sales, no engine")));
}

void ConsoleAwayTest::mendsTheSettings()
{
    QVERIFY(offers(QStringLiteral("Try now")));
    take(QStringLiteral("Open gatewright.conf"));
    auto *page = qobject_cast<gw::definition::SettingsFilePage *>(window().tabs().current());
    QVERIFY(page != nullptr);
    auto *editor = page->findChild<gw::widgets::JsonEditor *>();
    editor->replaceBy(replaced(editor->text(), "99999", "0"));
    m_console->actions().action(QStringLiteral("file.save"))->trigger();
    QVERIFY(!page->isModified());
    take(QStringLiteral("Try now"));
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    TRY_VERIFY(m_console->session().report().generation > 0);
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Sales, ")));
    QVERIFY(!offers(QStringLiteral("Try now")));
    QVERIFY(m_console->session().api(QStringLiteral("orders"))->isServing());
}

void ConsoleAwayTest::worksOnWhileTheEngineIsStopped()
{
    m_console->actions().action(QStringLiteral("gateway.stop"))->trigger();
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Sales, no engine")));
    SpecPage *page = openOrders();
    const std::string text = page->editor()->text();
    page->editor()->replaceBy(replaced(text, "\"Sales\"", "\"Shop\""));
    page->save();
    QVERIFY(!page->isModified());
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Shop, no engine")));
    QVERIFY(!window().banner().holds(QStringLiteral("outside-definitions"))); // nothing serves
    m_console->actions().action(QStringLiteral("gateway.restart"))->trigger();
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Shop, ")));
    QVERIFY(m_console->session().api(QStringLiteral("orders"))->isServing());
    QVERIFY(!page->isModified());
}

void ConsoleAwayTest::makesAnApiWithoutAnEngine()
{
    trigger("gateway.stop");
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Shop, no engine")));
    trigger("api.new");
    auto *form = qobject_cast<gw::definition::NewApiPage *>(window().tabs().current());
    QVERIFY(form != nullptr);
    form->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("Errands"));
    form->findChild<QLineEdit *>(QStringLiteral("target"))
        ->setText(QStringLiteral("http://127.0.0.1:1/"));
    QTest::keyClick(form->findChild<QLineEdit *>(QStringLiteral("name")), Qt::Key_Return);
    TRY_VERIFY(qobject_cast<SpecPage *>(window().tabs().current()) != nullptr);
    auto *page = qobject_cast<SpecPage *>(window().tabs().current());
    trigger("file.save");
    TRY_VERIFY(!page->isModified());
    const QString path = file("definitions/errands.json");
    QCOMPARE(readFile(path).toStdString(), page->editor()->text());
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Errands, no engine")));
    page->editor()->replaceBy(replaced(page->editor()->text(), "Errands", "Errand"));
    trigger("file.save");
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Errand, no engine")));
    trigger("gateway.restart");
    TRY_VERIFY(m_console->session().api(QStringLiteral("errands")) != nullptr &&
               m_console->session().api(QStringLiteral("errands"))->isServing());
    QVERIFY(!page->isModified());
}

void ConsoleAwayTest::duplicatesAnApiWithoutAnEngine()
{
    trigger("gateway.stop");
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Shop, no engine")));
    select(QStringLiteral("orders"));
    trigger("api.duplicate");
    auto *page = qobject_cast<SpecPage *>(window().tabs().current());
    QVERIFY(page != nullptr);
    QVERIFY(page->editor()->text().find("Shop copy") != std::string::npos);
    writeFile(file("definitions/theirs.json"), R"({"api_id": "orders-copy"})"); // meanwhile
    trigger("file.save");
    TRY_VERIFY(page->findChild<gw::window::Banner *>()->holds(QStringLiteral("problem")));
    QVERIFY(!QFile::exists(file("definitions/orders-copy.json")));
    QVERIFY(QFile::remove(file("definitions/theirs.json")));
    trigger("file.save");
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Shop copy, no engine")));
    QVERIFY(QFile::exists(file("definitions/orders-copy.json")));
}

void ConsoleAwayTest::renamesAnApiWithoutAnEngine()
{
    const QString path = file("definitions/orders-copy.json");
    window().tabs().drop(window().tabs().current());
    const QByteArray before = readFile(path);
    const auto *tree = select(QStringLiteral("orders-copy"));
    QVERIFY(tree->model()->setData(tree->currentIndex(), QStringLiteral("Market"), Qt::EditRole));
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Market, no engine")));
    QCOMPARE(readFile(path), QByteArray(before).replace("Shop copy", "Market"));
    take(QStringLiteral("Undo"));
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Shop copy, no engine")));
    QCOMPARE(readFile(path), before);
}

void ConsoleAwayTest::deletesAnApiWithoutAnEngine()
{
    const QString path = file("definitions/orders-copy.json");
    const QByteArray before = readFile(path);
    select(QStringLiteral("orders-copy"));
    trigger("api.remove");
    QVERIFY(!QFile::exists(path));
    TRY_VERIFY(!entriesOf(0).contains(QStringLiteral("Shop copy, no engine")));
    take(QStringLiteral("Undo"));
    TRY_VERIFY(entriesOf(0).contains(QStringLiteral("Shop copy, no engine")));
    QCOMPARE(readFile(path), before);
    select(QStringLiteral("orders-copy"));
    trigger("api.remove");
    trigger("gateway.restart");
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    TRY_VERIFY(m_console->session().report().generation > 0);
    QVERIFY(m_console->session().api(QStringLiteral("orders-copy")) == nullptr);
    take(QStringLiteral("Undo")); // with another engine, which is of the same workspace
    TRY_VERIFY(m_console->session().api(QStringLiteral("orders-copy")) != nullptr);
    QCOMPARE(readFile(path), before);
}

void ConsoleAwayTest::cleanupTestCase()
{
    m_console.reset();
    QVERIFY(!m_hasStuckHook);
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleAwayTest>(argc, argv);
}

#include "console_away_test.moc"
