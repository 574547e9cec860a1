// SPDX-License-Identifier: GPL-3.0-or-later
// Console's part about plugins: their pages, their commands, the pane that builds them.
#include "console.h"
#include "pages/new_plugin_page.h"
#include "pages/plugin_actions.h"
#include "pages/plugin_commands.h"
#include "pages/plugin_page.h"
#include "pages/source_page.h"
#include "panes/build_pane.h"
#include "window/banner.h"

namespace gw::app {

void Console::addPluginPages()
{
    m_pluginCommands = new pages::PluginCommands(
        {.session = m_session,
         .opener = *m_window,
         .files = [plugins = m_plugins](const std::string &file) { return plugins->read(file); },
         .build =
             [this](const QString &root) {
                 m_build->build(root);
             }},
        m_window.get());
    connect(m_pluginCommands, &pages::PluginCommands::problemRaised, this,
            [this](const Error &why) {
                m_window->banner().showProblem(QStringLiteral("plugin"), why);
            });
    m_pluginActions = new pages::PluginActions(*m_pluginCommands, *m_window, m_actions);
    m_window->addFactory(std::make_unique<pages::PluginPageFactory>(*m_pluginCommands));
    m_window->addFactory(std::make_unique<pages::NewPluginPageFactory>(m_session, *m_window));
    m_window->addFactory(std::make_unique<pages::SourcePageFactory>(pages::SourceServices{
        m_session, m_pluginCommands->services().build, [this](const QString &file) {
            return m_build->model().marksOf(file);
        }}));
}

void Console::addBuildPane()
{
    m_build = new panes::BuildPane(m_session, m_window.get());
    m_window->addPane(m_build);
    connect(m_build, &panes::BuildPane::placeWanted, this, [this](const QString &file, int line) {
        auto *page =
            static_cast<pages::SourcePage *>(m_window->open(pages::SourcePage::addressOf(file)));
        page->goToLine(line);
    });
    connect(m_build, &panes::BuildPane::marksChanged, this, [this] {
        for (window::Page *page : m_window->openPages()) {
            if (auto *source = qobject_cast<pages::SourcePage *>(page)) {
                source->refreshMarks();
            }
        }
    });
    connect(m_build, &panes::BuildPane::built, m_pluginActions, &pages::PluginActions::tellBuilt);
    connect(m_build, &panes::BuildPane::pluginWanted, this, [this](const QString &library) {
        m_window->open({QStringLiteral("plugin"), m_pluginCommands->nameInDefinitions(library)});
    });
}

} // namespace gw::app
