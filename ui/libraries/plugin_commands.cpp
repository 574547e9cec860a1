// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/plugin_commands.h"

#include "client/plugin_client.h"
#include "definition/engine_plugins.h"
#include "editing/plugin_sources.h"
#include "libraries/plugin_trash.h"
#include "libraries/source_page.h"

#include <QDir>
#include <QtConcurrentRun>

namespace gw::libraries {

using session::EngineSession;

PluginCommands::PluginCommands(PluginServices services, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_trash(new PluginTrash(m_services.session, this))
{
    connect(m_trash, &PluginTrash::failed, this, &PluginCommands::problemRaised);
}

bool PluginCommands::hasSource(const QString &library) const
{
    const std::string workspace = m_services.session.workspace().toStdString();
    return !workspace.empty() &&
           editing::sourceOfPlugin(workspace, library.toStdString()).has_value();
}

void PluginCommands::editSource(const QString &library)
{
    if (const auto source = editing::sourceOfPlugin(m_services.session.workspace().toStdString(),
                                                    library.toStdString())) {
        m_services.opener.open(SourcePage::addressOf(QString::fromStdString(source->file)));
    }
}

void PluginCommands::build(const QString &library)
{
    if (const auto source = editing::sourceOfPlugin(m_services.session.workspace().toStdString(),
                                                    library.toStdString())) {
        m_services.build(QString::fromStdString(source->root));
    }
}

void PluginCommands::buildSource(const QString &file)
{
    m_services.build(QString::fromStdString(editing::buildRootOf(file.toStdString())));
}

void PluginCommands::reload(const QString &library)
{
    m_services.session.reloadLibrary(library);
}

QString PluginCommands::nameInDefinitions(const QString &library) const
{
    const QString workspace = m_services.session.workspace() + QLatin1Char('/');
    return library.startsWith(workspace) ? library.sliced(workspace.size()) : library;
}

QString PluginCommands::fileOf(const QString &library) const
{
    const QString &workspace = m_services.session.workspace();
    return workspace.isEmpty() ? library : QDir(workspace).absoluteFilePath(library);
}

QFuture<PluginCommands::Facts> PluginCommands::facts(const QString &library) const
{
    EngineSession &session = m_services.session;
    if (session.client() != nullptr && session.state() == EngineSession::State::Connected) {
        return client::PluginClient(*session.client())
            .inspect(nameInDefinitions(library))
            .then([library](const Expected<client::InspectedPlugin> &plugin) {
                return plugin ? Facts(definition::factsOf(library, *plugin)) : std::nullopt;
            });
    }
    if (!m_services.files || session.workspace().isEmpty()) {
        return QtFuture::makeReadyValueFuture(Facts());
    }
    return QtConcurrent::run(
        [files = m_services.files, file = fileOf(library).toStdString()] { return files(file); });
}

void PluginCommands::mend(models::Problem &problem)
{
    const QString library = problem.subject;
    if (hasSource(library)) {
        problem.fixName = tr("&Build again");
        problem.fix = [this, library] {
            build(library);
        };
    } else {
        problem.fixName = tr("Re&load library");
        problem.fix = [this, library] {
            reload(library);
        };
    }
}

} // namespace gw::libraries
