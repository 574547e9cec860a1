// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/engine_plugins.h"

#include "client/plugin_client.h"
#include "session/engine_session.h"

#include <QCoreApplication>

namespace gw::definition {

namespace {

std::vector<std::string> namesOf(const QStringList &symbols)
{
    std::vector<std::string> names;
    for (const QString &symbol : symbols) {
        names.push_back(symbol.toStdString());
    }
    return names;
}

} // namespace

editing::PluginFacts factsOf(const QString &path, const client::InspectedPlugin &plugin)
{
    editing::PluginFacts facts;
    facts.problem =
        plugin.isFound
            ? plugin.problem.toStdString()
            : QCoreApplication::translate("gw::editing::Words",
                                          "There is no file \"%1\"; the API answers 500 here")
                  .arg(path)
                  .toStdString();
    facts.symbols = namesOf(plugin.symbols);
    facts.responses = namesOf(plugin.responses);
    facts.requests = namesOf(plugin.requests);
    facts.knowsKinds = true;
    facts.abi = plugin.abi.toStdString();
    return facts;
}

EnginePlugins::EnginePlugins(session::EngineSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &session::EngineSession::stateChanged, this, &EnginePlugins::forget);
    connect(&session, &session::EngineSession::reloaded, this, &EnginePlugins::forget);
}

void EnginePlugins::ask(const std::vector<std::string> &paths)
{
    if (!m_session.isAttached() || m_session.client() == nullptr) {
        return;
    }
    client::PluginClient plugins(*m_session.client());
    for (const std::string &path : paths) {
        if (path.empty() || !m_asked.insert(path).second) {
            continue;
        }
        const QString name = QString::fromStdString(path);
        plugins.inspect(name).then(
            this, [this, path, name](const Expected<client::InspectedPlugin> &plugin) {
                if (!plugin) { // nothing is known of it, which is no mistake of the definition
                    m_asked.erase(path); // the next check asks again
                    return;
                }
                m_known.insert_or_assign(path, factsOf(name, *plugin));
                Q_EMIT changed();
            });
    }
}

editing::PluginLookup EnginePlugins::lookup() const
{
    return [known = m_known](const std::string &path) -> std::optional<editing::PluginFacts> {
        const auto place = known.find(path);
        return place == known.end() ? std::nullopt : std::optional(place->second);
    };
}

// What is known goes on being said until the new answers are there.
void EnginePlugins::forget()
{
    if (m_session.state() != session::EngineSession::State::Connected) {
        m_known.clear();
    }
    m_asked.clear();
    if (m_session.isAttached()) {
        Q_EMIT changed();
    }
}

} // namespace gw::definition
