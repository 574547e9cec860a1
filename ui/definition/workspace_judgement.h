// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/definition_input.h"
#include "models/problems_model.h"

#include <QMap>

namespace gw::definition {

// What the definitions of a workspace are judged by.
struct WorkspaceQuestion {
    QString workspace; // empty: nothing is judged
    QString definitions;
    client::ReloadReport report;       // what the engine says of these files
    QList<client::PluginHook> plugins; // and of the hooks
    editing::PluginLookup lookup;
    spec::DefinitionSchema schema = spec::DefinitionSchema::ofApiDefinitions();
};

struct WorkspaceAnswer {
    QMap<QString, QList<models::Problem>> rows; // by path
    bool isCut = false;                         // there are more
};

// Errors and warnings of the definitions on the disk that the engine does not tell of itself; hints
// are for the page of a definition. The engine's own rows are those of the same file that hold the
// same message; what APIs do to each other, when the engine has loaded this very text; and hooks
// that it could not load. Files over 4 MiB are passed over, as by the engine; at most
// kMostWorkspaceRows rows. Blocks on the disk. Thread: any.
inline constexpr int kMostWorkspaceRows = 2000;
[[nodiscard]] WorkspaceAnswer judgeWorkspace(const WorkspaceQuestion &question);

} // namespace gw::definition
