// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"

#include <QObject>

#include <functional>

class QAction;

namespace gw::session {
class Breakpoints;
class EngineSession;
} // namespace gw::session

namespace gw::window {

class ActionRegistry;
class MainWindow;

// The window's commands about breakpoints, and what it says when a request stops: a line above the
// centre and a word in the lowest line. Thread: GUI.
class BreakpointActions final : public QObject {
    Q_OBJECT

public:
    // All must outlive this, which is the window's.
    BreakpointActions(MainWindow &window, session::EngineSession &session,
                      session::Breakpoints &breakpoints, ActionRegistry &actions);

private:
    QAction *add(const char *id, const QString &text, const QString &icon,
                 const std::function<void(bool)> &run);
    void addSwitch();
    void showPage();
    void refreshSwitch();
    void refreshPaused();
    void say(const client::Breakpoint &rule);

    MainWindow &m_window;
    session::EngineSession &m_session;
    session::Breakpoints &m_breakpoints;
    ActionRegistry &m_actions;
    QAction *m_switch = nullptr;
    QAction *m_continueAll = nullptr;
    qsizetype m_count = 0; // of paused ones, as it was told last
};

} // namespace gw::window
