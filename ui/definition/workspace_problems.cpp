// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/workspace_problems.h"

#include "definition/spec_page.h"

#include <QSet>

namespace gw::definition {

using models::Problem;
using session::EngineSession;

WorkspaceProblems::WorkspaceProblems(WorkspaceProblemsParts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_run(this, judgeWorkspace, [this](std::optional<WorkspaceAnswer> answer) {
        m_answer = std::move(answer).value_or(WorkspaceAnswer());
        publish();
    })
{
    EngineSession &session = m_parts.session;
    connect(&session, &EngineSession::reportChanged, this, &WorkspaceProblems::judge);
    connect(&session, &EngineSession::pluginsChanged, this,
            [this, known = QStringList()]() mutable {
                QStringList failed;
                for (const client::PluginHook &hook : m_parts.session.plugins()) {
                    if (!hook.isLoaded()) {
                        failed += {hook.path, hook.symbol};
                    }
                }
                if (std::exchange(known, failed) != failed) { // figures come all the time
                    judge();
                }
            });
    connect(&session, &EngineSession::stateChanged, this, [this, known = QString()]() mutable {
        if (std::exchange(known, m_parts.session.workspace()) != m_parts.session.workspace()) {
            m_answer = {};
            publish();
            judge();
        }
    });
    connect(&m_parts.tabs, &window::TabArea::pagesChanged, this, &WorkspaceProblems::publish);
}

void WorkspaceProblems::judge()
{
    const EngineSession &session = m_parts.session;
    m_run.request({.workspace = session.workspace(),
                   .definitions = session.definitionsFolder(),
                   .report = session.report(),
                   .plugins = session.plugins(),
                   .lookup = pluginLookup(session.workspace(), m_parts.plugins),
                   .schema = m_schema});
}

void WorkspaceProblems::publish()
{
    QSet<QString> open;
    for (const window::Page *page : m_parts.tabs.pages()) {
        if (qobject_cast<const SpecPage *>(page) != nullptr) {
            open.insert(page->detail());
        }
    }
    QList<Problem> rows;
    for (auto file = m_answer.rows.cbegin(); file != m_answer.rows.cend(); ++file) {
        if (!open.contains(file.key())) {
            rows += file.value();
        }
    }
    if (m_answer.isCut) {
        rows.append(
            {.severity = models::Severity::Hint,
             .text =
                 tr("There are more problems than the %1 that are listed").arg(kMostWorkspaceRows),
             .where = m_parts.session.definitionsFolder(),
             .remedy = tr("Mend some of these; the others follow")});
    }
    m_parts.model.setProblems(QStringLiteral("workspace"), rows);
}

} // namespace gw::definition
