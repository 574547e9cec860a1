// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/reload_page.h"
#include "definition/spec_page.h"
#include "models/navigator_model.h"
#include "panes/list_view.h"
#include "panes/metrics_pane.h"
#include "panes/problems_pane.h"
#include "panes/traffic_pane.h"
#include "support/files.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "widgets/json_editor.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QTableView>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using gw::session::EngineSession;
using gw::test::writeFile;

namespace {

const QByteArray kOrders = R"({ "name" : "Orders", "api_id": "orders", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/"} })";

} // namespace

// What the console makes of the engine's reports, with its own engine on a workspace.
class ConsoleReloadsTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reachesAnApiOnItsOwnPort();
    void tellsWhatBecameOfTheFiles();
    void tellsProblemsOfClosedFiles();
    void leadsToTheReport();
    void mendsFilesThatCannotBeRead();
    void keepsPagesOfFilesWithTheSameIdApart();
    void makesAWorkspace();
    void cleanupTestCase();

private:
    [[nodiscard]] QString fileOf(const QString &name) const
    {
        return m_folder.filePath(QStringLiteral("apps/") + name);
    }
    gw::definition::SpecPage *openSelected(const QString &subject); // by the keyboard

    QTemporaryDir m_folder;
};

void ConsoleReloadsTest::initTestCase()
{
    writeFile(fileOf(QStringLiteral("orders.json")), kOrders);
    writeFile(m_folder.filePath(QStringLiteral("gatewright.conf")),
              R"({"listen_port": 0, "disable_ports_whitelist": true})");
    startOn(m_folder.path());
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
}

gw::definition::SpecPage *ConsoleReloadsTest::openSelected(const QString &subject)
{
    QTest::keyClick(selectApi(subject), Qt::Key_Return);
    return qobject_cast<gw::definition::SpecPage *>(page());
}

void ConsoleReloadsTest::reachesAnApiOnItsOwnPort()
{
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const int port = probe.serverPort();
    probe.close();
    QByteArray definition = kOrders;
    definition.replace("orders", "own");
    const QByteArray own = "\"listen_port\": " + QByteArray::number(port) + ", ";
    definition.insert(definition.indexOf("\"use_keyless\""), own);
    writeFile(fileOf(QStringLiteral("own.json")), definition);
    trigger("gateway.reload");
    TRY_VERIFY(m_console->session().api(QStringLiteral("own")) != nullptr);
    QVERIFY(m_console->session().trafficUrl().port() != port);

    selectApi(QStringLiteral("own"));
    trigger("api.request");
    const std::string origin = "http://127.0.0.1:" + std::to_string(port);
    const auto sends = [&](auto send) {
        auto *request = qobject_cast<gw::tester::RequestPage *>(page());
        QVERIFY(request != nullptr);
        QCOMPARE(request->document().entry().request.url, origin + "/own/");
        send(*request);
        TRY_VERIFY(request->response().result() != nullptr);
        QCOMPARE(request->response().result()->status(), 500); // of the API: nobody is behind it
    };
    sends([](gw::tester::RequestPage &request) { request.send(); });
    auto &traffic = m_console->traffic();
    const auto lastRecord = [&] {
        const int rows = traffic.model().rowCount();
        return rows == 0 ? gw::client::TrafficRecord() : traffic.model().record(rows - 1);
    };
    TRY_COMPARE(lastRecord().apiId, QStringLiteral("own"));
    Q_EMIT traffic.replayWanted(lastRecord());
    sends([](const gw::tester::RequestPage &) {}); // it did
    traffic.findChild<gw::panes::ListView *>()->selectRow(traffic.model().rowCount() - 1);
    for (QAction *action : traffic.findChildren<QAction *>()) {
        if (action->text().endsWith(QLatin1String("c&url"))) {
            action->trigger();
        }
    }
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.contains(QString::fromStdString(origin) + QStringLiteral("/own/")),
             qPrintable(command));
    QVERIFY(QFile::remove(fileOf(QStringLiteral("own.json"))));
    trigger("gateway.reload");
    TRY_VERIFY(m_console->session().api(QStringLiteral("own")) == nullptr ||
               m_console->session().api(QStringLiteral("own"))->state ==
                   gw::client::ApiState::Removed);
}

void ConsoleReloadsTest::tellsWhatBecameOfTheFiles()
{
    trigger("gateway.report");
    const auto *table = page()->findChild<QTableView *>();
    QVERIFY(table != nullptr);
    const auto rowOf = [table](const char *file) {
        QStringList cells;
        const QAbstractItemModel &model = *table->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 2).data().toString() == QLatin1String(file)) {
                cells = {model.index(row, 0).data().toString(),
                         model.index(row, 3).data().toString()};
            }
        }
        return cells.join(QStringLiteral(": "));
    };
    writeFile(fileOf(QStringLiteral("broken.json")), "{");
    writeFile(fileOf(QStringLiteral("later.json")), QByteArray(kOrders).replace("orders", "later"));
    trigger("gateway.reload");
    TRY_COMPARE(rowOf("later.json"), QStringLiteral("added: "));
    QVERIFY2(rowOf("broken.json").startsWith(QStringLiteral("failed: ")),
             qPrintable(rowOf("broken.json")));
    const QString said = m_console->window().status().currentMessage();
    QVERIFY2(said.contains(QStringLiteral("1 API added")) &&
                 said.contains(QStringLiteral("1 API not as its file says")),
             qPrintable(said));
    QFile::remove(fileOf(QStringLiteral("broken.json")));
    writeFile(fileOf(QStringLiteral("later.json")),
              QByteArray(kOrders).replace("orders", "later").replace("Orders", "Later"));
    trigger("gateway.reload");
    TRY_COMPARE(rowOf("later.json"), QStringLiteral("changed: definition"));
    QCOMPARE(rowOf("broken.json"), QString());
    QFile::remove(fileOf(QStringLiteral("later.json")));
    trigger("gateway.reload");
    TRY_COMPARE(rowOf("later.json"), QStringLiteral("removed: "));
    QVERIFY(
        m_console->window().status().currentMessage().contains(QStringLiteral("1 API removed")));
}

void ConsoleReloadsTest::tellsProblemsOfClosedFiles()
{
    gw::panes::ProblemsPane *pane = m_console->window().findChild<gw::panes::ProblemsPane *>();
    auto *list = pane->findChild<gw::panes::ListView *>();
    const auto rowsOf = [list](int column, const QString &word) {
        QList<int> rows;
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (list->model()->index(row, column).data().toString().contains(word)) {
                rows.append(row);
            }
        }
        return rows;
    };
    const QString place = QStringLiteral("orders.json, line 3, /proxy/target_url");
    QByteArray text = kOrders;
    text.replace("http://127.0.0.1", "127.0.0.1");
    writeFile(fileOf(QStringLiteral("orders.json")), text);
    TRY_COMPARE(rowsOf(1, place).size(), 1); // before the engine has read it
    const QString words = list->model()->index(rowsOf(1, place).first(), 0).data().toString();

    m_console->window().panes().show(pane);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(rowsOf(1, place).first(), 0)).center());
    QCOMPARE(address(), (gw::window::PageAddress{QStringLiteral("api"), QStringLiteral("orders")}));
    auto *spec = qobject_cast<gw::definition::SpecPage *>(page());
    const std::string before = spec->editor()->text().substr(0, spec->editor()->caret());
    QVERIFY2(before.ends_with("\"127.0.0.1:1/\""), before.c_str());
    TRY_VERIFY(!spec->diagnostics().empty());
    QCOMPARE(rowsOf(1, place).size(), 1);
    m_console->window().tabs().drop(spec);
    QCOMPARE(rowsOf(1, place).size(), 1);

    trigger("gateway.reload"); // then the engine says it
    TRY_COMPARE(rowsOf(1, place).size(), 0);
    QCOMPARE(rowsOf(0, words).size(), 1);
    writeFile(fileOf(QStringLiteral("orders.json")), kOrders);
    trigger("gateway.reload");
    TRY_COMPARE(rowsOf(0, words).size(), 0);
}

void ConsoleReloadsTest::leadsToTheReport()
{
    const auto isReport = [this] {
        return page() != nullptr && page()->address() == gw::definition::ReloadPage::pageAddress();
    };
    m_console->window().tabs().drop(page());
    QVERIFY(!isReport());
    auto *generation =
        m_console->window().status().findChild<QToolButton *>(QStringLiteral("generation"));
    QCOMPARE(generation->text(),
             QStringLiteral("gen %1").arg(m_console->session().report().generation));
    QTest::mouseClick(generation, Qt::LeftButton);
    QVERIFY(isReport());

    m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")});
    auto *spec = qobject_cast<gw::definition::SpecPage *>(page());
    auto *report = spec->findChild<QToolButton *>(QStringLiteral("report"));
    QVERIFY(!report->isVisible()); // nothing was applied yet
    spec->editor()->replaceBy(spec->editor()->text() + "\n");
    trigger("file.save");
    TRY_VERIFY(report->isVisible());
    QTest::mouseClick(report, Qt::LeftButton);
    QVERIFY(isReport());

    m_console->window().tabs().raise(spec);
    std::string text = spec->editor()->text();
    text.replace(text.find("\"http://127"), 8, "\"");
    spec->editor()->replaceBy(text);
    trigger("file.save");
    const auto offer = [spec]() -> QPushButton * {
        for (QPushButton *button : spec->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == QLatin1String("Last reload")) {
                return button;
            }
        }
        return nullptr;
    };
    TRY_VERIFY(offer() != nullptr);
    offer()->click();
    QVERIFY(isReport());
}

// The engine knows no ids of them.
void ConsoleReloadsTest::mendsFilesThatCannotBeRead()
{
    const EngineSession &session = m_console->session();
    const QString one = fileOf(QStringLiteral("one.json"));
    const QString two = fileOf(QStringLiteral("two.json"));
    writeFile(one, "{ one");
    writeFile(two, "{ two");
    trigger("gateway.reload");
    TRY_VERIFY(session.api(QStringLiteral("file:two.json")) != nullptr);
    gw::definition::SpecPage *other = openSelected(QStringLiteral("file:one.json"));
    QCOMPARE(other->title(), QStringLiteral("one.json"));
    other->editor()->replaceBy("[]"); // is wrong in another way than the other file
    trigger("file.save");
    const auto says = [other](const QString &words) {
        const auto labels = other->findChild<gw::window::Banner *>()->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&words](const QLabel *label) { return label->text().contains(words); });
    };
    const auto problemOf = [&session](const char *subject) {
        const gw::client::ApiReport *row = session.api(QLatin1String(subject));
        return row == nullptr ? QString() : row->problems.value(0);
    };
    TRY_VERIFY(problemOf("file:one.json") != problemOf("file:two.json"));
    TRY_VERIFY(says(problemOf("file:one.json")));
    QVERIFY(!says(problemOf("file:two.json")));
    gw::definition::SpecPage *spec = openSelected(QStringLiteral("file:two.json"));
    QCOMPARE(spec->title(), QStringLiteral("two.json"));
    QCOMPARE(spec->editor()->text(), std::string("{ two"));

    QByteArray mended = kOrders;
    mended.replace("orders", "two");
    spec->editor()->replaceBy(mended.toStdString());
    trigger("file.save");
    TRY_COMPARE(spec->address().subject, QStringLiteral("two"));
    TRY_VERIFY(!spec->isModified());
    QVERIFY(spec->findChild<gw::window::Banner *>()->isHidden());
    TRY_COMPARE(spec->title(), QStringLiteral("Orders"));
    QCOMPARE(gw::test::readFile(two), mended);
    QCOMPARE(gw::test::readFile(one), QByteArray("[]"));

    // They can be deleted, too, and come back as they were.
    const qsizetype pages = m_console->window().tabs().pages().size();
    QTreeView *tree = selectApi(QStringLiteral("file:one.json"));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Delete);
    QVERIFY(!QFile::exists(one));
    QCOMPARE(m_console->window().tabs().pages().size(), pages - 1);
    for (QPushButton *offer : m_console->window().banner().findChildren<QPushButton *>()) {
        if (offer->text() == QLatin1String("Undo")) {
            offer->click();
        }
    }
    QCOMPARE(gw::test::readFile(one), QByteArray("[]"));
}

void ConsoleReloadsTest::keepsPagesOfFilesWithTheSameIdApart()
{
    const auto *spec = openSelected(QStringLiteral("two"));
    const QString copy = fileOf(QStringLiteral("a copy.json"));
    QVERIFY(QFile::copy(fileOf(QStringLiteral("two.json")), copy));
    trigger("gateway.reload");
    // The one that bears the id is served; the other is refused, and has a page of its own.
    TRY_VERIFY(m_console->session().api(QStringLiteral("file:a copy.json")) != nullptr);
    QCOMPARE(spec->address().subject, QStringLiteral("two"));
    const auto *other = openSelected(QStringLiteral("file:a copy.json"));
    QVERIFY(other != spec);
    QCOMPARE(other->detail(), copy);
    QCOMPARE(openSelected(QStringLiteral("two")), spec);
    QCOMPARE(spec->detail(), fileOf(QStringLiteral("two.json")));
    QVERIFY(QFile::remove(copy));
    trigger("gateway.reload");
    TRY_VERIFY(m_console->window().tabs().find({QStringLiteral("api"), QStringLiteral("two")}) !=
               nullptr);
}

void ConsoleReloadsTest::makesAWorkspace()
{
    const auto choose = [this](const QString &folder) {
        trigger("file.newWorkspace");
        auto *dialog = m_console->window().findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(folder);
        delete dialog;
    };
    const QTemporaryDir other;
    writeFile(other.filePath(QStringLiteral("notes.txt")), "mine");
    choose(other.path());
    QVERIFY(m_console->window().banner().holds(QStringLiteral("workspaces")));
    QCOMPARE(m_console->session().workspace(), m_folder.path());

    QVERIFY(QFile::remove(other.filePath(QStringLiteral("notes.txt"))));
    choose(other.path());
    QVERIFY(!m_console->window().banner().holds(QStringLiteral("workspaces")));
    QCOMPARE(address().kind, QStringLiteral("new-api"));
    TRY_COMPARE(m_console->session().workspace(), other.path());
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    TRY_VERIFY(m_console->session().report().generation > 0);
    QVERIFY(m_console->session().report().apis.isEmpty());

    // What it does not have leads to the first: the open page is the way to an API.
    const QModelIndex apis = m_console->window().navigatorModel().index(0, 0);
    QCOMPARE(m_console->window().navigatorModel().rowCount(apis), 1);
    gw::window::PageAddress before = address();
    auto *tree = m_console->window().navigator().findChild<QTreeView *>();
    tree->setCurrentIndex(m_console->window().navigatorModel().index(0, 0, apis));
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(address(), before);
    for (gw::panes::MetricsPane *metrics :
         m_console->window().findChildren<gw::panes::MetricsPane *>()) {
        Q_EMIT metrics->requestWanted();
    }
    QCOMPARE(address().kind, QStringLiteral("request"));
    m_console->window().tabs().drop(page());
    TRY_COMPARE(address(), before);

    auto *name = page()->findChild<QLineEdit *>(QStringLiteral("name"));
    QTest::keyClicks(name, QStringLiteral("first"));
    // Not left empty: the echo may have another port than it usually has.
    page()
        ->findChild<QLineEdit *>(QStringLiteral("target"))
        ->setText(m_console->session().echoUrl().toString());
    QTest::keyClick(name, Qt::Key_Return);
    TRY_COMPARE(address().subject, QStringLiteral("new:first"));
    trigger("file.save");
    TRY_COMPARE(address().subject, QStringLiteral("first"));
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(
        m_console->session().trafficUrl().resolved(QUrl(QStringLiteral("/first/get"))))));
    TRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    m_console->window().tabs().drop(page());
    choose(other.path()); // there already: opened
    QVERIFY(!m_console->window().banner().holds(QStringLiteral("workspaces")));
    QVERIFY(page() == nullptr || address().kind != QLatin1String("new-api"));
    m_console.reset(); // before the folder
}

void ConsoleReloadsTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleReloadsTest>(argc, argv);
}

#include "console_reloads_test.moc"
