// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "ui/app/console_main.h"
#include "window/page.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAction>
#include <QApplication>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QTreeWidget>

using gw::app::Console;
using gw::session::EngineSession;
using gw::window::ActionRegistry;
using gw::window::Page;

namespace {

constexpr int kPatienceMs = 60'000; // the machine may be busy

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

// Shortcuts of the window and of its pages: chosen, kept, told apart.
class ConsoleShortcutsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void noKeysAreTwice();
    void everyPageTakesChosenKeys_data();
    void everyPageTakesChosenKeys();
    void anOpenPageFollowsTheSettings();
    void comesBackWithThem();

private:
    void startConsole();
    [[nodiscard]] Page *request();
    // Whether the keys move the focus from the page's last field to its URL.
    [[nodiscard]] bool goesToUrl(Qt::Key key, Qt::KeyboardModifiers modifiers);
    QTreeWidgetItem *choose(const QString &command);

    std::atomic<bool> m_hasStuckHook = false;
    std::unique_ptr<Console> m_console;
};

void ConsoleShortcutsTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("Ambiguous shortcut")));
    startConsole();
}

void ConsoleShortcutsTest::cleanup()
{
    m_console->actions().applyShortcuts({});
    m_console.reset();
}

void ConsoleShortcutsTest::startConsole()
{
    m_console = std::make_unique<Console>(gw::app::ConsoleOptions{}, m_hasStuckHook);
    m_console->start();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window(), kPatienceMs));
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    m_console->window().tour().leave();
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
    const auto isTold = [settings](const QString &words) {
        for (const QLabel *label : settings->findChildren<QLabel *>()) {
            if (label->text().contains(words)) {
                return true;
            }
        }
        return false;
    };
    QVERIFY(isTold(QStringLiteral("Request: Send")));
    keys->setKeySequence(QKeySequence(Qt::Key_F6));
    QVERIFY(!isTold(QStringLiteral("Request: Send")));
    QCOMPARE(row->text(1), QStringLiteral("F6"));
    QVERIFY(goesToUrl(Qt::Key_F6, {}));
    QVERIFY(!goesToUrl(Qt::Key_L, Qt::ControlModifier));
}

void ConsoleShortcutsTest::comesBackWithThem()
{
    m_console->actions().setShortcut(QStringLiteral("request.url"), QKeySequence(Qt::Key_F6));
    QVERIFY(request() != nullptr);
    m_console->window().close();
    m_console.reset();
    startConsole();
    QVERIFY(!m_console->window().tabs().pages().isEmpty());
    QVERIFY(goesToUrl(Qt::Key_F6, {}));
    QVERIFY(!goesToUrl(Qt::Key_L, Qt::ControlModifier));
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleShortcutsTest>(argc, argv);
}

#include "console_shortcuts_test.moc"
