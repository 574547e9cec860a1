// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/hook_card.h"
#include "panes/list_view.h"
#include "panes/traffic_pane.h"
#include "request_form/url_bar.h"
#include "ui/app/console_fixture.h"
#include "ui/app/every_page.h"
#include "window/page.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAction>
#include <QApplication>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QShortcut>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using gw::window::ActionRegistry;
using gw::window::Page;

// Shortcuts of the window and of its pages: chosen, kept, told apart.
class ConsoleShortcutsTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void noKeysAreTwice();
    void allKeysAreThoseOfCommands();
    void rowsAreRemovedByChosenKeys();
    void everyPageTakesChosenKeys_data();
    void everyPageTakesChosenKeys();
    void anOpenPageFollowsTheSettings();
    void comesBackWithThem();
    void textsNameTheChosenKeys();
    void noTextNamesKeysThatAreGone();
    void panesTakeChosenKeys();
    void offersCommandsOfThePane();

private:
    [[nodiscard]] Page *request();
    // The tool tip of the button with this text.
    [[nodiscard]] static QString tipOf(const QWidget *place, const QString &button);
    [[nodiscard]] bool isTold(const QString &words) const; // by a label of the window
    // Whether the keys move the focus from the page's last field to its URL.
    [[nodiscard]] bool goesToUrl(Qt::Key key, Qt::KeyboardModifiers modifiers);
    QTreeWidgetItem *choose(const QString &command);
};

void ConsoleShortcutsTest::init()
{
    refuseAmbiguousShortcuts();
    startOnDemo();
}

void ConsoleShortcutsTest::cleanup()
{
    m_console->actions().applyShortcuts({});
    m_console.reset();
}

Page *ConsoleShortcutsTest::request()
{
    return m_console->window().open({QStringLiteral("request"), QStringLiteral("untitled:1")});
}

bool ConsoleShortcutsTest::goesToUrl(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *url = nullptr;
    QWidget *other = nullptr;
    for (auto *field : request()->findChildren<QWidget *>()) {
        if (field->accessibleName() == QLatin1String("URL")) {
            url = field;
        } else if (field->isVisible() && field->accessibleName() == QLatin1String("Method")) {
            other = field;
        }
    }
    other->setFocus();
    QTest::keyClick(other, key, modifiers);
    return QApplication::focusWidget() == url;
}

// Of the settings, the only row that the filter leaves.
QTreeWidgetItem *ConsoleShortcutsTest::choose(const QString &command)
{
    Page *page = m_console->window().open({QStringLiteral("settings"), {}});
    for (auto *field : page->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == QLatin1String("Filter the commands")) {
            field->setText(command);
        }
    }
    auto *list = page->findChild<QTreeWidget *>();
    QTreeWidgetItem *found = nullptr;
    for (int at = 0; at < list->topLevelItemCount(); ++at) {
        QTreeWidgetItem *row = list->topLevelItem(at);
        if (!row->isHidden()) {
            found = row->text(0) == command ? row : found;
        }
    }
    list->setCurrentItem(found);
    return found;
}

void ConsoleShortcutsTest::noKeysAreTwice()
{
    ActionRegistry &actions = m_console->actions();
    for (const QAction *action : actions.actions()) {
        QStringList others;
        for (const QAction *other : actions.conflictsOf(ActionRegistry::idOf(*action))) {
            others.append(ActionRegistry::idOf(*other));
        }
        QVERIFY2(others.isEmpty(), qPrintable(ActionRegistry::idOf(*action) + QStringLiteral(": ") +
                                              others.join(QLatin1Char(' '))));
    }
    actions.setShortcut(QStringLiteral("request.url"), QKeySequence(Qt::CTRL | Qt::Key_K));
    QCOMPARE(actions.conflictsOf(QStringLiteral("request.url")),
             QList<QAction *>{actions.action(QStringLiteral("go.anything"))});
}

// What a page or a pane gives to a part of it by itself, nobody could choose.
void ConsoleShortcutsTest::allKeysAreThoseOfCommands()
{
    const QHash<QString, QString> pages = gw::test::everyPage(*m_console);
    for (auto page = pages.begin(); page != pages.end(); ++page) {
        QVERIFY2(m_console->window().open({page.key(), page.value()}) != nullptr,
                 qPrintable(page.key()));
    }
    int found = 0;
    QStringList faults;
    for (const QShortcut *fixed : m_console->window().findChildren<QShortcut *>()) {
        faults.append(fixed->key().toString() + u" in " +
                      QLatin1String(fixed->parent()->metaObject()->className()));
    }
    for (const QAction *action : m_console->window().findChildren<QAction *>()) {
        const QAction *command = m_console->actions().action(ActionRegistry::idOf(*action));
        const bool isOfTheEditMenu = // what every text understands by itself, written there
            action->shortcutContext() == Qt::WidgetShortcut &&
            action->associatedObjects().size() == 1 &&
            qobject_cast<QMenu *>(action->associatedObjects().first()) != nullptr;
        if (action->shortcut().isEmpty() || isOfTheEditMenu) {
            continue;
        }
        ++found;
        if (command == nullptr || command->shortcut() != action->shortcut()) {
            faults.append(action->shortcut().toString() + u' ' + action->text());
        }
    }
    QVERIFY(found > 0);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

// In a table, and only there.
void ConsoleShortcutsTest::rowsAreRemovedByChosenKeys()
{
    const QString id = QStringLiteral("environments.removeRows");
    Page *page = m_console->window().open({QStringLiteral("environments"), {}});
    auto *table = page->findChild<QTableView *>();
    const int before = table->model()->rowCount();
    QVERIFY(before > 1);
    const auto press = [table](QWidget *where, Qt::Key key) {
        table->selectRow(0);
        where->setFocus();
        QTest::keyClick(where, key);
        return table->model()->rowCount();
    };
    auto *other = page->findChild<QListWidget *>();
    m_console->actions().setShortcut(id, Qt::Key_F6);
    QCOMPARE(press(table, Qt::Key_Delete), before);
    QCOMPARE(press(other, Qt::Key_F6), before);
    QCOMPARE(press(table, Qt::Key_F6), before - 1);
    m_console->actions().setShortcut(id, Qt::Key_Delete);
    auto *filter = m_console->window().navigator().findChild<QLineEdit *>();
    filter->clear();
    QCOMPARE(press(filter, Qt::Key_Delete), before - 1);
    QVERIFY(m_console->actions().conflictsOf(id).isEmpty());
}

void ConsoleShortcutsTest::everyPageTakesChosenKeys_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("id");
    const auto add = [](const char *kind, const char *subject, const char *id) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << QString::fromLatin1(subject)
                            << QString::fromLatin1(id);
    };
    add("request", "untitled:1", "request.compare");
    add("api", "hits", "definition.minify");
    add("source", "/nowhere.cpp", "source.build");
    add("settings-file", "", "settingsFile.save");
    add("environments", "", "environments.use");
    add("plugin", "plugins/AddFooBarHeader.so", "library.reload");
    add("older-log", "", "olderLog.find");
    add("breakpoints", "", "breakpoints.removeRules");
}

void ConsoleShortcutsTest::everyPageTakesChosenKeys()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, subject);
    QFETCH(const QString, id);
    ActionRegistry &actions = m_console->actions();
    actions.setShortcut(id, QKeySequence(Qt::Key_F6));
    const Page *page = m_console->window().open({kind, subject});
    auto *action = page->findChild<QAction *>(id);
    QVERIFY(action != nullptr);
    QCOMPARE(action->shortcut(), QKeySequence(Qt::Key_F6)); // chosen before it was there
    actions.setShortcut(id, QKeySequence(Qt::Key_F7));
    QCOMPARE(action->shortcut(), QKeySequence(Qt::Key_F7));
    actions.applyShortcuts({});
    QCOMPARE(action->shortcut(), actions.defaultShortcut(id));
}

void ConsoleShortcutsTest::anOpenPageFollowsTheSettings()
{
    QVERIFY(goesToUrl(Qt::Key_L, Qt::ControlModifier));
    QVERIFY(choose(QStringLiteral("Request: Send")) != nullptr);
    const QTreeWidgetItem *row = choose(QStringLiteral("Request: Go to the URL"));
    QVERIFY(row != nullptr);
    const Page *settings = m_console->window().tabs().current();
    auto *keys = settings->findChild<QKeySequenceEdit *>();
    keys->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_Return)); // Send's
    QVERIFY(isTold(QStringLiteral("Request: Send")));
    keys->setKeySequence(QKeySequence(Qt::Key_F6));
    QVERIFY(!isTold(QStringLiteral("Request: Send")));
    QCOMPARE(row->text(1), QStringLiteral("F6"));
    QVERIFY(goesToUrl(Qt::Key_F6, {}));
    QVERIFY(!goesToUrl(Qt::Key_L, Qt::ControlModifier));
}

QString ConsoleShortcutsTest::tipOf(const QWidget *place, const QString &button)
{
    for (const auto *one : place->findChildren<QPushButton *>()) {
        if (one->text() == button) {
            return one->toolTip();
        }
    }
    return {};
}

bool ConsoleShortcutsTest::isTold(const QString &words) const
{
    for (const QLabel *label : m_console->window().findChildren<QLabel *>()) {
        if (label->text().contains(words)) {
            return true;
        }
    }
    return false;
}

void ConsoleShortcutsTest::textsNameTheChosenKeys()
{
    ActionRegistry &actions = m_console->actions();
    const auto give = [&actions](const char *id, const QKeySequence &keys) {
        actions.setShortcut(QLatin1String(id), keys);
    };
    actions.applyShortcuts({}); // whatever the session before had
    const auto *request = this->request()->findChild<gw::request_form::UrlBar *>();
    m_console->window().tour().start();
    QCOMPARE(tipOf(request, QStringLiteral("Send")),
             QStringLiteral("Send the request (Ctrl+Return)"));
    QVERIFY(isTold(QStringLiteral("Ctrl+Return sends the request. Ctrl+L moves to its URL")));
    QVERIFY(isTold(QStringLiteral("Ctrl+Return sends it through the gateway")));
    give("request.send", Qt::Key_F6);
    give("request.url", {});
    QCOMPARE(tipOf(request, QStringLiteral("Send")), QStringLiteral("Send the request (F6)"));
    QVERIFY(isTold(QStringLiteral("F6 sends the request. A curl command pasted into its URL")));
    QVERIFY(isTold(QStringLiteral("F6 sends it through the gateway")));
    give("request.send", {});
    QCOMPARE(tipOf(request, QStringLiteral("Send")), QStringLiteral("Send the request"));
    QVERIFY(isTold(QStringLiteral("Send sends the request.")));

    const Page *api =
        m_console->window().open({QStringLiteral("api"), QStringLiteral("my_api_name")});
    const QString apply = QStringLiteral("Apply");
    QCOMPARE(tipOf(api, apply), QStringLiteral("Save the file and serve it (Ctrl+S)"));
    give("file.save", Qt::Key_F6);
    QCOMPARE(tipOf(api, apply), QStringLiteral("Save the file and serve it (F6)"));
    give("definition.apply", Qt::Key_F7); // its own first
    QCOMPARE(tipOf(api, apply), QStringLiteral("Save the file and serve it (F7)"));
    const Page *settings = m_console->window().open({QStringLiteral("settings-file"), {}});
    QVERIFY(tipOf(settings, QStringLiteral("Save")).endsWith(QStringLiteral("starts (F6)")));

    const Page *rules = m_console->window().open({QStringLiteral("breakpoints"), {}});
    const auto removeTip = [rules] {
        const auto own = rules->findChildren<QAction *>();
        const auto remove = std::ranges::find(own, QStringLiteral("Remove"), &QAction::text);
        return remove == own.end() ? QString() : (*remove)->toolTip();
    };
    QCOMPARE(removeTip(), QStringLiteral("Remove the selected breakpoints (Del)"));
    give("breakpoints.removeRules", Qt::Key_F8);
    QCOMPARE(removeTip(), QStringLiteral("Remove the selected breakpoints (F8)"));

    const auto cardTip = [api] {
        const auto *card = api->findChild<gw::form::HookCard *>();
        return card == nullptr ? QString() : card->toolTip();
    };
    TRY_COMPARE(cardTip(), QStringLiteral("Drag to move, or Alt+Up and Alt+Down"));
    give("definition.hookUp", Qt::CTRL | Qt::Key_F2);
    QCOMPARE(cardTip(), QStringLiteral("Drag to move, or Ctrl+F2 and Alt+Down"));
    give("definition.hookUp", {});
    QCOMPARE(cardTip(), QStringLiteral("Drag to move"));
}

void ConsoleShortcutsTest::noTextNamesKeysThatAreGone()
{
    gw::window::MainWindow &window = m_console->window();
    m_console->window().tour().start();
    QVERIFY(request() != nullptr);
    for (const auto &[kind, subject] :
         {std::pair("api", "my_api_name"), std::pair("settings-file", ""),
          std::pair("plugin", "plugins/AddFooBarHeader.so"), std::pair("environments", "")}) {
        QVERIFY(window.open({QLatin1String(kind), QLatin1String(subject)}) != nullptr);
    }
    TRY_VERIFY(window.findChild<gw::form::HookCard *>() != nullptr);
    for (const QAction *action : m_console->actions().actions()) {
        m_console->actions().setShortcut(ActionRegistry::idOf(*action), {});
    }
    static const QRegularExpression kKeys(QStringLiteral("\\b(Ctrl|Alt|Shift)\\+"));
    for (const auto *widget : window.findChildren<QWidget *>()) {
        QVERIFY2(!widget->toolTip().contains(kKeys), qPrintable(widget->toolTip()));
    }
    for (const auto *label : window.findChildren<QLabel *>()) {
        QVERIFY2(!label->text().contains(kKeys), qPrintable(label->text()));
    }
}

void ConsoleShortcutsTest::panesTakeChosenKeys()
{
    gw::panes::TrafficPane &traffic = m_console->traffic();
    auto *list = traffic.findChild<gw::panes::ListView *>();
    const auto goesToFilter = [&](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        m_console->window().panes().show(&traffic);
        list->setFocus();
        QTest::keyClick(list, key, modifiers);
        return QApplication::focusWidget()->accessibleName() == QLatin1String("Filter the traffic");
    };
    QVERIFY(goesToFilter(Qt::Key_F, Qt::ControlModifier));
    QVERIFY(choose(QStringLiteral("Traffic: Type into the filter")) != nullptr);
    m_console->actions().setShortcut(QStringLiteral("pane.traffic.filter"), Qt::Key_F6);
    QVERIFY(goesToFilter(Qt::Key_F6, {}));
    QVERIFY(!goesToFilter(Qt::Key_F, Qt::ControlModifier));
    QVERIFY(choose(QStringLiteral("Traffic: Follow")) != nullptr);
    m_console->actions().setShortcut(QStringLiteral("pane.traffic.follow"), Qt::Key_F7);
    const auto follow = std::ranges::find(
        traffic.paneActions(), QStringLiteral("pane.traffic.follow"), &QAction::objectName);
    QVERIFY(follow != traffic.paneActions().end());
    const bool before = (*follow)->isChecked();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_F7);
    QCOMPARE((*follow)->isChecked(), !before);
}

void ConsoleShortcutsTest::offersCommandsOfThePane()
{
    m_console->window().panes().show(&m_console->traffic());
    QVERIFY(m_console->window().open({QStringLiteral("plugin"),
                                      QStringLiteral("plugins/AddFooBarHeader.so")}) != nullptr);
    m_console->actions().action(QStringLiteral("go.commands"))->trigger();
    const auto *open = m_console->window().findChild<gw::window::QuickOpen *>();
    const auto offers = [open](const char *words, const char *name) {
        auto *field = open->findChild<QLineEdit *>();
        field->setText(QLatin1String(words));
        const QListWidgetItem *first = open->findChild<QListWidget *>()->item(0);
        return first != nullptr && first->text() == QLatin1String(name);
    };
    QVERIFY(offers("traffic follow", "Traffic: Follow"));
    QVERIFY(offers("reload library", "Reload library"));
    // Menus in menus, which are filled when they open; with what the library exports, once read.
    const auto offersPlaces = [this, &offers] {
        m_console->actions().action(QStringLiteral("go.commands"))->trigger();
        return offers("use in hits post_key", "Use in: hits: post_key_auth");
    };
    TRY_VERIFY(offersPlaces());
}

void ConsoleShortcutsTest::comesBackWithThem()
{
    m_console->actions().setShortcut(QStringLiteral("request.url"), QKeySequence(Qt::Key_F6));
    QVERIFY(request() != nullptr);
    m_console->window().close();
    m_console.reset();
    startOnDemo();
    QVERIFY(!m_console->window().tabs().pages().isEmpty());
    QVERIFY(goesToUrl(Qt::Key_F6, {}));
    QVERIFY(!goesToUrl(Qt::Key_L, Qt::ControlModifier));
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleShortcutsTest>(argc, argv);
}

#include "console_shortcuts_test.moc"
