// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_page.h"
#include "definition/spec_page.h"
#include "form/hook_card.h"
#include "form/pipeline_slot.h"
#include "form/pipeline_view.h"
#include "panes/traffic_pane.h"
#include "tester/repeat_panel.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "ui/with_text.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPushButton>
#include <QTest>

using namespace gw::compare;
using namespace gw::definition;
using namespace gw::form;
using namespace gw::tester;

// The tour, taken step by step: send, switch off, compare, see it stopped, repeat, go on.
class ConsoleTourTest final : public gw::test::ConsoleFixture {
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
    // Clicks a button of the tour; false: it has none with this text.
    [[nodiscard]] bool push(const char *text) const;
    [[nodiscard]] bool isDone() const
    {
        return window().tour().findChild<QLabel *>()->text().contains(QStringLiteral("Done."));
    }

    RequestPage *m_request = nullptr;
};

void ConsoleTourTest::initTestCase()
{
    startConsole();
    TRY_COMPARE(m_console->session().plugins().size(), 5);
    QVERIFY(window().tour().isRunning()); // the first start
}

bool ConsoleTourTest::push(const char *text) const
{
    auto *button = gw::test::shownWithText(window().tour(), QLatin1String(text));
    if (button != nullptr) {
        QTest::mouseClick(button, Qt::LeftButton);
    }
    return button != nullptr;
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
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleTourTest>(argc, argv);
}

#include "console_tour_test.moc"
