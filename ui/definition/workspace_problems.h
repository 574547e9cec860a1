// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/workspace_judgement.h"
#include "editing/newest_run.h"
#include "session/engine_session.h"
#include "window/tab_area.h"

#include <QObject>

namespace gw::definition {

// What the rows of a workspace come from, and where they go; all must outlive WorkspaceProblems.
struct WorkspaceProblemsParts {
    session::EngineSession &session;
    window::TabArea &tabs;
    models::ProblemsModel &model;
    PluginFiles plugins;
};

// Keeps the rows of the workspace's definitions that no page has open in the list of problems;
// those of open ones come from SpecProblems. Nothing is known of an engine of somebody else.
// Thread: GUI.
class WorkspaceProblems final : public QObject {
    Q_OBJECT

public:
    explicit WorkspaceProblems(WorkspaceProblemsParts parts, QObject *parent = nullptr);

    // The files have changed.
    void judge();

private:
    void publish();

    WorkspaceProblemsParts m_parts;
    spec::DefinitionSchema m_schema = spec::DefinitionSchema::ofApiDefinitions();
    WorkspaceAnswer m_answer;
    editing::NewestRun<WorkspaceQuestion, WorkspaceAnswer> m_run;
};

} // namespace gw::definition
