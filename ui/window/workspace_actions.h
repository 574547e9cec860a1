// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"
#include "session/secret_store.h"
#include "window/action_registry.h"

#include <QJsonObject>
#include <QMenu>
#include <QObject>
#include <QStringList>

namespace gw::window {

class ConnectDialog;

// Which engine the console works with: the commands to open a workspace, the demo, or to attach to
// a running engine, and what was open before. Thread: GUI.
class WorkspaceActions final : public QObject {
    Q_OBJECT

public:
    WorkspaceActions(session::EngineSession &session, ActionRegistry &actions, QWidget &window,
                     std::unique_ptr<session::Keychain> keychain = session::desktopKeychain());

    // Fills the menu with the recent workspaces and engines each time it is shown.
    void fillRecent(QMenu &menu);

    [[nodiscard]] QJsonObject saveState() const;
    // Also opens what was open when the state was saved; without a state, the demo.
    void restoreState(const QJsonObject &state);
    // The engine with this address, and no other, gets the secret of it for as long as this is
    // there. Before restoreState().
    void giveSecret(const client::EngineAddress &address);

Q_SIGNALS:
    void changed();
    void workspaceMade(); // a new one, which is being opened
    void problemRaised(const gw::Error &problem);
    void problemSettled();

private:
    void chooseWorkspace(bool isNew);
    void makeWorkspace(const QString &folder);
    void openWorkspace(const QString &folder);
    void openConnect();
    // With the secret of the keychain.
    void attachTo(const QString &url);
    void attach(const client::EngineAddress &address);
    void addRecent(QStringList &list, const QString &entry);

    session::EngineSession &m_session;
    QWidget &m_window;
    session::SecretStore m_secrets;
    QStringList m_workspaces; // the last one first
    QStringList m_engines;
    QString m_awaited; // URL of the engine whose secret the keychain was asked for
};

} // namespace gw::window
