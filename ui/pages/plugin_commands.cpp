// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/plugin_commands.h"

#include "client/plugin_client.h"
#include "editing/plugin_sources.h"
#include "pages/engine_plugins.h"
#include "pages/library_actions.h"
#include "pages/new_plugin_page.h"
#include "pages/source_page.h"
#include "window/action_registry.h"
#include "window/main_window.h"
#include "window/navigator.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMenu>
#include <QtConcurrentRun>

namespace gw::pages {

using session::EngineSession;

PluginCommands::PluginCommands(PluginServices services, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
{
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
                return plugin ? Facts(factsOf(library, *plugin)) : std::nullopt;
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

void addPluginActions(PluginCommands &commands, window::MainWindow &window,
                      window::ActionRegistry &actions)
{
    window.addAction(actions.add({.id = QStringLiteral("plugin.new"),
                                  .text = PluginCommands::tr("New plu&gin..."),
                                  .category = PluginCommands::tr("Plugin"),
                                  .shortcut = QKeySequence(QStringLiteral("Ctrl+Alt+N")),
                                  .icon = QStringLiteral("document-new")},
                                 [&window](bool) { window.open(NewPluginPage::pageAddress()); }));
    new LibraryActions(commands.services().session, window, actions); // the window's
    QObject::connect(
        &window.navigator(), &window::Navigator::menuWanted, &commands,
        [&commands](const window::PageAddress &address, QMenu *menu) {
            if (address.kind == SourcePage::addressOf({}).kind) {
                menu->addAction(
                    PluginCommands::tr("&Build"), &commands,
                    [&commands, file = address.subject] { commands.buildSource(file); });
                menu->addSeparator();
            }
            if (address.kind != QLatin1String("plugin")) {
                return;
            }
            const QString library = address.subject;
            const bool hasSource = commands.hasSource(library);
            menu->addAction(PluginCommands::tr("&Edit source"), &commands,
                            [&commands, library] { commands.editSource(library); })
                ->setEnabled(hasSource);
            menu->addAction(PluginCommands::tr("&Build"), &commands,
                            [&commands, library] { commands.build(library); })
                ->setEnabled(hasSource);
            menu->addAction(PluginCommands::tr("Re&load library"), &commands,
                            [&commands, library] { commands.reload(library); });
            commands.fillUse(*menu->addMenu(PluginCommands::tr("&Use in")), library);
            commands.fillRemove(*menu->addMenu(PluginCommands::tr("Remo&ve from")), library);
            menu->addAction(PluginCommands::tr("&Copy path"), &commands, [&commands, library] {
                QGuiApplication::clipboard()->setText(commands.fileOf(library));
            });
            menu->addSeparator();
        });
}

} // namespace gw::pages
