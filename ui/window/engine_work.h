// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"

#include <QWidget>

namespace gw::widgets {
class WorkBar;
}

namespace gw::window {

class Banner;

// What the window waits for the engine to do: to start, to be reached, to read all files or a
// library again. A start can be ended; a reload goes on in the engine, and need not be waited for.
// Thread: GUI.
class EngineWork final : public QWidget {
    Q_OBJECT

public:
    // Both must outlive this.
    EngineWork(session::EngineSession &session, Banner &banner, QWidget *parent);

Q_SIGNALS:
    void reportWanted();                     // of the last reload
    void messageRaised(const QString &text); // what became of a library

private:
    void followState();
    void followLibraries();
    void stopWaiting();

    session::EngineSession &m_session;
    Banner &m_banner;
    widgets::WorkBar *m_start;
    widgets::WorkBar *m_reload;
    widgets::WorkBar *m_library;
};

} // namespace gw::window
