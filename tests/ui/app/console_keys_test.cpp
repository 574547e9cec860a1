// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "pages/pipeline_slot.h"
#include "pages/pipeline_view.h"
#include "pages/spec_page.h"
#include "ui/app/console_main.h"
#include "widgets/json_editor.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTest>

using gw::app::Console;
using gw::pages::SpecPage;
using gw::session::EngineSession;
using gw::window::ActionRegistry;
using gw::window::Page;

namespace {

constexpr int kPatienceMs = 60'000; // the machine may be busy
constexpr Qt::KeyboardModifiers kCtrl = Qt::ControlModifier;
constexpr Qt::KeyboardModifiers kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

// Keys that are pressed in the window, wherever the keyboard is.
class ConsoleKeysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void makeNewThings();
    void undoInTheInspector();
    void editMenuFallsBackToThePage();
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

    std::atomic<bool> m_hasStuckHook = false;
    std::unique_ptr<Console> m_console;
};

void ConsoleKeysTest::initTestCase()
{
    m_console = std::make_unique<Console>(gw::app::ConsoleOptions{}, m_hasStuckHook);
    m_console->start();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window(), kPatienceMs));
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    TRY_VERIFY(m_console->session().report().generation > 0);
    m_console->window().tour().leave();
    m_console->window().resize(1440, 900); // with the inspector
}

void ConsoleKeysTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("Ambiguous shortcut")));
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
    const auto *pipeline = page->inspectorWidget()->findChild<gw::pages::PipelineView *>();
    QVERIFY(pipeline != nullptr && !page->isAncestorOf(pipeline));
    gw::pages::HookCard *card = nullptr;
    for (const auto *slot : pipeline->findChildren<gw::pages::PipelineSlot *>()) {
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
    gw::pages::HookCard *card = nullptr;
    for (const auto *slot : page->pipeline()->findChildren<gw::pages::PipelineSlot *>()) {
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

void ConsoleKeysTest::cleanupTestCase()
{
    m_console.reset();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleKeysTest>(argc, argv);
}

#include "console_keys_test.moc"
