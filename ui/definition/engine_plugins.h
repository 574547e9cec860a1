// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"

#include <QObject>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace gw::client {
struct InspectedPlugin;
}

namespace gw::session {
class EngineSession;
}

namespace gw::definition {

// What an engine says of a plugin file; path: as the definition or the engine names it.
[[nodiscard]] editing::PluginFacts factsOf(const QString &path,
                                           const client::InspectedPlugin &plugin);

// What an engine of somebody else tells of plugin files, for a definition that is edited here while
// the files are there. Asked again after each load. Thread: GUI.
class EnginePlugins final : public QObject {
    Q_OBJECT

public:
    // The session must outlive it.
    explicit EnginePlugins(session::EngineSession &session, QObject *parent = nullptr);

    // paths: as the definition names them. Answers come as changed().
    void ask(const std::vector<std::string> &paths);
    // What is known so far; nothing of other files.
    [[nodiscard]] editing::PluginLookup lookup() const;

Q_SIGNALS:
    void changed();

private:
    void forget();

    session::EngineSession &m_session;
    std::set<std::string> m_asked; // since the last load
    std::map<std::string, editing::PluginFacts> m_known;
};

} // namespace gw::definition
