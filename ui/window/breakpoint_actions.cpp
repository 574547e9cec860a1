// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/breakpoint_actions.h"

#include "models/breakpoint_model.h"
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "window/action_registry.h"
#include "window/banner.h"
#include "window/main_window.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QAction>

#include <utility>

namespace gw::window {

using client::Breakpoint;
using client::PausedRequest;
using session::Breakpoints;
using session::EngineSession;

namespace {

QString pausedTopic()
{
    return QStringLiteral("paused");
}

QString ruleTopic()
{
    return QStringLiteral("breakpoint");
}

PageAddress pageAddress()
{
    return {QStringLiteral("breakpoints"), {}};
}

} // namespace

BreakpointActions::BreakpointActions(MainWindow &window, EngineSession &session,
                                     Breakpoints &breakpoints, ActionRegistry &actions)
    : QObject(&window)
    , m_window(window)
    , m_session(session)
    , m_breakpoints(breakpoints)
    , m_actions(actions)
{
    addSwitch();
    add("gateway.showBreakpoints", tr("&Breakpoints..."), QStringLiteral("view-list-details"),
        [this](bool) { showPage(); });
    m_continueAll =
        add("gateway.continueAll", tr("Contin&ue all"), QStringLiteral("media-playback-start"),
            [this](bool) { m_breakpoints.releaseAll(); });
    connect(&breakpoints, &Breakpoints::changed, this, &BreakpointActions::refreshSwitch);
    connect(&session, &EngineSession::stateChanged, this, &BreakpointActions::refreshSwitch);
    connect(&breakpoints, &Breakpoints::pausedChanged, this, &BreakpointActions::refreshPaused);
    connect(&window.tabs(), &TabArea::currentChanged, this, [this](const Page *page) {
        if (page != nullptr && page->address() == pageAddress()) {
            m_window.banner().hide(pausedTopic()); // it is seen there
        }
    });
    connect(&breakpoints, &Breakpoints::added, this, &BreakpointActions::say);
    connect(&breakpoints, &Breakpoints::problemRaised, this,
            [this](const Error &problem) { m_window.banner().showProblem(ruleTopic(), problem); });
    connect(&window.status(), &StatusLine::pausedClicked, this, &BreakpointActions::showPage);
    refreshSwitch();
    refreshPaused();
}

QAction *BreakpointActions::add(const char *id, const QString &text, const QString &icon,
                                const std::function<void(bool)> &run)
{
    QAction *action = m_actions.add(
        {.id = QLatin1String(id), .text = text, .category = tr("Gateway"), .icon = icon}, run);
    m_window.addAction(action); // so that chosen keys work while its menu is closed
    return action;
}

void BreakpointActions::addSwitch()
{
    m_switch = m_actions.add({.id = QStringLiteral("gateway.breakpoints"),
                              .text = tr("Stop at brea&kpoints"),
                              .category = tr("Gateway"),
                              .shortcut = QKeySequence(QStringLiteral("Ctrl+Shift+B")),
                              .icon = QStringLiteral("media-playback-pause"),
                              .isCheckable = true},
                             [this](bool isOn) { m_breakpoints.setOn(isOn); });
    m_window.addAction(m_switch);
}

void BreakpointActions::showPage()
{
    m_window.open(pageAddress());
}

void BreakpointActions::refreshSwitch()
{
    const bool isOn = m_breakpoints.isOn();
    m_switch->setChecked(isOn);
    m_switch->setEnabled(isOn || m_session.state() == EngineSession::State::Connected);
    // Of the button; the menu has a mark for that.
    m_switch->setIconText(isOn ? tr("Breakpoints: on") : tr("Breakpoints: off"));
    m_switch->setToolTip(isOn ? tr("Breakpoints are on: requests stop at them. Off lets all go on")
                              : tr("Breakpoints are off: no request stops"));
}

// A request that stops takes nobody's keyboard, and nothing is said twice.
void BreakpointActions::refreshPaused()
{
    const QList<PausedRequest> &paused = m_breakpoints.paused();
    const bool isMore = paused.size() > std::exchange(m_count, paused.size());
    m_continueAll->setEnabled(!paused.isEmpty());
    m_window.status().showPaused(static_cast<int>(paused.size()));
    Banner &banner = m_window.banner();
    const Page *page = m_window.tabs().current();
    const bool isSeen = page != nullptr && page->address() == pageAddress();
    if (paused.isEmpty() || isSeen) {
        banner.hide(pausedTopic());
        return;
    }
    if (!isMore && !banner.holds(pausedTopic())) {
        return; // it was closed
    }
    const PausedRequest &first = paused.first();
    banner.show(Banner::Tone::Info, pausedTopic(),
                paused.size() == 1
                    ? tr("%1 %2 is paused %3.")
                          .arg(first.request.method, first.request.target,
                               models::placeWords(first.step, first.when))
                    : tr("%n requests are paused.", nullptr, static_cast<int>(paused.size())));
    banner.offer(tr("Show"), [this] { showPage(); });
    banner.offer(tr("Continue all"), [this] { m_breakpoints.releaseAll(); });
}

void BreakpointActions::say(const Breakpoint &rule)
{
    const client::ApiReport *api = m_session.api(rule.apiId);
    const QString name = api == nullptr || api->name.isEmpty() ? rule.apiId : api->name;
    const QString words =
        m_breakpoints.isOn()
            ? tr("Requests like %1 %2 to %3 stop %4.")
            : tr("Breakpoints are off. While they are on, requests like %1 %2 to %3 stop %4.");
    m_window.banner().show(
        Banner::Tone::Info, ruleTopic(),
        words.arg(rule.method, rule.path, name, models::placeWords(rule.step, rule.when)));
    if (!m_breakpoints.isOn()) {
        m_window.banner().offer(tr("Switch breakpoints on"), [this] {
            m_breakpoints.setOn(true);
            m_window.banner().hide(ruleTopic());
        });
    }
    m_window.banner().offer(tr("Show"), [this] {
        m_window.banner().hide(ruleTopic());
        showPage();
    });
}

} // namespace gw::window
