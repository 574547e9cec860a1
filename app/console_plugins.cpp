// SPDX-License-Identifier: GPL-3.0-or-later
// Console's part about plugins: their pages, their commands, the pane that builds them.
#include "console.h"
#include "libraries/new_plugin_page.h"
#include "libraries/plugin_actions.h"
#include "libraries/plugin_commands.h"
#include "libraries/plugin_page.h"
#include "libraries/source_page.h"
#include "panes/build_pane.h"
#include "window/banner.h"

namespace gw::app {

void Console::addPluginPages()
{
    m_pluginCommands = new libraries::PluginCommands(
        {.session = m_session,
         .opener = *m_window,
         .files = [plugins = m_plugins](const std::string &file) { return plugins->read(file); },
         .build =
             [this](const QString &root) {
                 m_build->build(root);
             }},
        m_window.get());
    connect(m_pluginCommands, &libraries::PluginCommands::problemRaised, this,
            [this](const Error &why) {
                m_window->banner().showProblem(QStringLiteral("plugin"), why);
            });
    m_pluginActions = new libraries::PluginActions(*m_pluginCommands, *m_window, m_actions);
    m_window->addFactory(std::make_unique<libraries::PluginPageFactory>(*m_pluginCommands));
    m_window->addFactory(std::make_unique<libraries::NewPluginPageFactory>(m_session, *m_window));
    m_window->addFactory(std::make_unique<libraries::SourcePageFactory>(libraries::SourceServices{
        m_session, m_pluginCommands->services().build, [this](const QString &file) {
            return m_build->model().marksOf(file);
        }}));
}

void Console::addBuildPane()
{
    m_build = new panes::BuildPane(m_session, m_window.get());
    m_window->addPane(m_build);
    connect(m_build, &panes::BuildPane::placeWanted, this, [this](const QString &file, int line) {
        auto *page = static_cast<libraries::SourcePage *>(
            m_window->open(libraries::SourcePage::addressOf(file)));
        page->goToLine(line);
    });
    connect(m_build, &panes::BuildPane::marksChanged, this, [this] {
        for (window::Page *page : m_window->openPages()) {
            if (auto *source = qobject_cast<libraries::SourcePage *>(page)) {
                source->refreshMarks();
            }
        }
    });
    connect(m_build, &panes::BuildPane::built, m_pluginActions,
            &libraries::PluginActions::tellBuilt);
    connect(m_build, &panes::BuildPane::pluginWanted, this, [this](const QString &library) {
        m_window->open({QStringLiteral("plugin"), m_pluginCommands->nameInDefinitions(library)});
    });
}

} // namespace gw::app
