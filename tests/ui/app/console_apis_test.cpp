// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/settings_file_page.h"
#include "definition/spec_page.h"
#include "look/icons.h"
#include "models/navigator_model.h"
#include "models/problems_model.h"
#include "panes/list_view.h"
#include "panes/problems_pane.h"
#include "session/environments.h"
#include "support/files.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "ui/with_text.h"
#include "widgets/breadcrumb.h"
#include "widgets/json_editor.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using gw::models::NavigatorModel;
using gw::session::EngineSession;
using gw::test::readFile;
using gw::test::writeFile;

namespace {

const QByteArray kOrders = R"({ "name" : "Orders", "api_id": "orders", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/"} })"
                           "\n";

// Definitions in a folder of another name, and a control API of its own.
const QByteArray kSettings = R"({"app_path": "my definitions", "control_api_port": 19696})";

} // namespace

// Whole APIs in the console: made, copied, renamed, deleted, on a workspace of its own.
class ConsoleApisTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void makesAnApi();
    void saysWhatIsWrong();
    void duplicates();
    void renamesInTheNavigator();
    void renamesAnOpenPage();
    void deletesAndBringsBack();
    void keepsTypedTextOverADeletion();
    void knowsWhatIsPossible();
    void tellsProblemsOfOpenPages();
    void noticesFilesOfTheWorkspace();
    void noticesAnOpenRequest();
    void knowsBothAddresses();
    void editsTheGatewaysSettings();
    void cleanupTestCase();

private:
    [[nodiscard]] QString fileOf(const QString &name) const
    {
        return m_folder.filePath(QStringLiteral("my definitions/") + name);
    }
    [[nodiscard]] QString settingsFile() const
    {
        return m_folder.filePath(QStringLiteral("gatewright.conf"));
    }
    [[nodiscard]] QString nameOf(const QString &apiId) const
    {
        const auto *api = m_console->session().api(apiId);
        return api == nullptr ? QString() : api->name;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const // of the banner
    {
        return gw::test::shownWithText<QPushButton>(window(), text);
    }

    QTemporaryDir m_folder;
};

void ConsoleApisTest::initTestCase()
{
    writeFile(fileOf(QStringLiteral("the orders.json")), kOrders);
    writeFile(settingsFile(), kSettings);
    startOn(m_folder.path());
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
}

void ConsoleApisTest::makesAnApi()
{
    QTest::keyClick(&m_console->window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(address().kind, QStringLiteral("new-api"));
    // An underlined letter is drawn on its own: without kerning the text is wider.
    for (const QLabel *label : m_console->window().tabs().current()->findChildren<QLabel *>()) {
        if (label->buddy() != nullptr && label->isVisible()) {
            const QFontMetrics metrics = label->fontMetrics();
            const qsizetype mark = label->text().indexOf(u'&');
            const int needed = metrics.horizontalAdvance(label->text().first(mark)) +
                               metrics.horizontalAdvance(label->text().sliced(mark + 1, 1)) +
                               metrics.horizontalAdvance(label->text().sliced(mark + 2));
            // Its margins are no room for letters.
            QVERIFY2(label->contentsRect().width() >= needed, qPrintable(label->text()));
        }
    }
    auto *name = page()->findChild<QLineEdit *>(QStringLiteral("name"));
    QTest::keyClicks(name, QStringLiteral("My shop"));
    page()
        ->findChild<QLineEdit *>(QStringLiteral("target"))
        ->setText(QStringLiteral("http://127.0.0.1:8081/"));
    QTest::keyClick(name, Qt::Key_Return); // before the preview is there
    TRY_COMPARE(address().subject, QStringLiteral("new:my-shop"));
    QVERIFY(page()->isModified());
    QVERIFY(m_console->session().api(QStringLiteral("my-shop")) == nullptr);
    QVERIFY(!QFile::exists(fileOf(QStringLiteral("my-shop.json"))));

    trigger("file.save");
    TRY_COMPARE(address().subject, QStringLiteral("my-shop"));
    QVERIFY(!page()->isModified());
    TRY_COMPARE(nameOf(QStringLiteral("my-shop")), QStringLiteral("My shop"));
    QVERIFY(readFile(fileOf(QStringLiteral("my-shop.json"))).contains("\"/my-shop/\""));
}

void ConsoleApisTest::saysWhatIsWrong()
{
    trigger("api.new");
    for (QToolButton *origin : page()->findChildren<QToolButton *>()) {
        if (origin->text() == QLatin1String("URL")) {
            origin->click();
        }
    }
    auto *url = page()->findChild<QLineEdit *>(QStringLiteral("url"));
    auto *message = page()->findChild<QLabel *>(QStringLiteral("message"));
    const auto isMistake = [message] {
        return message->palette().color(QPalette::WindowText) ==
               gw::look::colorOf(gw::look::Tint::Bad);
    };
    TRY_VERIFY(message->isVisible());
    QVERIFY(!isMistake()); // nothing typed, nothing wrong
    QTest::keyClicks(url, QStringLiteral("host"));
    TRY_VERIFY(message->text().contains(QLatin1String("https://host/path")));
    QVERIFY(isMistake());
    QTest::keyClick(url, Qt::Key_Return);
    QTest::keyClicks(page()->findChild<QLineEdit *>(QStringLiteral("apiId")),
                     QStringLiteral("orders"));
    url->setText(QStringLiteral("http://host/"));
    TRY_VERIFY(message->text().contains(QLatin1String("orders-2")));
    QCOMPARE(address().kind, QStringLiteral("new-api"));
    const QJsonObject state = page()->saveState();
    m_console->window().tabs().drop(page());
    trigger("api.new"); // as after a restart
    page()->restoreState(state);
    QCOMPARE(page()->findChild<QLineEdit *>(QStringLiteral("url"))->text(),
             QStringLiteral("http://host/"));
    m_console->window().tabs().drop(page());
}

void ConsoleApisTest::duplicates()
{
    QTest::keyClick(selectApi(QStringLiteral("orders")), Qt::Key_D, Qt::ControlModifier);
    TRY_COMPARE(address().subject, QStringLiteral("new:orders-copy"));
    trigger("file.save");
    TRY_COMPARE(nameOf(QStringLiteral("orders-copy")), QStringLiteral("Orders copy"));
    QByteArray expected = kOrders;
    expected.replace("\"Orders\"", "\"Orders copy\"")
        .replace("\"orders\"", "\"orders-copy\"")
        .replace("/orders/", "/orders-copy/");
    QCOMPARE(readFile(fileOf(QStringLiteral("orders-copy.json"))), expected);
    QCOMPARE(readFile(fileOf(QStringLiteral("the orders.json"))), kOrders);

    // Of an open page as it is shown, applied or not.
    m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")});
    auto *spec = qobject_cast<gw::definition::SpecPage *>(page());
    TRY_VERIFY(!spec->editor()->text().empty());
    QByteArray shown = kOrders;
    shown.replace("127.0.0.1:1", "127.0.0.1:2");
    spec->editor()->replaceBy(shown.toStdString());
    spec->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(address().subject, QStringLiteral("new:orders-copy-2"));
    const std::string copy = qobject_cast<gw::definition::SpecPage *>(page())->editor()->text();
    QVERIFY(copy.find("127.0.0.1:2") != std::string::npos);
    QVERIFY(copy.find("/orders-copy-2/") != std::string::npos);
    QCOMPARE(QByteArray::fromStdString(spec->editor()->text()), shown);
    m_console->window().tabs().drop(page());
    m_console->window().tabs().drop(spec);
}

void ConsoleApisTest::renamesInTheNavigator()
{
    QTreeView *tree = selectApi(QStringLiteral("orders"));
    QTest::keyClick(tree, Qt::Key_F2);
    auto *field = tree->viewport()->findChild<QLineEdit *>();
    QVERIFY(field != nullptr);
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("All \"orders\""));
    QTest::keyClick(field, Qt::Key_Return);
    TRY_COMPARE(nameOf(QStringLiteral("orders")), QStringLiteral("All \"orders\""));
    QByteArray expected = kOrders;
    expected.replace("\"Orders\"", R"("All \"orders\"")");
    QCOMPARE(readFile(fileOf(QStringLiteral("the orders.json"))), expected);

    TRY_VERIFY(button(QStringLiteral("Undo")) != nullptr);
    button(QStringLiteral("Undo"))->click();
    TRY_COMPARE(nameOf(QStringLiteral("orders")), QStringLiteral("Orders"));
    QCOMPARE(readFile(fileOf(QStringLiteral("the orders.json"))), kOrders);
    TRY_VERIFY(button(QStringLiteral("Undo")) == nullptr);
}

void ConsoleApisTest::renamesAnOpenPage()
{
    m_console->window().open({QStringLiteral("api"), QStringLiteral("orders-copy")});
    TRY_VERIFY(!page()->isModified());
    QTreeView *tree = selectApi(QStringLiteral("orders-copy"));
    tree->model()->setData(tree->currentIndex(), QStringLiteral("Copied"), Qt::EditRole);
    TRY_COMPARE(nameOf(QStringLiteral("orders-copy")), QStringLiteral("Copied"));
    TRY_VERIFY(!page()->isModified());
    TRY_COMPARE(page()->title(), QStringLiteral("Copied"));
}

void ConsoleApisTest::deletesAndBringsBack()
{
    const QByteArray text = readFile(fileOf(QStringLiteral("the orders.json")));
    m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")});
    const qsizetype pages = m_console->window().tabs().pages().size();
    QTest::keyClick(selectApi(QStringLiteral("orders")), Qt::Key_Delete);
    TRY_VERIFY(button(QStringLiteral("Undo")) != nullptr);
    TRY_VERIFY(m_console->session().api(QStringLiteral("orders")) == nullptr ||
               !m_console->session().api(QStringLiteral("orders"))->isServing());
    QVERIFY(!QFile::exists(fileOf(QStringLiteral("the orders.json"))));
    // Also without the banner it is not lost.
    const QDir trash(m_folder.filePath(QStringLiteral("state/trash")));
    const QStringList kept = trash.entryList(QDir::Files);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(readFile(trash.filePath(kept.first())), text);
    QCOMPARE(m_console->window().tabs().pages().size(), pages - 1);
    button(QStringLiteral("Undo"))->click();
    QVERIFY(button(QStringLiteral("Undo")) == nullptr);
    TRY_VERIFY(m_console->session().api(QStringLiteral("orders")) != nullptr &&
               m_console->session().api(QStringLiteral("orders"))->isServing());
    QCOMPARE(readFile(fileOf(QStringLiteral("the orders.json"))), text);
    QVERIFY(trash.entryList(QDir::Files).isEmpty());
}

// The page is not closed then; it says what happened, until the file is back.
void ConsoleApisTest::keepsTypedTextOverADeletion()
{
    m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")});
    auto *spec = qobject_cast<gw::definition::SpecPage *>(page());
    TRY_VERIFY(!spec->editor()->text().empty());
    const std::string typed = spec->editor()->text() + "\n";
    spec->editor()->replaceBy(typed);
    auto *banner = spec->findChild<gw::window::Banner *>();
    QTest::keyClick(selectApi(QStringLiteral("orders")), Qt::Key_Delete);
    TRY_VERIFY(banner->holds(QStringLiteral("outside")));
    QPushButton *undo = button(QStringLiteral("Undo"));
    undo->setFocus(Qt::TabFocusReason);
    QTest::keyClick(undo, Qt::Key_Space);
    TRY_VERIFY(!banner->holds(QStringLiteral("outside")));
    QVERIFY(qobject_cast<QPushButton *>(QApplication::focusWidget()) == nullptr);
    QCOMPARE(spec->editor()->text(), typed);
    QVERIFY(spec->isModified());
    spec->editor()->undo();
    QVERIFY(!spec->isModified()); // it is what the file holds
    TRY_VERIFY(m_console->session().api(QStringLiteral("orders")) != nullptr &&
               m_console->session().api(QStringLiteral("orders"))->isServing());
}

void ConsoleApisTest::knowsWhatIsPossible()
{
    QTreeView *tree = selectApi(QStringLiteral("orders"));
    const auto isEnabled = [this](const char *id) {
        return m_console->actions().action(QLatin1String(id))->isEnabled();
    };
    QVERIFY(isEnabled("api.duplicate") && isEnabled("api.rename") && isEnabled("api.remove"));
    tree->setCurrentIndex(tree->model()->index(1, 0));
    QVERIFY(!isEnabled("api.duplicate") && !isEnabled("api.rename") && !isEnabled("api.remove"));
    QVERIFY(isEnabled("api.new"));
}

void ConsoleApisTest::tellsProblemsOfOpenPages()
{
    m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")});
    auto *spec = qobject_cast<gw::definition::SpecPage *>(page());
    gw::panes::ProblemsPane *pane = m_console->window().findChild<gw::panes::ProblemsPane *>();
    auto *list = pane->findChild<gw::panes::ListView *>();
    const auto rowOf = [list](const QString &word) {
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (list->model()->index(row, 1).data().toString().contains(word)) {
                return row;
            }
        }
        return -1;
    };
    const std::string good = spec->editor()->text();
    std::string text = good;
    text.replace(text.find("\"http://127"), 8, "\"");
    spec->editor()->replaceBy(text);
    TRY_VERIFY(rowOf(QStringLiteral("/proxy/target_url")) >= 0);
    const int row = rowOf(QStringLiteral("/proxy/target_url"));
    QVERIFY(list->model()->index(row, 1).data().toString().startsWith(
        QStringLiteral("the orders.json, line 3")));
    QVERIFY(list->model()->index(row, 2).data().toString().contains(QStringLiteral("http://")));

    // A click goes to the place, also from another page.
    m_console->window().open({QStringLiteral("settings"), {}});
    m_console->window().panes().show(pane);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(row, 0)).center());
    QCOMPARE(page(), spec);
    const std::string before = spec->editor()->text().substr(0, spec->editor()->caret());
    QVERIFY2(before.ends_with("\"127.0.0.1:1/\""), before.c_str()); // behind what is selected

    // Mended, it is gone; so it is when the page closes.
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(spec->editor()->text(), good);
    TRY_COMPARE(rowOf(QStringLiteral("/proxy/target_url")), -1);
    spec->editor()->replaceBy("{");
    TRY_VERIFY(rowOf(QStringLiteral("the orders.json, line 1")) >= 0);
    m_console->window().tabs().drop(spec);
    TRY_COMPARE(rowOf(QStringLiteral("the orders.json, line 1")), -1);
}

void ConsoleApisTest::noticesFilesOfTheWorkspace()
{
    QByteArray text = kOrders;
    text.replace("\"orders\"", "\"copied\"").replace("/orders/", "/copied/");
    writeFile(fileOf(QStringLiteral("copied.json")), text);
    TRY_VERIFY(button(QStringLiteral("Reload")) != nullptr);
    QVERIFY(m_console->session().api(QStringLiteral("copied")) == nullptr);
    button(QStringLiteral("Reload"))->click();
    TRY_VERIFY(m_console->session().api(QStringLiteral("copied")) != nullptr);
    TRY_VERIFY(button(QStringLiteral("Reload")) == nullptr);

    NavigatorModel &model = m_console->window().navigatorModel();
    const QModelIndex collections = model.index(1, 0);
    const auto first = [&] {
        return model.index(0, 0, collections).data().toString();
    };
    QVERIFY2(first().startsWith(QStringLiteral("New request")), qPrintable(first()));
    writeFile(m_folder.filePath(QStringLiteral("requests/ask.hurl")), "GET http://127.0.0.1:1/\n");
    TRY_COMPARE(first(), QStringLiteral("ask"));
    QCOMPARE(model.rowCount(collections), 1);
}

void ConsoleApisTest::noticesAnOpenRequest()
{
    const QString path = m_folder.filePath(QStringLiteral("requests/ask.hurl"));
    const auto written = [this] {
        return qobject_cast<gw::tester::RequestPage *>(page())->document().text();
    };
    m_console->window().open({QStringLiteral("request"), path});
    writeFile(path, "PUT http://127.0.0.1:1/\n");
    TRY_VERIFY(button(QStringLiteral("Reload")) != nullptr);
    QCOMPARE(written(), std::string("GET http://127.0.0.1:1/\n"));
    button(QStringLiteral("Reload"))->click();
    QCOMPARE(written(), std::string("PUT http://127.0.0.1:1/\n"));
    QVERIFY(!page()->isModified());

    writeFile(path, "DELETE http://127.0.0.1:1/\n");
    TRY_VERIFY(button(QStringLiteral("Keep mine")) != nullptr);
    button(QStringLiteral("Keep mine"))->click();
    QCOMPARE(written(), std::string("PUT http://127.0.0.1:1/\n"));
    QVERIFY(page()->isModified());
    page()->save();
    QCOMPARE(readFile(path), QByteArray("PUT http://127.0.0.1:1/\n"));
    QVERIFY(button(QStringLiteral("Keep mine")) == nullptr);
}

void ConsoleApisTest::knowsBothAddresses()
{
    EngineSession &session = m_console->session();
    QVERIFY(session.trafficUrl().port() != session.address().url.port());
    const auto variables = gw::session::Environments(session).variables();
    QVERIFY(variables);
    QCOMPARE(gw::requests::toText(variables->at("gateway")),
             session.trafficUrl().toString(QUrl::RemovePath).toStdString());
}

void ConsoleApisTest::editsTheGatewaysSettings()
{
    trigger("settings.file");
    auto *settings = qobject_cast<gw::definition::SettingsFilePage *>(page());
    QVERIFY(settings != nullptr);
    gw::widgets::JsonEditor &editor = *settings->editor();
    QCOMPARE(QByteArray::fromStdString(editor.text()), kSettings);
    QVERIFY(!settings->isModified());
    editor.replaceBy(R"({"app_path": "my definitions", "listen_prt": 1})");
    TRY_VERIFY(!editor.diagnostics().empty());
    // It stands among the problems, and leads back here.
    auto *rows = m_console->window().findChild<gw::panes::ProblemsPane *>();
    auto *list = rows->findChild<QTableView *>();
    const auto rowOfSettings = [list] {
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex where = list->model()->index(row, gw::models::ProblemsModel::Where);
            if (where.data().toString().startsWith(QLatin1String("gatewright.conf, line 1"))) {
                return row;
            }
        }
        return -1;
    };
    TRY_VERIFY(rowOfSettings() >= 0);
    editor.setCaret(0);
    m_console->window().open({QStringLiteral("settings"), {}});
    Q_EMIT list->activated(list->model()->index(rowOfSettings(), 0));
    QCOMPARE(page(), settings);
    QCOMPARE(editor.caretPointer(), std::string("/listen_prt"));
    QVERIFY(settings->findChild<gw::widgets::Breadcrumb *>()->text().contains(
        QLatin1String("settings")));
    const std::string text =
        R"({"app_path": "my definitions", "control_api_port": 19696, "log_level": "debug"})";
    editor.replaceBy(text);
    QVERIFY(settings->isModified());
    trigger("file.save");
    QVERIFY(!settings->isModified());
    QCOMPARE(readFile(settingsFile()), QByteArray::fromStdString(text));
    bool isSaid = false;
    for (const QLabel *label : settings->findChildren<QLabel *>()) {
        isSaid |= label->text().endsWith(QLatin1String("restarted: log_level"));
    }
    QVERIFY(isSaid);

    // Others may write, too: nothing of theirs is overwritten without a word.
    writeFile(settingsFile(), kSettings);
    editor.replaceBy("{}");
    settings->save();
    QCOMPARE(readFile(settingsFile()), kSettings);
    auto *banner = settings->findChild<gw::window::Banner *>();
    QVERIFY(!banner->isHidden());
    for (QPushButton *offer : banner->findChildren<QPushButton *>()) {
        if (offer->text() == QLatin1String("Reload")) {
            offer->click();
        }
    }
    QCOMPARE(QByteArray::fromStdString(editor.text()), kSettings);
    QVERIFY(!settings->isModified());
}

void ConsoleApisTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleApisTest>(argc, argv);
}

#include "console_apis_test.moc"
