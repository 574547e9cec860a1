// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "support/room_test.h"
#include "ui/session/answering_engine.h"
#include "window/banner.h"
#include "window/breakpoint_actions.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/page_opener.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using gw::session::Breakpoints;
using gw::session::EngineSession;
using gw::test::AnsweringEngine;
using namespace gw::window;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr const char *kPauses = "topics=pauses";

class PlainPage final : public Page {
public:
    using Page::Page;

    [[nodiscard]] PageAddress address() const override { return {u"breakpoints"_s, {}}; }
    [[nodiscard]] QString title() const override { return u"Breakpoints"_s; }
};

class PlainFactory final : public PageFactory {
public:
    [[nodiscard]] QString kind() const override { return u"breakpoints"_s; }
    [[nodiscard]] Page *create(const PageAddress &, QWidget *parent) override
    {
        return new PlainPage(parent);
    }
};

QByteArray paused(const char *id)
{
    return QByteArray(R"({"id":")") + id +
           R"(","step":"client","request":{"method":"GET","target":"/orders"}})";
}

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

class BreakpointActionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void switchTellsItsState();
    void saysThatRequestsArePaused();
    void staysClosedUntilAnotherOneStops();
    void leadsToThePage();
    void saysWhatWasAdded();

private:
    void switchOn();
    void pause(const char *id);
    [[nodiscard]] QAction *action(const char *id) const
    {
        return m_actions->action(QLatin1String(id));
    }
    [[nodiscard]] bool isSaid(const QString &words) const;
    [[nodiscard]] bool isOffered(const QString &text) const;
    void push(const QString &text);
    [[nodiscard]] QToolButton *pausedButton() const;

    std::unique_ptr<AnsweringEngine> m_engine;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<Breakpoints> m_breakpoints;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<MainWindow> m_window;
};

void BreakpointActionsTest::init()
{
    m_engine = std::make_unique<AnsweringEngine>();
    m_session = std::make_unique<EngineSession>(nullptr);
    m_breakpoints = std::make_unique<Breakpoints>(*m_session);
    m_actions = std::make_unique<ActionRegistry>();
    m_window = std::make_unique<MainWindow>(*m_session, *m_actions);
    m_window->addFactory(std::make_unique<PlainFactory>());
    new BreakpointActions(*m_window, *m_session, *m_breakpoints, *m_actions);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(!action("gateway.breakpoints")->isEnabled()); // there is no engine
    m_session->attach(m_engine->address());
    TRY_COMPARE(m_session->state(), EngineSession::State::Connected);
}

void BreakpointActionsTest::cleanup()
{
    m_window.reset();
    m_actions.reset();
    m_breakpoints.reset();
    m_session.reset();
    m_engine.reset();
}

void BreakpointActionsTest::switchOn()
{
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    TRY_VERIFY(m_breakpoints->isWatching());
}

void BreakpointActionsTest::pause(const char *id)
{
    const qsizetype before = m_breakpoints->paused().size();
    m_engine->tell(kPauses, "paused", paused(id));
    TRY_COMPARE(m_breakpoints->paused().size(), before + 1);
}

bool BreakpointActionsTest::isSaid(const QString &words) const
{
    const auto labels = m_window->banner().findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&words](const QLabel *label) {
        return label->isVisible() && label->text() == words;
    });
}

bool BreakpointActionsTest::isOffered(const QString &text) const
{
    const auto buttons = m_window->banner().findChildren<QPushButton *>();
    return std::ranges::any_of(buttons, [&text](const QPushButton *button) {
        return button->isVisible() && button->text() == text;
    });
}

void BreakpointActionsTest::push(const QString &text)
{
    const auto buttons = m_window->banner().findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->isVisible() && button->text() == text) {
            button->click();
            return;
        }
    }
    QFAIL(qPrintable(text + u" is not offered"_s));
}

QToolButton *BreakpointActionsTest::pausedButton() const
{
    for (auto *button : m_window->status().findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Paused requests"_s) {
            return button;
        }
    }
    return nullptr;
}

void BreakpointActionsTest::switchTellsItsState()
{
    QAction *toggle = action("gateway.breakpoints");
    QVERIFY(toggle->isEnabled());
    QCOMPARE(toggle->iconText(), u"Breakpoints: off"_s);
    switchOn();
    QVERIFY(toggle->isChecked());
    QCOMPARE(toggle->iconText(), u"Breakpoints: on"_s);
    toggle->trigger();
    QVERIFY(!m_breakpoints->isOn());
    QVERIFY(!toggle->isChecked());
    QCOMPARE(toggle->iconText(), u"Breakpoints: off"_s);
}

void BreakpointActionsTest::saysThatRequestsArePaused()
{
    switchOn();
    m_window->navigator().focusFilter();
    const QWidget *focused = QApplication::focusWidget();
    QVERIFY(!pausedButton()->isVisible());
    QVERIFY(!action("gateway.continueAll")->isEnabled());
    pause("1");
    QVERIFY(isSaid(u"GET /orders is paused before the answer goes out."_s));
    QCOMPARE(pausedButton()->text(), u"1 paused"_s);
    QVERIFY(pausedButton()->isVisible());
    pause("2");
    QVERIFY(isSaid(u"2 requests are paused."_s));
    QCOMPARE(pausedButton()->text(), u"2 paused"_s);
    QCOMPARE(QApplication::focusWidget(), focused);
    push(u"Continue all"_s);
    TRY_COMPARE(m_engine->bodiesOf("POST /tyk/paused").size(), 1);
    action("gateway.breakpoints")->trigger();
    QVERIFY(!m_window->banner().holds(u"paused"_s));
    QVERIFY(!pausedButton()->isVisible());
}

void BreakpointActionsTest::staysClosedUntilAnotherOneStops()
{
    switchOn();
    pause("1");
    pause("2");
    m_window->banner().hide(u"paused"_s);
    m_engine->tell(kPauses, "released", R"({"id":"1","how":"timeout"})");
    TRY_COMPARE(m_breakpoints->paused().size(), 1);
    QVERIFY(!m_window->banner().holds(u"paused"_s));
    pause("3");
    QVERIFY(m_window->banner().holds(u"paused"_s));
}

void BreakpointActionsTest::leadsToThePage()
{
    switchOn();
    pause("1");
    push(u"Show"_s);
    Page *page = m_window->tabs().current();
    QVERIFY(page != nullptr);
    QCOMPARE(page->address().kind, u"breakpoints"_s);
    QVERIFY(!m_window->banner().holds(u"paused"_s)); // it is seen there
    pause("2");
    QVERIFY(!m_window->banner().holds(u"paused"_s));
    m_window->tabs().drop(page);
    pausedButton()->click();
    QCOMPARE(m_window->tabs().current()->address().kind, u"breakpoints"_s);
    m_window->tabs().drop(m_window->tabs().current());
    action("gateway.showBreakpoints")->trigger();
    QCOMPARE(m_window->tabs().current()->address().kind, u"breakpoints"_s);
}

void BreakpointActionsTest::saysWhatWasAdded()
{
    const gw::client::Breakpoint rule{
        .apiId = u"orders"_s, .method = u"GET"_s, .path = u"/orders"_s, .step = u"upstream"_s};
    m_breakpoints->add(rule);
    QVERIFY(isSaid(u"Breakpoints are off. While they are on, requests like GET /orders to orders "
                   "stop before the upstream."_s));
    push(u"Switch breakpoints on"_s);
    QVERIFY(m_breakpoints->isOn());
    QVERIFY(!m_window->banner().holds(u"breakpoint"_s));
    m_breakpoints->add(rule);
    QVERIFY(isSaid(u"Requests like GET /orders to orders stop before the upstream."_s));
    QVERIFY(isOffered(u"Show"_s));
    QVERIFY(!isOffered(u"Switch breakpoints on"_s));
    for (int number = 0; number < Breakpoints::kMostRules; ++number) {
        m_breakpoints->add({.path = QString::number(number), .step = u"pre"_s});
    }
    QVERIFY(isSaid(u"There are 100 breakpoints already. Remove some of them."_s));
}

GW_TEST(BreakpointActionsTest)
#include "breakpoint_actions_test.moc"
