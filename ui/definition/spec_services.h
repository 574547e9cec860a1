// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/definition_input.h"
#include "editing/definition_history.h"
#include "session/engine_session.h"
#include "spec/definition_schema.h"

#include <functional>
#include <string>

namespace gw::definition {

// What every spec page works with.
struct SpecServices {
    session::EngineSession &session;
    editing::DefinitionHistory &history;
    spec::DefinitionSchema schema;
    PluginFiles plugins;
    std::function<void()> openReport = {}; // of the last reload; may be empty
    // See DefinitionDrafts::openCopy(); may be empty.
    std::function<Expected<void>(const QString &, const QString &, const std::string &)> openCopy{};
};

} // namespace gw::definition
