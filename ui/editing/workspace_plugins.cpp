// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/workspace_plugins.h"

#include "editing/plugin_checks.h"

namespace gw::editing {

WorkspacePlugins::WorkspacePlugins(QObject *parent)
    : QObject(parent)
    , m_run(this, &WorkspacePlugins::lookAt, [this](std::optional<Shelf> shelf) {
        if (shelf && m_shelf != *shelf) {
            m_shelf = *std::move(shelf);
            Q_EMIT changed();
        }
    })
{
}

WorkspacePlugins::Shelf WorkspacePlugins::lookAt(const Question &question)
{
    Shelf shelf;
    shelf.files = pluginFilesOf(question.workspace);
    std::vector<std::string> paths = question.paths;
    paths.insert(paths.end(), shelf.files.begin(), shelf.files.end());
    for (const std::string &path : paths) {
        const auto facts =
            question.plugins && !path.empty() ? question.plugins(path) : std::nullopt;
        if (facts) {
            shelf.symbols.insert_or_assign(path, facts->symbols);
        }
    }
    return shelf;
}

void WorkspacePlugins::look(Question question)
{
    m_run.request(std::move(question));
}

std::vector<std::string> WorkspacePlugins::symbolsOf(const std::string &path) const
{
    const auto found = m_shelf.symbols.find(path);
    return found == m_shelf.symbols.end() ? std::vector<std::string>() : found->second;
}

} // namespace gw::editing
