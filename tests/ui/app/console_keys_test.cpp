// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/diff_view.h"
#include "definition/spec_page.h"
#include "form/pipeline_slot.h"
#include "form/pipeline_view.h"
#include "ui/app/console_fixture.h"
#include "widgets/json_editor.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QApplication>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using gw::definition::SpecPage;
using gw::window::ActionRegistry;
using gw::window::Page;

namespace {

constexpr Qt::KeyboardModifiers kCtrl = Qt::ControlModifier;
constexpr Qt::KeyboardModifiers kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

} // namespace

// Keys that are pressed in the window, wherever the keyboard is.
class ConsoleKeysTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void makeNewThings();
    void undoInTheInspector();
    void editMenuFallsBackToThePage();
    void goThroughTabs();
    void openPagesAndPanes();
    void savesTheAnswer();
    void cleanupTestCase();

private:
    [[nodiscard]] gw::window::TabArea &tabs() const { return m_console->window().tabs(); }
    [[nodiscard]] QString kindOfCurrent() const
    {
        const Page *page = tabs().current();
        return page != nullptr ? page->address().kind : QString();
    }
    [[nodiscard]] SpecPage *openHits();
    // Of the edit menu, as it is when it is opened; null where it is grey.
    [[nodiscard]] QAction *inEditMenu(const QString &name) const;
};

void ConsoleKeysTest::initTestCase()
{
    startOnDemo();
    m_console->window().resize(1440, 900); // with the inspector
}

void ConsoleKeysTest::init()
{
    refuseAmbiguousShortcuts();
}

SpecPage *ConsoleKeysTest::openHits()
{
    auto *page = qobject_cast<SpecPage *>(
        m_console->window().open({QStringLiteral("api"), QStringLiteral("hits")}));
    return page != nullptr &&
                   QTest::qWaitFor([page] { return !page->editor()->text().empty(); }, kPatienceMs)
               ? page
               : nullptr;
}

QAction *ConsoleKeysTest::inEditMenu(const QString &name) const
{
    for (QAction *action : m_console->window().menuBar()->actions()) {
        if (action->text() != QLatin1String("&Edit")) {
            continue;
        }
        Q_EMIT action->menu()->aboutToShow();
        for (QAction *entry : action->menu()->actions()) {
            if (ActionRegistry::nameOf(*entry) == name && entry->isEnabled()) {
                return entry;
            }
        }
    }
    return nullptr;
}

void ConsoleKeysTest::makeNewThings()
{
    QTest::keyClick(&m_console->window(), Qt::Key_N, kCtrl);
    QCOMPARE(kindOfCurrent(), QStringLiteral("request"));
    const Page *first = tabs().current();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_N, kCtrl);
    QCOMPARE(kindOfCurrent(), QStringLiteral("request"));
    QVERIFY(tabs().current() != first); // each time another
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_N, kCtrlShift);
    QCOMPARE(kindOfCurrent(), QStringLiteral("new-api"));
}

// The pipeline beside the page is a part of the window, and its history is the page's.
void ConsoleKeysTest::undoInTheInspector()
{
    SpecPage *page = openHits();
    QVERIFY(page != nullptr);
    const auto *pipeline = page->inspectorWidget()->findChild<gw::form::PipelineView *>();
    QVERIFY(pipeline != nullptr && !page->isAncestorOf(pipeline));
    gw::form::HookCard *card = nullptr;
    for (const auto *slot : pipeline->findChildren<gw::form::PipelineSlot *>()) {
        card = slot->cards().empty() ? card : slot->cards().front();
    }
    QVERIFY(card != nullptr);
    const std::string before = page->editor()->text();
    card->setFocus();
    QCOMPARE(QApplication::focusWidget(), card);
    QTest::keyClick(card, Qt::Key_Space);
    QVERIFY(page->editor()->text() != before);
    QTest::keyClick(card, Qt::Key_Z, kCtrl);
    QCOMPARE(page->editor()->text(), before);
}

void ConsoleKeysTest::editMenuFallsBackToThePage()
{
    SpecPage *page = openHits();
    QVERIFY(page != nullptr);
    const std::string before = page->editor()->text();
    page->showPipeline();
    gw::form::HookCard *card = nullptr;
    for (const auto *slot : page->pipeline()->findChildren<gw::form::PipelineSlot *>()) {
        card = slot->cards().empty() ? card : slot->cards().front();
    }
    QVERIFY(card != nullptr);
    card->setFocus();
    QTest::keyClick(card, Qt::Key_Space);
    const std::string off = page->editor()->text();
    QVERIFY(off != before);
    QVERIFY(inEditMenu(QStringLiteral("Cut")) == nullptr); // a card has no text
    QAction *undo = inEditMenu(QStringLiteral("Undo"));
    QVERIFY(undo != nullptr);
    undo->trigger();
    QCOMPARE(page->editor()->text(), before);
    QAction *redo = inEditMenu(QStringLiteral("Redo"));
    QVERIFY(redo != nullptr);
    redo->trigger();
    QCOMPARE(page->editor()->text(), off);
    undo->trigger();
}

void ConsoleKeysTest::goThroughTabs()
{
    const Page *first = m_console->window().open({QStringLiteral("settings"), {}});
    const Page *second = m_console->window().open({QStringLiteral("reload"), {}});
    const auto press = [](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    };
    m_console->window().setFocus();
    const qsizetype count = tabs().pages().size();
    QCOMPARE(tabs().current(), second);
    press(Qt::Key_Backtab, kCtrlShift);
    QCOMPARE(tabs().current(), first);
    press(Qt::Key_Tab, kCtrl);
    QCOMPARE(tabs().current(), second);
    QWidget *const place = tabs().current()->parentWidget();
    press(Qt::Key_Backslash, kCtrl);
    QCOMPARE(tabs().current(), second);
    QVERIFY(tabs().current()->parentWidget() != place); // another row of tabs
    press(Qt::Key_W, kCtrl);
    QCOMPARE(tabs().pages().size(), count - 1);
    QVERIFY(!tabs().pages().contains(second));
}

void ConsoleKeysTest::openPagesAndPanes()
{
    m_console->window().setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_E, kCtrlShift);
    QCOMPARE(kindOfCurrent(), QStringLiteral("environments"));
    SpecPage *page = openHits();
    QVERIFY(page != nullptr);
    page->editor()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, kCtrlShift);
    TRY_VERIFY(std::ranges::any_of(page->findChildren<gw::compare::DiffView *>(),
                                   [](const QWidget *diff) { return diff->isVisible(); }));
    const QWidget &dock = *m_console->window().panes().parentWidget();
    const bool wasVisible = dock.isVisible();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_J, kCtrl);
    TRY_COMPARE(dock.isVisible(), !wasVisible);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_J, kCtrl);
    TRY_COMPARE(dock.isVisible(), wasVisible);
}

void ConsoleKeysTest::savesTheAnswer()
{
    auto *page = m_console->window().open(
        {QStringLiteral("request"),
         m_console->session().workspace() + QStringLiteral("/requests/1 add a header.hurl")});
    const auto command = [page](const char *id) {
        return page->findChild<QAction *>(QLatin1String(id));
    };
    QVERIFY(!command("request.saveAnswer")->isEnabled()); // there is none
    command("request.send")->trigger();
    TRY_VERIFY(command("request.saveAnswer")->isEnabled());
    command("request.saveAnswer")->trigger();
    auto *dialog = page->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr && dialog->acceptMode() == QFileDialog::AcceptSave);
    dialog->close();
}

void ConsoleKeysTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleKeysTest>(argc, argv);
}

#include "console_keys_test.moc"
