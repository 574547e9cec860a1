// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"
#include "models/navigator_model.h"
#include "support/files.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "widgets/code_area.h"
#include "widgets/find_bar.h"
#include "widgets/json_editor.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/settings_page.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

using gw::models::NavigatorModel;
using gw::window::ActionRegistry;
using namespace gw::definition;
using namespace gw::tester;

// What leads to places and commands, by clicks and keys: navigator, go to anything, commands,
// the find bar, and the settings of the keys themselves.
class ConsoleToolsTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filtersTheNavigator();
    void opensFromTheNavigatorByKeys();
    void showsMenusOfTheNavigator();
    void tellsStatesByBadges();
    void goesToAnythingByKeys();
    void escapesFromGoToAnything();
    void runsACommandByKeys();
    void findsInADefinition();
    void filtersCommands();
    void changesAShortcut();
    void showsAConflict();
    void givesNoShortcutAndTheDefault();
    void choosesColours();
    void cleanupTestCase();

private:
    [[nodiscard]] QLineEdit *filter() const
    {
        return window().navigator().findChild<QLineEdit *>();
    }
    [[nodiscard]] bool isShown(const QModelIndex &index) const;
    // What the context menu over the entry offers.
    [[nodiscard]] QStringList menuOf(const char *section, const char *text) const;
    // Its middle, when the tree has come to rest: what the engine tells moves the rows.
    [[nodiscard]] QPoint placeOf(const char *section, const char *text) const;
    // Opens the settings and selects a command in them by typing.
    void selectCommand(const QString &words, const char *id);
    [[nodiscard]] QTreeWidgetItem *rowOf(const char *id) const;
    [[nodiscard]] QString conflict() const;
    void press(const QString &text) const;
    [[nodiscard]] QAction *action(const char *id) const
    {
        return m_console->actions().action(QLatin1String(id));
    }
    [[nodiscard]] gw::window::QuickOpen *quickOpen() const
    {
        return window().findChild<gw::window::QuickOpen *>();
    }

    gw::window::SettingsPage *m_settings = nullptr;
};

void ConsoleToolsTest::initTestCase()
{
    startOnDemo();
    TRY_COMPARE(m_console->session().plugins().size(), 5);
    TRY_VERIFY(entry("Collections", "1 add a header").isValid());
    TRY_VERIFY(entry("APIs", "hits").isValid());
}

bool ConsoleToolsTest::isShown(const QModelIndex &index) const
{
    return index.isValid() && tree()->visualRect(index).isValid() &&
           !tree()->isRowHidden(index.row(), index.parent());
}

QPoint ConsoleToolsTest::placeOf(const char *section, const char *text) const
{
    QPoint at;
    const auto isAtRest = [&] {
        const QModelIndex index = entry(section, text);
        tree()->scrollTo(index);
        at = tree()->visualRect(index).center();
        return index.isValid() && tree()->indexAt(at) == index;
    };
    return QTest::qWaitFor(isAtRest, kPatienceMs) ? at : QPoint();
}

QStringList ConsoleToolsTest::menuOf(const char *section, const char *text) const
{
    tree()->setFocus();
    QTest::mouseClick(tree()->viewport(), Qt::RightButton, {}, placeOf(section, text));
    const QPoint at = placeOf(section, text);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, tree()->viewport()->mapToGlobal(at));
    QApplication::sendEvent(tree()->viewport(), &event);
    QStringList names;
    if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
        for (const QAction *one : menu->actions()) {
            if (!one->isSeparator()) {
                names.append(ActionRegistry::nameOf(*one));
            }
        }
        menu->close();
    }
    window().activateWindow();
    return QTest::qWaitForWindowActive(&window(), kPatienceMs) ? names : QStringList();
}

void ConsoleToolsTest::filtersTheNavigator()
{
    gw::test::writeFile(m_console->session().workspace() +
                            QStringLiteral("/requests/deep/needle.hurl"),
                        "GET http://127.0.0.1/\n");
    TRY_VERIFY(entry("Collections", "needle").isValid());
    QTest::keyClick(&window(), Qt::Key_0, Qt::AltModifier);
    TRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(filter()));
    QTest::keyClicks(filter(), QStringLiteral("PROTECT"));
    TRY_VERIFY(isShown(entry("APIs", "protected")));
    QVERIFY(!isShown(entry("APIs", "my_api_name")));
    QVERIFY(!isShown(entry("Collections", "1 add a header")));
    // A request in a folder that was closed: the folder stays, and opens.
    filter()->clear();
    QVERIFY(!isShown(entry("Collections", "needle")));
    QTest::keyClicks(filter(), QStringLiteral("need"));
    TRY_VERIFY(isShown(entry("Collections", "needle")));
    QVERIFY(isShown(entry("Collections", "deep")));
    QVERIFY(!isShown(entry("APIs", "protected")));
    QTest::keyClick(filter(), Qt::Key_Escape);
    QCOMPARE(filter()->text(), QString());
    TRY_VERIFY(isShown(entry("APIs", "my_api_name")));
    TRY_VERIFY(isShown(entry("Collections", "1 add a header")));
}

void ConsoleToolsTest::opensFromTheNavigatorByKeys()
{
    filter()->setFocus();
    tree()->setCurrentIndex({});
    QTest::keyClick(filter(), Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(tree()));
    const NavigatorModel &model = window().navigatorModel();
    QCOMPARE(tree()->currentIndex(), model.index(0, 0));
    QTest::keyClick(tree(), Qt::Key_Left); // closes the section
    QVERIFY(!tree()->isExpanded(model.index(0, 0)));
    QTest::keyClick(tree(), Qt::Key_Return); // as this opens it
    QVERIFY(tree()->isExpanded(model.index(0, 0)));
    QTest::keyClick(tree(), Qt::Key_Down);
    QCOMPARE(window().navigator().current().kind, QStringLiteral("api"));
    QTest::keyClick(tree(), Qt::Key_Return);
    QCOMPARE(window().tabs().current()->address(), window().navigator().current());
    const QModelIndex request = entry("Collections", "1 add a header");
    tree()->scrollTo(request);
    const QPoint at = tree()->visualRect(request).center();
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(tree()->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(qobject_cast<RequestPage *>(window().tabs().current()) != nullptr);
}

void ConsoleToolsTest::showsMenusOfTheNavigator()
{
    const QStringList api = menuOf("APIs", "protected");
    QCOMPARE(api.first(), QStringLiteral("Open"));
    QVERIFY2(api.contains(QStringLiteral("Rename API")), qPrintable(api.join(u'|')));
    const QStringList request = menuOf("Collections", "1 add a header");
    QVERIFY2(request.contains(QStringLiteral("Copy as curl")), qPrintable(request.join(u'|')));
    QVERIFY2(!request.contains(QStringLiteral("Rename API")), qPrintable(request.join(u'|')));
    const QStringList plugin = menuOf("Plugins", "AddFooBarHeader.so");
    QVERIFY2(plugin.contains(QStringLiteral("Edit source")), qPrintable(plugin.join(u'|')));
    QVERIFY2(plugin.contains(QStringLiteral("Use in")), qPrintable(plugin.join(u'|')));
    // A source that nothing was built of yet.
    gw::test::writeFile(
        m_console->session().workspace() + QStringLiteral("/plugins/src/lonely.cpp"), "int main;");
    action("gateway.reload")->trigger();
    TRY_VERIFY(entry("Plugins", "lonely").isValid());
    const QStringList source = menuOf("Plugins", "lonely");
    QVERIFY2(source.contains(QStringLiteral("Build")), qPrintable(source.join(u'|')));
}

void ConsoleToolsTest::tellsStatesByBadges()
{
    const QString file = m_console->session().workspace() + QStringLiteral("/apps/broken.json");
    gw::test::writeFile(file, R"({"name": "Broken", "api_id": "broken", "use_keyless": true,
  "proxy": {"listen_path": "/broken/", "target_url": ""},
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}}})");
    action("gateway.reload")->trigger();
    TRY_VERIFY(entry("APIs", "broken.json").isValid());
    const QModelIndex broken = entry("APIs", "broken.json");
    QCOMPARE(broken.data(NavigatorModel::BadgeRole).toString(), QStringLiteral("failed"));
    QCOMPARE(broken.data(Qt::AccessibleTextRole).toString(), QStringLiteral("broken.json, failed"));
    QVERIFY(broken.data(Qt::ToolTipRole).toString().contains(QStringLiteral("target_url")));
    const QModelIndex good = entry("APIs", "protected");
    QCOMPARE(good.data(NavigatorModel::BadgeRole).toString(), QString());
    QCOMPARE(good.data(Qt::AccessibleTextRole).toString(), QStringLiteral("protected"));
    QVERIFY(QFile::remove(file));
    action("gateway.reload")->trigger();
    TRY_VERIFY(!entry("APIs", "broken.json").isValid());
}

void ConsoleToolsTest::goesToAnythingByKeys()
{
    QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(quickOpen()->isVisible());
    auto *field = quickOpen()->findChild<QLineEdit *>();
    const auto *list = quickOpen()->findChild<QListWidget *>();
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(field));
    QTest::keyClicks(field, QStringLiteral("hits"));
    QVERIFY(list->count() >= 2);
    QCOMPARE(list->currentRow(), 0);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(list->currentRow(), 0);
    QCOMPARE(list->currentItem()->text(), QStringLiteral("hits"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!quickOpen()->isVisible());
    QCOMPARE(window().tabs().current()->address(),
             (gw::window::PageAddress{QStringLiteral("api"), QStringLiteral("hits")}));
}

void ConsoleToolsTest::escapesFromGoToAnything()
{
    gw::window::Page *before = window().tabs().current();
    QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
    auto *field = quickOpen()->findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("xyzzy plugh"));
    const auto *list = quickOpen()->findChild<QListWidget *>();
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(), QStringLiteral("Nothing is called like this"));
    QTest::keyClick(field, Qt::Key_Return); // there is nothing to go to
    QVERIFY(quickOpen()->isVisible());
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!quickOpen()->isVisible());
    QCOMPARE(window().tabs().current(), before);
}

void ConsoleToolsTest::runsACommandByKeys()
{
    QTest::keyClick(&window(), Qt::Key_I, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(quickOpen()->isVisible());
    auto *field = quickOpen()->findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("go problems"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(window().panes().current()->id(), QStringLiteral("problems"));
    // Commands of the page in front are offered too; those that are disabled can be read only.
    QTest::keyClick(&window(), Qt::Key_I, Qt::ControlModifier | Qt::AltModifier);
    const auto *list = quickOpen()->findChild<QListWidget *>();
    QStringList names;
    QStringList grey;
    for (int row = 0; row < list->count(); ++row) {
        const QListWidgetItem &item = *list->item(row);
        (item.flags().testFlag(Qt::ItemIsEnabled) ? names : grey).append(item.text());
    }
    const QList<QAction *> own = window().tabs().current()->pageActions();
    QVERIFY(!own.isEmpty());
    for (const QAction *one : own) {
        if (one->isEnabled() && !one->isSeparator() && one->menu<QMenu *>() == nullptr) {
            QVERIFY2(names.filter(ActionRegistry::nameOf(*one)).size() >= 1,
                     qPrintable(one->text()));
        }
    }
    QVERIFY(!action("gateway.retry")->isEnabled());
    const QString retry = ActionRegistry::nameOf(*action("gateway.retry"));
    QVERIFY(names.filter(retry).isEmpty());
    QCOMPARE(grey.filter(retry).size(), 1);
    QTest::keyClick(field, Qt::Key_Escape);
}

void ConsoleToolsTest::findsInADefinition()
{
    auto *page = qobject_cast<SpecPage *>(
        window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    TRY_VERIFY(!page->editor()->text().empty());
    page->setMode(SpecPage::Mode::Text);
    gw::widgets::CodeArea *area = page->editor()->area();
    area->setFocus();
    QTest::keyClick(area, Qt::Key_F, Qt::ControlModifier);
    auto *bar = page->editor()->findChild<gw::widgets::FindBar *>();
    QVERIFY(bar->isVisible());
    auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(field != nullptr && bar->isAncestorOf(field));
    QTest::keyClicks(field, QStringLiteral("listen_path"));
    QCOMPARE(area->selectedText(), QStringLiteral("listen_path"));
    const auto says = [bar](const QString &words) {
        for (const QLabel *label : bar->findChildren<QLabel *>()) {
            if (label->text().contains(words)) {
                return true;
            }
        }
        return false;
    };
    QVERIFY(says(QStringLiteral("1 of ")));
    QTest::keyClicks(field, QStringLiteral("_that_is_not_there"));
    QVERIFY(says(QStringLiteral("No match")));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    TRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(area));
}

QTreeWidgetItem *ConsoleToolsTest::rowOf(const char *id) const
{
    auto *list = m_settings->findChild<QTreeWidget *>();
    for (int at = 0; at < list->topLevelItemCount(); ++at) {
        if (list->topLevelItem(at)->data(0, Qt::UserRole) == QLatin1String(id)) {
            return list->topLevelItem(at);
        }
    }
    return nullptr;
}

QString ConsoleToolsTest::conflict() const
{
    for (const QLabel *label : m_settings->findChildren<QLabel *>()) {
        if (label->text().startsWith(QStringLiteral("These keys"))) {
            return label->text();
        }
    }
    return {};
}

void ConsoleToolsTest::press(const QString &text) const
{
    for (QPushButton *button : m_settings->findChildren<QPushButton *>()) {
        if (button->text() == text) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
}

void ConsoleToolsTest::selectCommand(const QString &words, const char *id)
{
    QTest::keyClick(&window(), Qt::Key_Comma, Qt::ControlModifier);
    m_settings = qobject_cast<gw::window::SettingsPage *>(window().tabs().current());
    QVERIFY(m_settings != nullptr);
    auto *field = m_settings->findChild<QLineEdit *>();
    field->clear();
    QTest::keyClicks(field, words);
    auto *list = m_settings->findChild<QTreeWidget *>();
    QTreeWidgetItem *row = rowOf(id);
    QVERIFY(row != nullptr && !row->isHidden());
    list->scrollToItem(row);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(row).center());
    QCOMPARE(list->currentItem(), row);
}

void ConsoleToolsTest::filtersCommands()
{
    selectCommand(QStringLiteral("reload all"), "gateway.reload");
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY(rowOf("file.save")->isHidden());
    auto *field = m_settings->findChild<QLineEdit *>();
    field->clear();
    QVERIFY(!rowOf("file.save")->isHidden());
    QTest::keyClicks(field, QStringLiteral("ctrl+s")); // by its keys
    QVERIFY(!rowOf("file.save")->isHidden());
    QVERIFY(rowOf("gateway.reload")->isHidden());
    field->clear();
}

void ConsoleToolsTest::changesAShortcut()
{
    selectCommand(QStringLiteral("reload all"), "gateway.reload");
    QVERIFY(!QTest::currentTestFailed());
    auto *keys = m_settings->findChild<QKeySequenceEdit *>();
    QCOMPARE(keys->keySequence(), QKeySequence(QStringLiteral("Ctrl+R")));
    QTest::keyClick(keys, Qt::Key_F9, Qt::ControlModifier);
    TRY_COMPARE(action("gateway.reload")->shortcut(), QKeySequence(QStringLiteral("Ctrl+F9")));
    QVERIFY(rowOf("gateway.reload")->font(1).bold()); // differs from the default
    QCOMPARE(rowOf("gateway.reload")->text(1), QStringLiteral("Ctrl+F9"));
    // It holds at once, and the old keys do nothing any more.
    const auto generation = [this] {
        return m_console->session().report().generation;
    };
    const auto before = generation();
    QTest::keyClick(&window(), Qt::Key_R, Qt::ControlModifier);
    QTest::keyClick(&window(), Qt::Key_F9, Qt::ControlModifier);
    TRY_COMPARE(generation(), before + 1);
    // The next start has it too.
    TRY_VERIFY(m_console->actions().changedShortcuts().contains(QStringLiteral("gateway.reload")));
}

void ConsoleToolsTest::showsAConflict()
{
    selectCommand(QStringLiteral("reload all"), "gateway.reload");
    QVERIFY(!QTest::currentTestFailed());
    QCOMPARE(conflict(), QString());
    auto *keys = m_settings->findChild<QKeySequenceEdit *>();
    QTest::keyClick(keys, Qt::Key_S, Qt::ControlModifier);
    TRY_VERIFY(conflict().contains(ActionRegistry::nameOf(*action("file.save"))));
    QVERIFY(!rowOf("gateway.reload")->icon(1).isNull());
    QVERIFY(!rowOf("file.save")->icon(1).isNull());
    QVERIFY(rowOf("go.anything")->icon(1).isNull());
}

void ConsoleToolsTest::givesNoShortcutAndTheDefault()
{
    selectCommand(QStringLiteral("reload all"), "gateway.reload");
    QVERIFY(!QTest::currentTestFailed());
    press(QStringLiteral("None"));
    QVERIFY(action("gateway.reload")->shortcut().isEmpty());
    QCOMPARE(rowOf("gateway.reload")->text(1), QString());
    QCOMPARE(conflict(), QString());
    QVERIFY(rowOf("file.save")->icon(1).isNull());
    press(QStringLiteral("Default"));
    QCOMPARE(action("gateway.reload")->shortcut(), QKeySequence(QStringLiteral("Ctrl+R")));
    QVERIFY(!rowOf("gateway.reload")->font(1).bold());
    QVERIFY(!m_console->actions().changedShortcuts().contains(QStringLiteral("gateway.reload")));
}

void ConsoleToolsTest::choosesColours()
{
    auto *colours = m_settings->findChild<QComboBox *>();
    const auto text = [] {
        return QApplication::palette().color(QPalette::WindowText);
    };
    colours->setFocus();
    QTest::keyClick(colours, Qt::Key_End);
    QCOMPARE(m_console->appearance().choice(), gw::look::SchemeChoice::Dark);
    TRY_VERIFY(text().lightness() > 128);
    QTest::keyClick(colours, Qt::Key_Up);
    QCOMPARE(m_console->appearance().choice(), gw::look::SchemeChoice::Light);
    TRY_VERIFY(text().lightness() < 128);
}

void ConsoleToolsTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleToolsTest>(argc, argv);
}

#include "console_tools_test.moc"
