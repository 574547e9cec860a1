// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tester/request_moves.h"
#include "window/action_registry.h"

#include <QObject>

namespace gw::session {
class EngineSession;
}

namespace gw::tester {

// The commands on the files and folders of the collections: new, duplicate, rename, move, delete,
// copy as curl, run. They are about what is selected in the navigator. Thread: GUI; blocks on the
// disk, briefly.
class RequestActions final : public QObject {
    Q_OBJECT

public:
    // The window takes it.
    RequestActions(session::EngineSession &session, window::MainWindow &window,
                   window::ActionRegistry &actions, RequestMoves &moves);

Q_SIGNALS:
    void runWanted(const QString &path); // of a file, or of all in a folder

private:
    void addActions();
    void addMoves();
    void refreshEnabled();
    [[nodiscard]] bool isTop(const QString &path) const; // the folder of all collections
    // The folder that is selected, or that of the request that is.
    [[nodiscard]] QString folder() const;
    void show(const window::PageAddress &address); // after the files have changed
    void makeRequest();
    void makeFolder();
    void duplicate();
    void rename(const QString &path, const QString &name);
    void remove();
    void undoRemove(const QString &kept, const window::PageAddress &was);
    void fail(const Error &problem);

    session::EngineSession &m_session;
    window::MainWindow &m_window;
    window::ActionRegistry &m_actions;
    RequestMoves &m_moves;
};

} // namespace gw::tester
