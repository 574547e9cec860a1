// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/window_session.h"

#include "window/main_window.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/tab_sets.h"
#include "window/tour_bar.h"
#include "window/workspace_actions.h"

namespace gw::window {

namespace {

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesOf(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

WindowSession::WindowSession(MainWindow &window, TabSets &tabs, WorkspaceActions &workspaces,
                             ActionRegistry &actions, look::Appearance &appearance)
    : m_window(window)
    , m_tabs(tabs)
    , m_workspaces(workspaces)
    , m_actions(actions)
    , m_appearance(appearance)
{
}

QJsonObject WindowSession::save() const
{
    QJsonObject panes;
    for (Pane *pane : m_window.panes().panes()) {
        panes.insert(pane->id(), pane->saveState());
    }
    QJsonObject shortcuts;
    const auto changed = m_actions.changedShortcuts();
    for (auto one = changed.begin(); one != changed.end(); ++one) {
        shortcuts.insert(one.key(), one.value());
    }
    const Pane *pane = m_window.panes().current();
    QJsonObject state{
        {QStringLiteral("geometry"), base64(m_window.saveGeometry())},
        {QStringLiteral("docks"), base64(m_window.saveDocks())},
        {QStringLiteral("panes"), panes},
        {QStringLiteral("pane"), pane == nullptr ? QString() : pane->id()},
        {QStringLiteral("navigator"), m_window.navigator().saveState()},
        {QStringLiteral("colours"), static_cast<int>(m_appearance.choice())},
        {QStringLiteral("shortcuts"), shortcuts},
        {QStringLiteral("engine"), m_workspaces.saveState()},
        {QStringLiteral("tour"), m_window.tour().saveState()},
        {QStringLiteral("inspector"), m_window.wantsInspector()},
    };
    m_tabs.saveTo(state);
    return state;
}

void WindowSession::restore(const QJsonObject &state)
{
    m_appearance.setChoice(
        static_cast<look::SchemeChoice>(state.value(QLatin1String("colours")).toInt()));
    QHash<QString, QString> shortcuts;
    const QJsonObject stored = state.value(QLatin1String("shortcuts")).toObject();
    for (auto one = stored.begin(); one != stored.end(); ++one) {
        shortcuts.insert(one.key(), one.value().toString());
    }
    m_actions.applyShortcuts(shortcuts);
    m_window.restoreGeometry(bytesOf(state.value(QLatin1String("geometry"))));
    m_window.restoreDocks(bytesOf(state.value(QLatin1String("docks"))));
    m_window.setWantsInspector(state.value(QLatin1String("inspector")).toBool(true));
    const QJsonObject panes = state.value(QLatin1String("panes")).toObject();
    for (Pane *pane : m_window.panes().panes()) {
        if (panes.contains(pane->id())) {
            pane->restoreState(panes.value(pane->id()).toObject());
        }
        if (pane->id() == state.value(QLatin1String("pane")).toString()) {
            m_window.panes().show(pane);
        }
    }
    m_window.tour().restoreState(state.value(QLatin1String("tour")).toObject());
    m_window.navigator().restoreState(state.value(QLatin1String("navigator")).toObject());
    m_workspaces.restoreState(state.value(QLatin1String("engine")).toObject());
    m_tabs.restore(state);
}

} // namespace gw::window
