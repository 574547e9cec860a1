// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"
#include "embedded_engine.h"
#include "libraries/plugin_page.h"
#include "libraries/time_histogram.h"
#include "panes/build_pane.h"
#include "support/files.h"
#include "ui/app/console_fixture.h"
#include "widgets/json_editor.h"
#include "window/banner.h"
#include "window/inspector.h"
#include "window/status_line.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using gw::libraries::PluginPage;

// The page of a library, with the engine that serves it.
class ConsolePluginPageTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsFacts();
    void leadsToItsUsers();
    void showsTheTimesOfAHook();
    void reloadsAndKeepsGenerations();
    void rollsBack();
    void rollsBackFromTheInspector();
    void keepsTheOldOneWhenAFileIsBroken();
    void watchesItsFile();
    void tellsWhatIsWrongWithAFile();
    void leadsOnAfterABuild();
    void asksAnEngineOfOthers();
    void usesALibraryOfAnEngineOfOthers();
    void addsNoHookWithoutAName();
    void cleanupTestCase();

private:
    [[nodiscard]] QString words() const; // of every label that is shown
    [[nodiscard]] QToolButton *button(const char *text) const;
    void click(const char *text) const;
    [[nodiscard]] QTreeWidget *generations() const { return m_page->findChild<QTreeWidget *>(); }
    [[nodiscard]] QString state(int row) const
    {
        const QTreeWidgetItem *item = generations()->topLevelItem(row);
        return item == nullptr ? QString() : item->text(1);
    }
    void openPage(const QString &library);
    // Of the menu "Use in", filled anew.
    [[nodiscard]] QAction *inUse(const char *slot) const;
    // The same library with other bytes at its end.
    void writeAnother();
    int statusOf(const char *path);

    QNetworkAccessManager m_network;
    QString m_file;
    QByteArray m_library;
    PluginPage *m_page = nullptr;
    std::atomic<bool> m_isOtherStuck = false;
    std::unique_ptr<gw::app::EmbeddedEngine> m_other;
};

void ConsolePluginPageTest::initTestCase()
{
    startOnDemo();
    TRY_COMPARE(m_console->session().plugins().size(), 5);
    const auto path = QStringLiteral("plugins/AddFooBarHeader.so");
    m_file = m_console->session().workspace() + QStringLiteral("/plugins/AddFooBarHeader.so");
    m_library = gw::test::readFile(m_file);
    QVERIFY(!m_library.isEmpty());
    m_page = qobject_cast<PluginPage *>(m_console->window().open({QStringLiteral("plugin"), path}));
    QVERIFY(m_page != nullptr);
}

QString ConsolePluginPageTest::words() const
{
    QString all;
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        all += label->isVisible() ? label->text() + QLatin1Char('\n') : QString();
    }
    return all;
}

QToolButton *ConsolePluginPageTest::button(const char *text) const
{
    for (QToolButton *one : m_page->findChildren<QToolButton *>()) {
        if (one->text() == QLatin1String(text)) {
            return one;
        }
    }
    return nullptr;
}

void ConsolePluginPageTest::click(const char *text) const
{
    QVERIFY(button(text) != nullptr);
    QVERIFY2(button(text)->isEnabled(), text);
    QTest::mouseClick(button(text), Qt::LeftButton);
}

void ConsolePluginPageTest::writeAnother()
{
    m_library.append("gatewright test\n");
    gw::test::writeFile(m_file, m_library);
}

int ConsolePluginPageTest::statusOf(const char *path)
{
    QNetworkReply *reply = m_network.get(
        QNetworkRequest(m_console->session().trafficUrl().resolved(QUrl(QLatin1String(path)))));
    const bool isDone = QTest::qWaitFor([reply] { return reply->isFinished(); }, kPatienceMs);
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply->deleteLater();
    return isDone ? status : -1;
}

void ConsolePluginPageTest::tellsFacts()
{
    TRY_VERIFY(words().contains(QStringLiteral("AddFooBarHeaderAndLog"))); // exported, not used
    QVERIFY(words().contains(QStringLiteral("plugins/AddFooBarHeader.so")));
    QVERIFY(words().contains(QStringLiteral(">loaded<")));
    QVERIFY(!m_console->session().plugins().first().abi.isEmpty());
    QVERIFY(words().contains(m_console->session().plugins().first().abi));
    const auto *table = m_page->findChild<QTableView *>();
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->currentIndex().row(), 0);
    TRY_COMPARE(generations()->topLevelItemCount(), 1);
    QCOMPARE(state(0), QStringLiteral("serves"));
    QCOMPARE(generations()->topLevelItem(0)->toolTip(5).size(), 64); // SHA-256
    QVERIFY(!button("Roll back")->isEnabled());
}

void ConsolePluginPageTest::leadsToItsUsers()
{
    for (QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->text().contains(QStringLiteral("<a href='my_api_name'"))) {
            label->setFocus();
            QTest::keyClick(label, Qt::Key_Tab); // to the first link
            QTest::keyClick(label, Qt::Key_Return);
        }
    }
    QCOMPARE(m_console->window().tabs().current()->address(),
             (gw::window::PageAddress{QStringLiteral("api"), QStringLiteral("my_api_name")}));
    m_console->window().open(m_page->address());
    QCOMPARE(m_console->window().tabs().current(), m_page);
}

void ConsolePluginPageTest::showsTheTimesOfAHook()
{
    const auto *times = m_page->findChild<gw::libraries::TimeHistogram *>();
    TRY_VERIFY(words().contains(QStringLiteral("Times of AddFooBarHeader")));
    QVERIFY(times->shownBuckets().isEmpty()); // it was not called yet
    QCOMPARE(statusOf("/my_api_name/get"), 200);
    QCOMPARE(statusOf("/my_api_name/get"), 200);
    TRY_VERIFY(!times->shownBuckets().isEmpty());
    std::uint64_t calls = 0;
    TRY_VERIFY([&] {
        calls = 0;
        for (const auto &bucket : times->shownBuckets()) {
            calls += bucket.count;
        }
        return calls == 2;
    }());
}

void ConsolePluginPageTest::reloadsAndKeepsGenerations()
{
    click("Reload library");
    TRY_VERIFY(words().contains(QStringLiteral("The file has not changed")));
    QCOMPARE(generations()->topLevelItemCount(), 1);
    writeAnother();
    click("Reload library");
    TRY_COMPARE(generations()->topLevelItemCount(), 2);
    QCOMPARE(state(0), QStringLiteral("serves")); // the newest is at the top
    QCOMPARE(state(1), QStringLiteral("kept"));
    QVERIFY(generations()->topLevelItem(0)->toolTip(5) !=
            generations()->topLevelItem(1)->toolTip(5));
    TRY_VERIFY(words().contains(
        QStringLiteral("Generation %1 serves.").arg(generations()->topLevelItem(0)->text(0))));
    QCOMPARE(statusOf("/my_api_name/get"), 200);
}

void ConsolePluginPageTest::rollsBack()
{
    const auto choose = [this](int row) {
        QTreeWidgetItem *item = generations()->topLevelItem(row);
        generations()->scrollToItem(item);
        QTest::mouseClick(generations()->viewport(), Qt::LeftButton, {},
                          generations()->visualItemRect(item).center());
    };
    choose(0);
    QVERIFY(!button("Roll back")->isEnabled()); // it serves already
    const QString old = generations()->topLevelItem(1)->toolTip(5);
    choose(1);
    click("Roll back");
    TRY_VERIFY(words().contains(QStringLiteral("rolled back")));
    const auto serving = [this] {
        for (int row = 0; row < generations()->topLevelItemCount(); ++row) {
            if (state(row) == QLatin1String("serves")) {
                return generations()->topLevelItem(row)->toolTip(5);
            }
        }
        return QString();
    };
    TRY_COMPARE(serving(), old);
    QCOMPARE(statusOf("/my_api_name/get"), 200);
}

// What the page tells and does, without it.
void ConsolePluginPageTest::rollsBackFromTheInspector()
{
    window().open({QStringLiteral("settings"), {}});
    tree()->setCurrentIndex(entry("Plugins", "MyPluginAuthCheck.so"));
    tree()->setCurrentIndex(entry("Plugins", "AddFooBarHeader.so"));
    const QWidget *shown = window().inspector().shown();
    QVERIFY(shown != nullptr);
    const auto press = [shown](const char *text) {
        for (QToolButton *one : shown->findChildren<QToolButton *>()) {
            if (one->text() == QLatin1String(text) && one->isEnabled() && !one->isHidden()) {
                one->click();
                return true;
            }
        }
        return false;
    };
    auto *list = shown->findChild<QTreeWidget *>();
    TRY_COMPARE(list->topLevelItemCount(), 2);
    QVERIFY(list->isVisible());
    QVERIFY(!press("Roll back")); // nothing is selected
    const auto kept = [list] {
        return list->topLevelItem(0);
    };
    QCOMPARE(kept()->text(1), QStringLiteral("kept")); // the newest: it was rolled back
    const QString digest = kept()->toolTip(5);
    list->setCurrentItem(kept());
    QVERIFY(press("Roll back"));
    TRY_VERIFY(list->topLevelItem(0)->text(1) == QLatin1String("serves"));
    QCOMPARE(list->topLevelItem(0)->toolTip(5), digest);
    TRY_COMPARE(state(0), QStringLiteral("serves")); // the page hears of it
    QVERIFY(press("Reload"));
    TRY_VERIFY([shown] {
        for (const QLabel *label : shown->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("has not changed"))) {
                return true;
            }
        }
        return false;
    }());
    window().open(m_page->address());
}

void ConsolePluginPageTest::keepsTheOldOneWhenAFileIsBroken()
{
    const auto rows = generations()->topLevelItemCount();
    gw::test::writeFile(m_file, "no library");
    click("Reload library");
    TRY_VERIFY(words().contains(QStringLiteral("AddFooBarHeader.so")) &&
               words().contains(QStringLiteral("old version serves")));
    QCOMPARE(generations()->topLevelItemCount(), rows);
    QCOMPARE(statusOf("/my_api_name/get"), 200);
    writeAnother();
    click("Reload library");
    TRY_VERIFY(words().contains(QStringLiteral(">loaded<")));
}

void ConsolePluginPageTest::watchesItsFile()
{
    QVERIFY(!button("Watch files")->isChecked());
    click("Watch files");
    QSignalSpy messages(m_page, &PluginPage::messageRaised);
    TRY_COMPARE(messages.size(), 1);
    QVERIFY(button("Watch files")->isChecked());
    const QString before = generations()->topLevelItem(0)->toolTip(5);
    writeAnother();
    TRY_VERIFY(generations()->topLevelItem(0)->toolTip(5) != before);
    click("Watch files");
    TRY_COMPARE(messages.size(), 2);
    QVERIFY(!button("Watch files")->isChecked());
}

void ConsolePluginPageTest::tellsWhatIsWrongWithAFile()
{
    gw::test::writeFile(m_console->session().workspace() + QStringLiteral("/plugins/a&b.so"), "no");
    m_page = qobject_cast<PluginPage *>(
        m_console->window().open({QStringLiteral("plugin"), QStringLiteral("plugins/a&b.so")}));
    QVERIFY(m_page != nullptr);
    TRY_VERIFY(words().contains(QStringLiteral("The file")));
    QVERIFY2(words().count(QStringLiteral("a&amp;b.so")) >= 2, qPrintable(words()));
    QVERIFY2(!words().contains(QStringLiteral("&amp;amp;")), qPrintable(words())); // once is enough
}

void ConsolePluginPageTest::openPage(const QString &library)
{
    m_page =
        qobject_cast<PluginPage *>(m_console->window().open({QStringLiteral("plugin"), library}));
    QVERIFY(m_page != nullptr);
}

QAction *ConsolePluginPageTest::inUse(const char *slot) const
{
    for (QAction *action : m_page->pageActions()) {
        if (action->text() != QLatin1String("Use in")) {
            continue;
        }
        Q_EMIT action->menu()->aboutToShow();
        for (const QAction *api : action->menu()->actions()) {
            for (QAction *place : api->text() == QLatin1String("my_api_name")
                                      ? api->menu()->actions()
                                      : QList<QAction *>()) {
                if (place->text() == QLatin1String(slot)) {
                    return place;
                }
            }
        }
    }
    return nullptr;
}

void ConsolePluginPageTest::leadsOnAfterABuild()
{
    const gw::window::Banner &banner = m_console->window().banner();
    const auto press = [&banner](const QString &text) {
        for (QPushButton *button : banner.findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible()) {
                button->click();
                return true;
            }
        }
        return false;
    };
    Q_EMIT m_console->builds().built(m_file);
    QVERIFY(!banner.holds(QStringLiteral("built"))); // an API uses it: the reload tells of it
    const QString spare = m_console->session().workspace() + QStringLiteral("/plugins/spare.so");
    QVERIFY(QFile::copy(m_file, spare));
    Q_EMIT m_console->builds().built(spare);
    QVERIFY(press(QStringLiteral("Use in an API...")));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->actions().first()->menu()->actions().size(), 5); // an API and its places
    menu->close();
    QVERIFY(press(QStringLiteral("Open plugin")));
    QCOMPARE(
        m_console->window().tabs().current()->address(),
        (gw::window::PageAddress{QStringLiteral("plugin"), QStringLiteral("plugins/spare.so")}));
    // Until one uses it.
    QVERIFY(banner.holds(QStringLiteral("built")));
    const QString user = inWorkspace(QStringLiteral("apps/user.json"));
    gw::test::writeFile(user, R"({"name": "User", "api_id": "user", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "custom_middleware": {"driver": "goplugin",
                        "post": [{"name": "AddFooBarHeader", "path": "plugins/spare.so"}]},
  "proxy": {"listen_path": "/user/", "target_url": "http://127.0.0.1:1/"}})");
    session().reload();
    TRY_VERIFY(!banner.holds(QStringLiteral("built")));
    QVERIFY(QFile::remove(user));
    session().reload();
    TRY_COMPARE(session().plugins().size(), 5);
}

// Its files are somewhere else: only it can tell what they hold.
void ConsolePluginPageTest::asksAnEngineOfOthers()
{
    const QString workspace = session().workspace();
    gw::client::EngineAddress address;
    m_other = std::make_unique<gw::app::EmbeddedEngine>(m_isOtherStuck);
    connect(m_other.get(), &gw::session::EngineHost::started, this,
            [&address](const gw::session::HostedEngine &engine) {
                address = {engine.traffic, engine.address.secret}; // where others find it
            });
    m_other->start(workspace);
    TRY_VERIFY(!address.isEmpty());
    session().attach(address);
    TRY_COMPARE(session().state(), gw::session::EngineSession::State::Connected);
    TRY_COMPARE(session().plugins().size(), 5);
    QVERIFY(session().workspace().isEmpty());
    openPage(QStringLiteral("plugins/spare.so"));
    TRY_VERIFY(words().contains(QStringLiteral("AddFooBarHeader, AddFooBarHeaderAndLog")));
    QVERIFY(words().contains(QStringLiteral("No API that is loaded names this library")));
    QVERIFY(words().contains(QStringLiteral(">ABI<")));
    QVERIFY(
        words().contains(QLatin1Char('>') + session().plugins().first().abi + QLatin1Char('<')));
    openPage(QStringLiteral("plugins/none.so"));
    TRY_VERIFY(words().contains(QStringLiteral("There is no file")));
}

void ConsolePluginPageTest::usesALibraryOfAnEngineOfOthers()
{
    openPage(QStringLiteral("plugins/spare.so"));
    const QAction *response = inUse("response");
    QVERIFY(response != nullptr);
    TRY_VERIFY(!response->isEnabled());
    const QAction *post = inUse("post");
    TRY_VERIFY(post->menu() != nullptr);
    QVERIFY(post->isEnabled());
    const QList<QAction *> hooks = post->menu()->actions();
    QCOMPARE(hooks.size(), 2);
    QCOMPARE(hooks.at(0)->text(), QStringLiteral("AddFooBarHeader"));
    QCOMPARE(hooks.at(1)->text(), QStringLiteral("AddFooBarHeaderAndLog"));
    hooks.at(1)->trigger();
    auto *page = qobject_cast<gw::definition::SpecPage *>(m_console->window().tabs().current());
    QVERIFY(page != nullptr);
    TRY_VERIFY(page->isModified());
    const std::string text = page->editor()->text();
    QVERIFY2(text.find("\"AddFooBarHeaderAndLog\"") != std::string::npos, text.c_str());
    QVERIFY2(text.find("plugins/spare.so") != std::string::npos, text.c_str());
    page->editor()->undo();
}

void ConsolePluginPageTest::addsNoHookWithoutAName()
{
    auto *api = qobject_cast<gw::definition::SpecPage *>(
        m_console->window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    TRY_VERIFY(!api->editor()->text().empty());
    const std::string before = api->editor()->text();
    gw::window::Banner &banner = m_console->window().banner();
    for (const char *library : {"plugins/a&b.so", "plugins/none.so"}) {
        QVERIFY(!banner.holds(QStringLiteral("plugin")));
        openPage(QLatin1String(library));
        QAction *pre = inUse("pre");
        QVERIFY(pre != nullptr);
        pre->trigger();
        TRY_VERIFY(banner.holds(QStringLiteral("plugin")));
        QCOMPARE(m_console->window().tabs().current(), m_page);
        QCOMPARE(api->editor()->text(), before);
        banner.hide(QStringLiteral("plugin"));
    }
}

void ConsolePluginPageTest::cleanupTestCase()
{
    if (m_console != nullptr) {
        session().stop(); // before its engine goes
    }
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsolePluginPageTest>(argc, argv);
}

#include "console_plugin_page_test.moc"
