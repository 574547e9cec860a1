// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/plugin_client.h"
#include "look/icons.h"

#include <QObject>
#include <QString>

class QLabel;
class QTreeWidget;
class QWidget;

namespace gw::session {
class EngineSession;
}

namespace gw::widgets {
class WorkBar;
}

namespace gw::libraries {

// What a plugin file held, one generation after the other: the engine reloads it, and rolls back to
// the one that is selected. Its parts stand where its owner puts them. Thread: GUI.
class LibraryGenerations final : public QObject {
    Q_OBJECT

public:
    enum Column { Number, State, Loaded, Abi, BuildId, Digest };

    // owner: takes this and the parts.
    LibraryGenerations(session::EngineSession &session, QWidget *owner);

    void setLibrary(const QString &path); // as the list of plugins has it
    void load();                          // what the engine keeps of it

    [[nodiscard]] QTreeWidget *list() const { return m_list; }
    [[nodiscard]] QLabel *message() const { return m_message; } // what became of it
    [[nodiscard]] widgets::WorkBar *work() const { return m_work; }

    [[nodiscard]] bool canReload() const;
    [[nodiscard]] bool canRollBack() const; // to the generation that is selected
    void reload();
    void rollBack();
    void say(const QString &text, look::Tint tint);

Q_SIGNALS:
    void changed(); // what can be done

private:
    void show(const QList<client::PluginGeneration> &generations);
    void run(client::Reply<client::PluginSwap> reply, const QString &what);
    void follow();
    void forget();

    session::EngineSession &m_session;
    QString m_path;
    QTreeWidget *m_list;
    QLabel *m_message;
    widgets::WorkBar *m_work;
    std::uint64_t m_serving = 0; // the generation, as the engine last said
    int m_loads = 0;             // how often
    int m_runs = 0;              // likewise
    bool m_isBusy = false;       // the engine is at it
};

} // namespace gw::libraries
