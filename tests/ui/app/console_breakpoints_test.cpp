// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakpoints/breakpoints_page.h"
#include "breakpoints/paused_editor.h"
#include "panes/list_view.h"
#include "panes/traffic_pane.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "ui/with_text.h"
#include "widgets/source_editor.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"
#include "window/banner.h"
#include "window/status_line.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gw::breakpoints::BreakpointsPage;
using gw::client::Breakpoint;
using gw::test::shownWithText;
using gw::tester::RequestPage;
using gw::widgets::SourceEditor;

namespace {

bool says(const QWidget &part, const QString &words)
{
    const auto labels = part.findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&words](const QLabel *label) {
        return label->isVisible() && label->text().contains(words);
    });
}

QString bodyOf(const RequestPage &page)
{
    const auto &result = page.response().result();
    return result == nullptr || result->body == nullptr
               ? QString()
               : QString::fromStdString(result->body->readAll().value_or("unreadable"));
}

} // namespace

#define CLICK(part, text)                                                                          \
    do {                                                                                           \
        QAbstractButton *wanted = shownWithText(part, text);                                       \
        QVERIFY2(wanted != nullptr, qPrintable(text));                                             \
        QTest::mouseClick(wanted, Qt::LeftButton);                                                 \
    } while (false)

// Breakpoints of the console in its own engine.
class ConsoleBreakpointsTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void sendsWhatWasEdited();
    void answersInPlaceOfTheGateway();
    void switchingOffLetsItGoOn();
    void breaksAtAStepOfATrace();
    void breaksOnRequestsLikeARow();
    void tellsWhatTheEngineRefuses();
    void comesBackWithItsRules();
    void cleanupTestCase();

private:
    void switchOn();
    [[nodiscard]] RequestPage &request();
    [[nodiscard]] BreakpointsPage *page() const
    {
        return qobject_cast<BreakpointsPage *>(
            m_console->window().open(BreakpointsPage::pageAddress()));
    }
    void sendUntilItStops();
};

void ConsoleBreakpointsTest::initTestCase()
{
    startOnDemo();
}

void ConsoleBreakpointsTest::init()
{
    m_console->breakpoints().setOn(false);
    m_console->breakpoints().setRules({});
    m_console->breakpoints().setAutoContinue(10min); // longer than a test waits
}

void ConsoleBreakpointsTest::switchOn()
{
    QTest::keyClick(&m_console->window(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    TRY_VERIFY(m_console->breakpoints().isWatching());
}

RequestPage &ConsoleBreakpointsTest::request()
{
    return *qobject_cast<RequestPage *>(m_console->window().open(
        {u"request"_s,
         QString(m_console->session().workspace() + u"/requests/1 add a header.hurl"_s)}));
}

void ConsoleBreakpointsTest::sendUntilItStops()
{
    QVERIFY(m_console->breakpoints().paused().isEmpty());
    request().send();
    TRY_COMPARE(m_console->breakpoints().paused().size(), 1);
}

void ConsoleBreakpointsTest::sendsWhatWasEdited()
{
    trigger("gateway.showBreakpoints");
    CLICK(*page(), u"Add"_s); // before the upstream
    switchOn();
    sendUntilItStops();
    TRY_VERIFY(says(request(), u"This request is paused before the upstream."_s));
    QVERIFY(says(m_console->window().banner(), u"is paused before the upstream."_s));
    QVERIFY(shownWithText(m_console->window().status(), u"1 paused"_s) != nullptr);
    QVERIFY(request().response().result() == nullptr);
    CLICK(request(), u"Show"_s);
    QCOMPARE(m_console->window().tabs().current(), page());
    auto *text = page()->findChild<SourceEditor *>();
    QString message = QString::fromStdString(text->text());
    QVERIFY2(message.contains(u"\nFoo: Bar\n"_s), qPrintable(message)); // of the plugin
    text->replaceBy(message.replace(u"Foo: Bar"_s, u"Foo: edited"_s).toStdString());
    CLICK(*page(), u"Continue with changes"_s);
    TRY_VERIFY(bodyOf(request()).contains(u"\"Foo\": \"edited\""_s));
    QVERIFY(!says(request(), u"This request is paused"_s));
    for (const QString &count : {u"1 paused"_s, u"0 paused"_s}) {
        QVERIFY(shownWithText(m_console->window().status(), count) == nullptr);
    }
}

void ConsoleBreakpointsTest::answersInPlaceOfTheGateway()
{
    m_console->breakpoints().add({.step = u"pre"_s});
    switchOn();
    sendUntilItStops();
    trigger("gateway.showBreakpoints");
    CLICK(*page(), u"Answer with..."_s);
    page()->findChild<SourceEditor *>()->replaceBy("HTTP 418\nContent-Type: text/plain\n\ntea");
    CLICK(*page(), u"Send this answer"_s);
    TRY_COMPARE(bodyOf(request()), u"tea"_s);
    QCOMPARE(request().response().result()->status(), 418);
}

void ConsoleBreakpointsTest::switchingOffLetsItGoOn()
{
    m_console->breakpoints().add({.step = u"client"_s});
    switchOn();
    sendUntilItStops();
    QVERIFY(m_console->breakpoints().paused().first().response.has_value());
    trigger("gateway.breakpoints");
    QVERIFY(!m_console->breakpoints().isOn());
    QVERIFY(!m_console->breakpoints().isWatching());
    TRY_VERIFY(bodyOf(request()).contains(u"\"Foo\": \"Bar\""_s));
    QVERIFY(!m_console->window().banner().holds(u"paused"_s));
    const auto before = request().response().result();
    request().send(); // stops nowhere
    TRY_VERIFY(request().response().result() != before);
    QVERIFY(bodyOf(request()).contains(u"\"Foo\": \"Bar\""_s));
}

void ConsoleBreakpointsTest::breaksAtAStepOfATrace()
{
    request().send();
    const gw::widgets::TraceView &trace = request().response().trace();
    TRY_VERIFY(trace.model().rowCount() > 0);
    int row = 0;
    while (trace.model().stepAt(row)->shortName() != u"AddFooBarHeader"_s) {
        ++row;
    }
    auto &view = const_cast<gw::widgets::TraceView &>(trace);
    request().response().findChild<QTabWidget *>()->setCurrentWidget(&view);
    view.selectStep(row);
    CLICK(view, u"Break here"_s);
    const QList<Breakpoint> &rules = m_console->breakpoints().rules();
    QCOMPARE(rules.size(), 1);
    QCOMPARE(rules.first().step, u"AddFooBarHeader"_s);
    QCOMPARE(rules.first().apiId, u"my_api_name"_s);
    CLICK(m_console->window().banner(), u"Switch breakpoints on"_s);
    TRY_VERIFY(m_console->breakpoints().isWatching());
    sendUntilItStops();
    const gw::client::PausedRequest paused = m_console->breakpoints().paused().first();
    QCOMPARE(paused.step, u"AddFooBarHeader"_s);
    const auto &headers = paused.request.headers;
    QVERIFY(std::ranges::none_of(headers, [](const auto &one) { return one.first == u"Foo"_s; }));
    trigger("gateway.continueAll");
    TRY_VERIFY(bodyOf(request()).contains(u"\"Foo\": \"Bar\""_s));
    TRY_VERIFY(m_console->breakpoints().paused().isEmpty());
}

void ConsoleBreakpointsTest::breaksOnRequestsLikeARow()
{
    auto &traffic = m_console->traffic();
    TRY_VERIFY(traffic.model().rowCount() > 0);
    traffic.findChild<gw::panes::ListView *>()->selectRow(traffic.model().rowCount() - 1);
    for (QAction *action : traffic.findChildren<QAction *>()) {
        if (action->text() == u"&Break on such requests"_s) {
            action->trigger();
        }
    }
    QCOMPARE(m_console->breakpoints().rules().value(0).step, u"upstream"_s);
    switchOn();
    sendUntilItStops();
    trigger("gateway.continueAll");
    TRY_VERIFY(m_console->breakpoints().paused().isEmpty());
}

void ConsoleBreakpointsTest::tellsWhatTheEngineRefuses()
{
    m_console->breakpoints().add({.step = u"upstream"_s});
    switchOn();
    sendUntilItStops();
    trigger("gateway.showBreakpoints");
    auto *text = page()->findChild<SourceEditor *>();
    text->replaceBy("GET /my_api_name/get\nBad name: x\n\n");
    CLICK(*page(), u"Continue with changes"_s);
    TRY_VERIFY(shownWithText(*page(), u"Continue with changes"_s)->isEnabled());
    QVERIFY(says(page()->editor(), u"Bad name"_s));
    QCOMPARE(text->text(), "GET /my_api_name/get\nBad name: x\n\n");
    QCOMPARE(m_console->breakpoints().paused().size(), 1);
    CLICK(*page(), u"Continue all"_s);
    TRY_VERIFY(m_console->breakpoints().paused().isEmpty());
}

void ConsoleBreakpointsTest::comesBackWithItsRules()
{
    m_console->breakpoints().add({.path = u"/my_api_name/*"_s, .step = u"upstream"_s});
    switchOn();
    m_console->window().close();
    m_console.reset();
    startConsole();
    QCOMPARE(m_console->breakpoints().rules().value(0).path, u"/my_api_name/*"_s);
    QVERIFY(!m_console->breakpoints().isOn());
}

void ConsoleBreakpointsTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleBreakpointsTest>(argc, argv);
}

#include "console_breakpoints_test.moc"
