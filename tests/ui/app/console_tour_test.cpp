// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "pages/compare_page.h"
#include "pages/hook_card.h"
#include "pages/pipeline_slot.h"
#include "pages/pipeline_view.h"
#include "pages/repeat_panel.h"
#include "pages/request_page.h"
#include "pages/spec_page.h"
#include "panes/traffic_pane.h"
#include "ui/app/console_main.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPushButton>
#include <QTest>

using gw::app::Console;
using gw::session::EngineSession;
using namespace gw::pages;

namespace {

constexpr int kPatienceMs = 60'000; // the machine may be busy

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

// The tour, taken step by step: send, switch off, compare, see it stopped, repeat, go on.
class ConsoleTourTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sends();
    void switchesThePluginOff();
    void compares();
    void seesARequestStopped();
    void repeats();
    void leadsOn();
    void cleanupTestCase();

private:
    [[nodiscard]] gw::window::MainWindow &window() const { return m_console->window(); }
    // Clicks a button of the tour; false: it has none with this text.
    [[nodiscard]] bool push(const char *text) const;
    [[nodiscard]] bool isDone() const
    {
        return window().tour().findChild<QLabel *>()->text().contains(QStringLiteral("Done."));
    }

    std::atomic<bool> m_hasStuckHook = false;
    std::unique_ptr<Console> m_console;
    RequestPage *m_request = nullptr;
};

void ConsoleTourTest::initTestCase()
{
    m_console = std::make_unique<Console>(gw::app::ConsoleOptions{}, m_hasStuckHook);
    m_console->start();
    QVERIFY(QTest::qWaitForWindowActive(&window(), kPatienceMs));
    TRY_COMPARE(m_console->session().state(), EngineSession::State::Connected);
    TRY_COMPARE(m_console->session().plugins().size(), 5);
    QVERIFY(window().tour().isRunning()); // the first start
}

bool ConsoleTourTest::push(const char *text) const
{
    for (QPushButton *button : window().tour().findChildren<QPushButton *>()) {
        if (button->text() == QLatin1String(text) && button->isVisible()) {
            QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
    }
    return false;
}

void ConsoleTourTest::sends()
{
    QVERIFY(push("Open the request"));
    m_request = qobject_cast<RequestPage *>(window().tabs().current());
    QVERIFY(m_request != nullptr);
    QVERIFY(!isDone());
    // A request of somebody else is no step of the tour.
    QNetworkAccessManager network;
    const QNetworkReply *other = network.get(QNetworkRequest(
        m_console->session().trafficUrl().resolved(QUrl(QStringLiteral("/my_api_name/get")))));
    TRY_VERIFY(other->isFinished());
    TRY_VERIFY(m_console->traffic().model().rowCount() > 0);
    QVERIFY(!isDone());
    QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
    TRY_VERIFY(isDone());
    QVERIFY(push("Next"));
}

void ConsoleTourTest::switchesThePluginOff()
{
    QVERIFY(push("Open the pipeline"));
    auto *page = qobject_cast<SpecPage *>(window().tabs().current());
    QVERIFY(page != nullptr);
    const auto *slot = page->pipeline()->findChild<PipelineSlot *>(QStringLiteral("post"));
    TRY_COMPARE(slot->cards().size(), std::size_t(1));
    QTest::keyClick(slot->cards().front(), Qt::Key_Space); // unticks it
    QVERIFY(page->isModified());
    const auto generation = m_console->session().report().generation;
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
    TRY_VERIFY(m_console->session().report().generation > generation);
    QVERIFY(!page->isModified());
    window().open(m_request->address());
    QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
    TRY_VERIFY(isDone());
    QVERIFY(push("Next"));
}

void ConsoleTourTest::compares()
{
    // The history has both answers a moment after they came.
    TRY_VERIFY([this] {
        return push("Compare") && qobject_cast<ComparePage *>(window().tabs().current()) != nullptr;
    }());
    QVERIFY(push("Next"));
}

void ConsoleTourTest::seesARequestStopped()
{
    QVERIFY(push("Open the request"));
    QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
    TRY_VERIFY(isDone());
    QVERIFY(push("Next"));
}

void ConsoleTourTest::repeats()
{
    QVERIFY(push("Repeat 500 times"));
    QCOMPARE(window().panes().current()->id(), QStringLiteral("metrics"));
    const auto *panel = m_request->findChild<RepeatPanel *>();
    TRY_COMPARE(panel->figures().done, 500);
    QCOMPARE(panel->figures().failed, 0);
    TRY_VERIFY(m_console->traffic().model().keptCount() >= 500U); // all of them
    QCOMPARE(m_console->traffic().model().lostCount(), 0U);
}

void ConsoleTourTest::leadsOn()
{
    QVERIFY(push("New plugin"));
    QCOMPARE(window().tabs().current()->address().kind, QStringLiteral("new-plugin"));
    QVERIFY(push("New API"));
    QCOMPARE(window().tabs().current()->address().kind, QStringLiteral("new-api"));
    QVERIFY(push("Finish"));
    QVERIFY(!window().tour().isVisible());
}

void ConsoleTourTest::cleanupTestCase()
{
    m_console.reset();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleTourTest>(argc, argv);
}

#include "console_tour_test.moc"
