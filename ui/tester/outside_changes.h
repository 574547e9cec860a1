// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"
#include "session/workspace_files.h"
#include "window/main_window.h"

#include <QObject>

namespace gw::tester {

class RequestPage;

// Tells the user what others did to the files of the workspace, and offers what to do; nothing is
// taken over without being asked for but the navigator's names of files. What becomes of an open
// definition or request is its page's. Thread: GUI.
class OutsideChanges final : public QObject {
    Q_OBJECT

public:
    // The window takes it.
    OutsideChanges(session::EngineSession &session, window::MainWindow &window);

    [[nodiscard]] const session::WorkspaceFiles &files() const { return m_files; }

private:
    void followSession();
    void noteLibraries();
    void offerReload();
    void offerLibraries();
    void showLibraries();
    void offerRestart();
    void offerRequest(const QString &path);
    [[nodiscard]] RequestPage *pageOf(const QString &path) const;

    session::EngineSession &m_session;
    window::MainWindow &m_window;
    session::WorkspaceFiles m_files;
};

} // namespace gw::tester
