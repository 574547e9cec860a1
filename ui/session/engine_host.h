// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "client/engine_address.h"

#include <QObject>
#include <QString>

namespace gw::session {

// An engine that runs because the console asked for it.
struct HostedEngine {
    client::EngineAddress address; // of its control API
    QUrl traffic;                  // where APIs are served; empty: at the address
    QUrl control = {};             // where others find the control API; empty: at the address
    QUrl echo = {};                // of an echo upstream that runs beside it; empty: none does
    QString workspace;             // its folder
    QString definitions;           // folder of the API definitions; empty: the workspace's "apps"
    QString notice; // what the user should know: "Port 8080 is taken, so ..."; may be empty
};

// Runs an engine for the console; the application implements it. A started engine is reached
// through its address only. Thread: GUI; none of the calls waits for the engine to come up.
class EngineHost : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Starts an engine for a workspace folder; empty: the demo. One that runs is stopped first, and
    // has some time to end. Ends in started() or failed().
    virtual void start(const QString &workspaceFolder) = 0;
    virtual void stop() = 0;
    // What in a workspace's settings would keep its engine from starting. One that runs is left
    // alone. Blocks on the disk.
    [[nodiscard]] virtual Expected<void> check(const QString &) const { return {}; }

Q_SIGNALS:
    void started(const gw::session::HostedEngine &engine);
    void failed(const gw::Error &why);
    void waiting(const QString &forWhat); // the start takes long
};

} // namespace gw::session
